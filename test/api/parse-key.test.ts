import { MalformedError } from "../../src/api/fields";
import { parseKey, parseKeys, parseLookup } from "../../src/api/parse-key";

const KEY = "ek-proxy-aaaabbbb";

test("unknown fields are passed over and missing ones are undefined", () => {
  expect(parseKey({ key: KEY, color: "blue", __proto__: null })).toStrictEqual({
    key: KEY,
    name: undefined,
    expires_at: undefined,
    allocated_ammount: undefined,
    used_ammount: undefined,
    is_active: undefined,
    model_whitelist: undefined,
    ip_whitelist: undefined,
    created_at: undefined,
    last_used: undefined,
  });
});

test("fields of every object's own are neither read nor written", () => {
  const json: unknown = JSON.parse(
    `{"key":"${KEY}","__proto__":{"name":"a","is_active":true},"constructor":{"prototype":{"name":"b"}},"toString":1}`,
  );
  expect(parseKey(json)).toStrictEqual(parseKey({ key: KEY }));
  expect({}).not.toHaveProperty("name");
});

test.each([
  ["without the telling form", "abcdef"],
  ["of 300 characters", `ek-proxy-${"x".repeat(291)}`],
  ["with controls", "ek-proxy-a\u0000\u001b[31m\r\nb"],
  ["named as every object's field", "__proto__"],
])("a key's value %s is a value, as it is", (_, key) => {
  expect(parseKeys([{ key, name: "ci" }, { key: KEY }])).toMatchObject([{ key, name: "ci" }, { key: KEY }]);
});

test.each(["ci", "__proto__", "a\r\nb", "\u001b]0;x\u0007", "\u202e", "x".repeat(100_000), ""])(
  "a name is a name, as it is",
  (name) => {
    expect(parseKey({ key: KEY, name }).name).toBe(name);
  },
);

test("names may repeat, and keep their order", () => {
  const [first, second] = [
    { key: "ek-proxy-2", name: "ci" },
    { key: "ek-proxy-1", name: "ci" },
  ];
  expect(parseKeys([first, second])).toMatchObject([first, second]);
});

test("a key that is listed twice is one key", () => {
  const twice = { key: KEY, name: "ci", model_whitelist: ["a", "b"] };
  expect(parseKeys([twice, { key: "ek-proxy-1" }, { ...twice, color: "blue" }])).toStrictEqual([
    parseKey(twice),
    parseKey({ key: "ek-proxy-1" }),
  ]);
});

test("a null whitelist is an empty one", () => {
  expect(parseKey({ key: KEY, model_whitelist: null, ip_whitelist: null })).toMatchObject({
    model_whitelist: [],
    ip_whitelist: [],
  });
});

test("a key that was never used has null as its last use, any other the seconds", () => {
  expect(parseKey({ key: KEY, last_used: null }).last_used).toBeNull();
  expect(parseKey({ key: KEY, last_used: 1767225600 }).last_used).toBe(1767225600);
});

test("a lookup tells the owner", () => {
  expect(parseLookup({ key: KEY, user_id: "user-1", enabled_thinking: true })).toMatchObject({
    key: KEY,
    user_id: "user-1",
    enabled_thinking: true,
  });
  expect(parseLookup({ key: KEY, user_id: null }).user_id).toBeUndefined();
});

const WHITELIST = "expected a list of strings";
const INSTANT = "expected Unix seconds up to the year 9999";

