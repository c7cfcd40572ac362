// Somebody else acts in one step with a call: on which keys, when, and as whose doing it is logged.
import { type Emulator, type Fault } from "../../src/emulator";
import { call, json, numberedKey, numberedKeys, SECOND, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys() });
});
afterEach(() => emulator.stop());

const CREATE = "POST /auth/proxy/create";
const UPDATE = "POST /auth/proxy/update";
const LOOKUP = "POST /auth/proxy/lookup";
const TOGGLE = "POST /auth/proxy/toggle";
const REMOVE = "POST /auth/proxy/remove";
const LIST = "GET /auth/proxy";

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const KEY = numberedKey(1);

const make = (name: string, apiKey = emulator.apiKey) => emulator.store.create(apiKey, { ...SETTINGS, name });

/** Who did what to which key, after the first `from` events: "client toggled 1", "somebody else removed 2". */
const doings = (from: number) =>
  emulator
    .events()
    .slice(from)
    .map(({ by, type, key }) => `${by} ${type} ${Number(key.slice("ek-proxy-".length))}`);

/** Status and body of a call that the fault hits. */
async function hit(fault: Omit<Extract<Fault, { kind: "meanwhile" }>, "kind">, body?: object, bearer?: string | null) {
  emulator.inject({ kind: "meanwhile", ...fault });
  const answer = await call(emulator, fault.endpoint, { body, bearer });
  return [answer.status, json(answer)];
}

const toggled = (status: boolean) => [200, { message: "Proxy key status updated", status }];
const NOT_FOUND = [404, { error: { code: "proxy_key_not_found" } }];

test.each([
  ["toggle", undefined, ["somebody else toggled 1", "client toggled 1"], toggled(true)],
  ["toggle", "before", ["somebody else toggled 1", "client toggled 1"], toggled(true)],
  ["toggle", "after", ["client toggled 1", "somebody else toggled 1"], toggled(false)],
  ["update", "before", ["somebody else updated 1", "client toggled 1"], toggled(false)],
  ["update", "after", ["client toggled 1", "somebody else updated 1"], toggled(false)],
  ["remove", "before", ["somebody else removed 1"], NOT_FOUND],
  ["remove", "after", ["client toggled 1", "somebody else removed 1"], toggled(false)],
] as const)("%s, %s a toggle of the key", async (act, when, expected, answer) => {
  make("ci");
  make("ci");
  expect(await hit({ endpoint: TOGGLE, act, when }, { proxy_key: KEY })).toMatchObject(answer);
  expect(doings(2)).toEqual(expected);
});

test("update allocates 1 credit more and changes nothing else", async () => {
  const settings = { ...SETTINGS, limit_type: "weekly", model_whitelist: ["gpt-4o"], ip_whitelist: ["::1"] } as const;
  const before = emulator.store.create(emulator.apiKey, settings);
  await hit({ endpoint: LOOKUP, act: "update" }, { proxy_key: KEY });
  expect(emulator.store.find(KEY)).toEqual({ ...before, allocated_ammount: 101 });
});

describe("without a name: the key that the call is about", () => {
  const about = { proxy_key: KEY };

  test.each<[endpoint: Fault["endpoint"], when: "before" | "after", body: object | undefined, expected: string[]]>([
    [CREATE, "before", SETTINGS, ["client created 3"]],
    [CREATE, "after", SETTINGS, ["client created 3", "somebody else toggled 3"]],
    [CREATE, "after", { ...SETTINGS, allocated_ammount: -1 }, []],
    [UPDATE, "before", { ...SETTINGS, ...about }, ["somebody else toggled 1", "client updated 1"]],
    [UPDATE, "after", { ...SETTINGS, ...about }, ["client updated 1", "somebody else toggled 1"]],
    // Refused, and yet somebody else acts.
    [UPDATE, "after", about, ["somebody else toggled 1"]],
    [LOOKUP, "before", about, ["somebody else toggled 1"]],
    [LOOKUP, "after", about, ["somebody else toggled 1"]],
    [REMOVE, "before", about, ["somebody else toggled 1", "client removed 1"]],
    [REMOVE, "after", about, ["client removed 1"]],
    [LOOKUP, "before", { proxy_key: "ek-proxy-unknown" }, []],
    [LOOKUP, "before", { proxy_key: [KEY] }, []],
    [LOOKUP, "before", [], []],
    [LOOKUP, "before", undefined, []],
    [LIST, "before", undefined, []],
    [LIST, "after", undefined, []],
  ])("%s, toggle %s: %j", async (endpoint, when, body, expected) => {
    make("a");
    make("b");
    await hit({ endpoint, act: "toggle", when }, body);
    expect(doings(2)).toEqual(expected);
  });

  test("the one in the path of a legacy call", async () => {
    make("a");
    emulator.inject({ endpoint: "GET /auth/proxy/{key}", kind: "meanwhile", act: "toggle" });
    const answer = await call(emulator, `GET /auth/proxy/${KEY}`);
    expect(json(answer)).toMatchObject({ key: KEY, is_active: false });
    expect(doings(1)).toEqual(["somebody else toggled 1"]);
  });
});

