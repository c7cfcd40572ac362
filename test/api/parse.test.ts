import {
  MalformedError,
  parseAccount,
  parseKey,
  parseKeys,
  parseLookup,
  parseMessage,
  parseToggle,
  parseValidation,
} from "../../src/api/parse";

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

test.each([
  ["status", { is_active: true }, { is_active: false }],
  ["name", { name: "ci" }, { name: "cd" }],
  ["whitelist", { model_whitelist: ["a"] }, { model_whitelist: ["a", "b"] }],
  ["last use", { last_used: null }, {}],
])("a list that contradicts itself on a key's %s is unusable, and does not tell the key", (_, one, other) => {
  const list = [
    { key: KEY, ...one },
    { key: KEY, ...other },
  ];
  expect(() => parseKeys(list)).toThrow(new MalformedError("key: the same value in different objects"));
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

test.each<[string, (json: unknown) => unknown, unknown, string]>([
  ["no key", parseKey, { name: "ci" }, "key: missing"],
  ["an empty key", parseKey, { key: "" }, "key: missing"],
  ["key", parseKey, { key: 1 }, "key: expected a string"],
  ["name", parseKey, { key: KEY, name: null }, "name: expected a string"],
  ["expires_at", parseKey, { key: KEY, expires_at: "never" }, "expires_at: expected a number"],
  ["allocated_ammount", parseKey, { key: KEY, allocated_ammount: "5" }, "allocated_ammount: expected a number"],
  ["an endless number", parseKey, JSON.parse('{"key":"k","used_ammount":1e999}'), "used_ammount: expected a number"],
  ["is_active", parseKey, { key: KEY, is_active: 1 }, "is_active: expected true or false"],
  ["model_whitelist", parseKey, { key: KEY, model_whitelist: "m" }, "model_whitelist: expected a list of strings"],
  ["ip_whitelist", parseKey, { key: KEY, ip_whitelist: [1] }, "ip_whitelist: expected a list of strings"],
  ["created_at", parseKey, { key: KEY, created_at: null }, "created_at: expected a number"],
  ["last_used", parseKey, { key: KEY, last_used: "now" }, "last_used: expected a number"],
  ["a key as text", parseKey, KEY, "expected a key object"],
  ["a key as null", parseKey, null, "expected a key object"],
  ["a wrapped list", parseKeys, { proxy_keys: [] }, "expected an array of key objects"],
  ["a list of texts", parseKeys, [KEY], "expected a key object"],
  ["an empty key in a list", parseKeys, [{ key: KEY }, { key: "", name: "ci" }], "key: missing"],
  ["a key without a value in a list", parseKeys, [{ key: KEY }, { name: "ci" }], "key: missing"],
  ["enabled_thinking", parseLookup, { key: KEY, enabled_thinking: "no" }, "enabled_thinking: expected true or false"],
  ["user_id", parseLookup, { key: KEY, user_id: {} }, "user_id: expected a string"],
  ["no verdict", parseValidation, { message: "ok" }, "valid: missing"],
  ["verdict", parseValidation, { valid: 1 }, "valid: expected true or false"],
  ["no status", parseToggle, { message: "ok" }, "status: missing"],
  ["status", parseToggle, { status: "true" }, "status: expected true or false"],
  ["message", parseMessage, { message: 1 }, "message: expected a string"],
  ["a message as text", parseMessage, "ok", "expected an object"],
  ["subscription", parseAccount, { subscription: 1 }, "subscription: expected a string"],
  ["credits", parseAccount, { credits: "1" }, "credits: expected a number"],
])("%s of the wrong type makes the answer unusable", (_, parse, json, message) => {
  expect(() => parse(json)).toThrow(new MalformedError(message));
});

test("a lookup tells the owner", () => {
  expect(parseLookup({ key: KEY, user_id: "user-1", enabled_thinking: true })).toMatchObject({
    key: KEY,
    user_id: "user-1",
    enabled_thinking: true,
  });
  expect(parseLookup({ key: KEY, user_id: null }).user_id).toBeUndefined();
});