test.each<[string, unknown, string]>([
  ["expires_at", 1_900_000_000_000, INSTANT],
  ["expires_at", -2, INSTANT],
  ["expires_at", null, "expected a number"],
  ["expires_at", "never", "expected a number"],
  ["name", null, "expected a string"],
  ["name", 7, "expected a string"],
  ["allocated_ammount", "5", "expected a number"],
  ["used_ammount", JSON.parse("1e999"), "expected a number"],
  ["is_active", 1, "expected true or false"],
  ["model_whitelist", "m", WHITELIST],
  ["model_whitelist", ["a", null], WHITELIST],
  ["ip_whitelist", [1], WHITELIST],
  ["created_at", null, "expected a number"],
  ["created_at", "2026-01-01", "expected a number"],
  ["last_used", "now", "expected a number"],
])("an odd %s (%j) is left out of the record, which says so; the others are there", (field, value, remark) => {
  const sound = { key: KEY, name: "ci", expires_at: -1, is_active: true };
  const whole = parseKey({ ...sound, [field]: undefined });
  const odd = { ...whole, odd: [`${field}: ${remark}`] };
  expect(parseKey({ ...sound, [field]: value })).toStrictEqual(odd);
  const other = parseKey({ key: "ek-proxy-other", name: "other" });
  expect(parseKeys([{ ...sound, [field]: value }, other])).toStrictEqual([odd, other]);
});

test("a credit below zero is a number like any other", () => {
  expect(parseKey({ key: KEY, allocated_ammount: -5 })).toStrictEqual({
    ...parseKey({ key: KEY }),
    allocated_ammount: -5,
  });
});

test.each<[string, (json: unknown) => unknown, unknown, string]>([
  ["no key", parseKey, { name: "ci" }, "key: missing"],
  ["an empty key", parseKey, { key: "" }, "key: missing"],
  ["a key that is a number", parseKey, { key: 1 }, "key: expected a string"],
  ["a key as text", parseKey, KEY, "expected a key object"],
  ["a key as null", parseKey, null, "expected a key object"],
  ["no key in a lookup", parseLookup, { name: "ci" }, "key: missing"],
  ["a wrapped list", parseKeys, { proxy_keys: [] }, "expected an array of key objects"],
  ["a list of texts", parseKeys, [KEY, KEY], "expected a key object"],
  ["a list of objects without keys", parseKeys, [{ name: "ci" }, { key: 1 }], "key: missing"],
])("%s is unusable", (_, parse, json, message) => {
  expect(() => parse(json)).toThrow(new MalformedError(message));
});

test("objects without a key's value are counted, and harm no other", () => {
  const list = parseKeys([{ key: KEY }, { key: "", name: "ci" }, { name: "ci" }, null, "ek-proxy-x", { key: 7 }]);
  expect([...list]).toStrictEqual([parseKey({ key: KEY })]);
  expect(list.unidentified).toBe(5);
  expect(parseKeys([{ key: KEY }])).not.toHaveProperty("unidentified");
});

test.each([
  ["is_active", true, false],
  ["name", "ci", "cd"],
  ["model_whitelist", ["a"], ["a", "b"]],
  ["last_used", null, undefined],
])("of two objects for one key that contradict each other on %s, neither is believed on that", (field, one, other) => {
  const list = [
    { key: KEY, created_at: 7, [field]: one },
    { key: "ek-proxy-other" },
    { key: KEY, created_at: 7, [field]: other },
  ];
  const remark = `${field}: two objects for this key, which contradict each other`;
  expect(parseKeys(list)).toStrictEqual([
    { ...parseKey({ key: KEY, created_at: 7 }), [field]: undefined, odd: [remark] },
    parseKey({ key: "ek-proxy-other" }),
  ]);
});

test("what is odd in a lookup's own fields is left out as well", () => {
  expect(parseLookup({ key: KEY, name: 1, user_id: {}, enabled_thinking: "no" })).toStrictEqual({
    ...parseKey({ key: KEY }),
    user_id: undefined,
    enabled_thinking: undefined,
    odd: ["name: expected a string", "user_id: expected a string", "enabled_thinking: expected true or false"],
  });
  expect(parseLookup({ key: KEY, user_id: 7 }).user_id).toBe("7");
});

test("remarks tell no value", () => {
  const secret = "ek-proxy-secret";
  const odd = { name: [secret], expires_at: secret, model_whitelist: [{ secret }], ip_whitelist: secret };
  expect(JSON.stringify(parseKey({ key: KEY, ...odd }).odd)).not.toContain("secret");
});