describe("with a name: every key of that name that the caller has", () => {
  const name = "ci";
  const BOTH = ["somebody else toggled 1", "somebody else toggled 3"];
  const RENAMING = { ...SETTINGS, proxy_key: KEY, name: "renamed" };

  test.each<[endpoint: Fault["endpoint"], when: "before" | "after", body: object | undefined, expected: string[]]>([
    [LIST, "before", undefined, BOTH],
    [LIST, "after", undefined, BOTH],
    [LOOKUP, "before", { proxy_key: numberedKey(2) }, BOTH],
    [REMOVE, "after", { proxy_key: KEY }, ["client removed 1", "somebody else toggled 3"]],
    [UPDATE, "before", RENAMING, [...BOTH, "client updated 1"]],
    [UPDATE, "after", RENAMING, ["client updated 1", "somebody else toggled 3"]],
    [CREATE, "before", SETTINGS, [...BOTH, "client created 5"]],
    [CREATE, "after", SETTINGS, ["client created 5", ...BOTH, "somebody else toggled 5"]],
  ])("%s, %s", async (endpoint, when, body, expected) => {
    make(name);
    make("another");
    make(name);
    make(name, SECOND.apiKey);
    await hit({ endpoint, act: "toggle", when, name }, body);
    expect(doings(4)).toEqual(expected);
  });

  test("a list shows what was done before it, and not what was done after it", async () => {
    make(name);
    make("another");
    const [, before] = await hit({ endpoint: LIST, act: "toggle", when: "before", name });
    expect(before).toMatchObject([{ is_active: false }, { is_active: true }]);
    const [, after] = await hit({ endpoint: LIST, act: "remove", when: "after", name });
    expect(after).toMatchObject([{ name }, { name: "another" }]);
    expect(emulator.store.keys()).toMatchObject([{ name: "another" }]);
  });
});

test("a create whose key is removed at once is answered truly", async () => {
  const answer = await hit({ endpoint: CREATE, act: "remove", when: "after" }, SETTINGS);
  expect(answer).toMatchObject([200, { ...SETTINGS, key: KEY, is_active: true }]);
  expect(emulator.store.keys()).toEqual([]);
});

test.each([
  ["by another account", SECOND.apiKey, 403, 200],
  ["by nobody known", "ek-unknown", 401, 401],
  ["without a key", null, 401, 401],
])("nothing happens to a key on calls %s", async (_, bearer, looked, listed) => {
  make("ci");
  const body = { proxy_key: KEY };
  expect(await hit({ endpoint: LOOKUP, act: "remove" }, body, bearer)).toMatchObject([looked, {}]);
  expect(await hit({ endpoint: LIST, act: "remove", name: "ci" }, undefined, bearer)).toMatchObject([listed, {}]);
  expect(doings(1)).toEqual([]);
});

test("a proxy key that calls is judged as somebody else left it", async () => {
  make("ci");
  const endpoint = "POST /auth/proxy/validate";
  const validate = (act: "toggle" | "remove") => hit({ endpoint, act, name: "ci" }, {}, KEY);
  expect(await validate("toggle")).toEqual([200, { valid: false, message: "Proxy key is inactive" }]);
  expect(await validate("remove")).toMatchObject([401, { error: { code: "invalid_api_key" } }]);
});

test("what the API refuses somebody else does not happen, and does not concern the call", async () => {
  emulator.store.create(emulator.apiKey, { ...SETTINGS, allocated_ammount: 10_000 });
  expect(await hit({ endpoint: TOGGLE, act: "update" }, { proxy_key: KEY })).toEqual(toggled(false));
  expect(doings(1)).toEqual(["client toggled 1"]);
  expect(emulator.store.find(KEY)).toMatchObject({ allocated_ammount: 10_000 });
});
