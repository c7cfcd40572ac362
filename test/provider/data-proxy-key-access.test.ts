// Whether a key may be used from here: asked with the key itself.
import { keyId } from "../../src/api/key-id";
import { proxyKeyAccessDataSource } from "../../src/provider/data-proxy-key-access";
import { type ObjectValue, UNKNOWN } from "../../src/terraform/cty";
import { SECOND, numberedKey } from "../support/emulator";
import { type ProviderProcess } from "../support/provider-process";
import { Scene } from "../support/scene";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

const { typeName, schema } = proxyKeyAccessDataSource;
const KEY = numberedKey(1);
const NOTHING = Uint8Array.from(Buffer.from("c0", "hex"));

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

const somebodyCreates = (settings: object = {}) =>
  scene.emulator.store.create(scene.emulator.apiKey, {
    name: "ci",
    expires_at: -1,
    allocated_ammount: 1,
    ...settings,
  });

async function ask(settings: ObjectValue) {
  const config = toWire(schema, blockOf(schema, settings));
  const answer = await scene.clock.run(process.rpc.readDataSource({ typeName, config }));
  const { valid, message } = fromWire(schema, answer.state) ?? {};
  return answer.diagnostics.length > 0 ? saysOf(answer.diagnostics) : [valid, message];
}

test.each<[string, object, ObjectValue, [boolean, string]]>([
  ["a key without limits", {}, {}, [true, "Proxy key is valid"]],
  ["a model that it may use", { model_whitelist: ["gpt-4o"] }, { model: "gpt-4o" }, [true, "Proxy key is valid"]],
  [
    "another model",
    { model_whitelist: ["gpt-4o"] },
    { model: "o3" },
    [false, "Model is not allowed for this proxy key"],
  ],
  ["another address", { ip_whitelist: ["10.0.0.1"] }, {}, [false, "IP address is not allowed for this proxy key"]],
])("%s", async (_, settings, question, answer) => {
  somebodyCreates(settings);
  expect(await ask({ key: KEY, ...question })).toEqual(answer);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "POST /auth/proxy/validate": 1 });
  expect(await ask({ id: keyId(KEY), ...question })).toEqual(answer);
});

test("a key that is off, and one that does not exist", async () => {
  scene.emulator.store.change(somebodyCreates().key, { is_active: false });
  expect(await ask({ key: KEY })).toEqual([false, "Proxy key is inactive"]);
  expect(await ask({ key: "ek-proxy-unheard-of" })).toEqual([false, expect.any(String)]);
});

test("a failure is not a verdict", async () => {
  somebodyCreates();
  scene.emulator.inject({ endpoint: "POST /auth/proxy/validate", kind: "respond", status: 500, times: 10 });
  expect(await ask({ key: KEY })).toEqual([expect.stringContaining("Cannot ask whether the proxy key may be used")]);
});

test("what stands between us and the API gives no verdict", async () => {
  somebodyCreates();
  const page = {
    endpoint: "POST /auth/proxy/validate",
    kind: "respond",
    status: 403,
    body: "<html>No</html>",
  } as const;
  scene.emulator.inject(page);
  expect(await ask({ key: KEY })).toEqual([expect.stringContaining("Cannot ask whether the proxy key may be used")]);
});

test.each([
  [true, "The API has no objection."],
  [false, "The API gives no reason."],
])("a message there always is (valid: %s)", async (valid, message) => {
  somebodyCreates();
  scene.emulator.inject({ endpoint: "POST /auth/proxy/validate", kind: "respond", status: 200, body: { valid } });
  expect(await ask({ key: KEY })).toEqual([valid, message]);
});

test("another account's lock-out is not ours", async () => {
  const { key } = scene.emulator.store.create(SECOND.apiKey, { name: "x", expires_at: -1, allocated_ammount: 1 });
  scene.emulator.inject({ endpoint: "POST /auth/proxy/validate", kind: "lock-out" });
  const before = scene.clock.now();
  expect(await ask({ key })).toEqual([expect.stringContaining("the account that owns the key is locked out until")]);
  await scene.clock.run(process.rpc.readDataSource({ typeName: "electronhub_account", config: { msgpack: NOTHING } }));
  expect(scene.clock.now() - before).toBeLessThan(1_000);
});

test.each<[string, ObjectValue, string]>([
  ["a line end after the key", { key: `${KEY}\n` }, "trimspace() removes those of a file"],
  ["a key of 257 characters", { key: `ek-proxy-${"x".repeat(248)}` }, "at most 256 characters"],
  ["neither", {}, "Give exactly one of id and key: None is given."],
  ["both", { id: keyId(KEY), key: KEY }, "Give exactly one of id and key: Both are given."],
  ["an API key", { key: "ek-account" }, "Not the value of a proxy key"],
  ["a value for an id", { id: KEY }, "The value of a key is not an id of a proxy key"],
  ["an id of no key of ours", { id: "f".repeat(32) }, "The account has no proxy key with the id"],
])("refused: %s", async (_, settings, message) => {
  const [said] = await ask(settings);
  expect(said).toContain(message);
  expect(said).not.toContain("ek-account");
  expect(scene.count("POST /auth/proxy/validate")).toBe(0);
});

test("what is unknown is left to the apply", async () => {
  const config = toWire(schema, blockOf(schema, { id: UNKNOWN }));
  expect((await process.rpc.validateDataResourceConfig({ typeName, config })).diagnostics).toEqual([]);
});

test("the key that asks is in no log line", async () => {
  somebodyCreates();
  await ask({ key: KEY });
  expect(scene.processes.log.join("\n")).toContain("/auth/proxy/validate");
  expect(scene.processes.log.join("\n")).not.toContain(KEY);
});
