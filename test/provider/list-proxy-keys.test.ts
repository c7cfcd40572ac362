// The list resource, and the configuration generated from what it lists: hand-made keys come under management unchanged.
import { keyId } from "../../src/api/key-id";
import { proxyKeyListResource } from "../../src/provider/list-proxy-keys";
import { proxyKeyIdentity, proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { type ObjectValue, decode, encode } from "../../src/terraform/cty";
import { identityTypeOf } from "../../src/terraform/framework";
import { numberedKey } from "../support/emulator";
import { type ProviderProcess } from "../support/provider-process";
import { Scene } from "../support/scene";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

const { typeName, schema } = proxyKeyListResource;

let scene: Scene;
let process: ProviderProcess;
beforeEach(async () => {
  scene = await Scene.open();
  process = await scene.processes.start();
});
afterEach(() => scene.close());

const somebodyCreates = (name: string, settings: object = {}) =>
  scene.emulator.store.create(scene.emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1, ...settings });
const id = (n: number) => keyId(numberedKey(n));

const list = (settings: ObjectValue = {}, limit = 0n, includeResourceObject = true) =>
  scene.clock.run(
    (async () => {
      const config = toWire(schema, blockOf(schema, settings));
      const events = [];
      for await (const event of process.rpc.listResource({ typeName, config, limit, includeResourceObject })) {
        const identity = event.identity?.identityData?.msgpack;
        events.push({
          name: event.displayName,
          identity: identity && decode(identityTypeOf(proxyKeyIdentity), identity),
          state: fromWire(proxyKeySchema, event.resourceObject),
          said: saysOf(event.diagnostic),
        });
      }
      return events;
    })(),
  );

test("every key by id and name, as an import leaves it and without its value", async () => {
  somebodyCreates("ci", { model_whitelist: ["gpt-4o"] });
  somebodyCreates("prod");
  const events = await list();
  expect(events).toMatchObject([
    { name: "ci", identity: { id: id(1) }, state: { name: "ci", key: null, store_key: false }, said: [] },
    { name: "prod", identity: { id: id(2) }, state: { name: "prod", key: null, store_key: false }, said: [] },
  ]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test.each<[string, ObjectValue, bigint, string[]]>([
  ["a pattern", { name_regex: "^ci" }, 0n, ["ci-1", "ci-2"]],
  ["a status", { enabled: false }, 0n, ["off"]],
  ["a limit", {}, 1n, ["ci-1"]],
  ["both", { name_regex: "ci-2|off" }, 1n, ["ci-2"]],
  ["nothing", { expired: true }, 0n, []],
])("filtered by %s", async (_, settings, limit, names) => {
  somebodyCreates("ci-1");
  somebodyCreates("ci-2");
  scene.emulator.store.change(somebodyCreates("off").key, { is_active: false });
  expect((await list(settings, limit)).map(({ name }) => name)).toEqual(names);
});

test("a bad filter, or a refusal, is the only event", async () => {
  expect(await list({ name_regex: "(" })).toMatchObject([{ said: [expect.stringContaining("Invalid name_regex")] }]);
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 401, body: {} });
  expect(await list()).toMatchObject([{ said: [expect.stringContaining("Cannot list the account's proxy keys")] }]);
});

test("the generated configuration imports with a plan that changes nothing, whatever a name holds", async () => {
  const hostile = ["${path.module}", "%{ if true }", 'a"b\\c', "line\nbreak", "$${x}", "\u{1f511}"];
  hostile.forEach((name) => somebodyCreates(name, { model_whitelist: [`${name} model`] }));
  scene.emulator.store.change(numberedKey(1), { is_active: false });
  scene.emulator.store.change(numberedKey(2), { expires_at: Math.floor(scene.clock.now() / 1000) + 3600 });
  const declared: Record<string, ObjectValue> = {};
  for (const { state, identity } of await list()) {
    const answer = await process.rpc.generateResourceConfig({ typeName, state: toWire(proxyKeySchema, state) });
    expect(answer.diagnostics).toEqual([]);
    const config = fromWire(proxyKeySchema, answer.config) ?? {};
    const address = typeof state?.id === "string" ? state.id : "";
    declared[address] = config;
    expect(identity).toEqual({ id: address });
    expect(saysOf((await scene.import(address, address)).messages)).toEqual([]);
  }
  expect(Object.values(declared).map(({ name, enabled, limit_type }) => [name, enabled, limit_type])).toEqual(
    hostile.map((name, index) => [name, index === 0 ? false : null, null]),
  );
  scene.emulator.resetRequests();
  const plan = await scene.plan(declared);
  expect([saysOf(plan.messages), [...plan.changes]]).toEqual([[], []]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

/** What the API may hold of a key, and why no configuration keeps that; nothing where one does. */
const ODD: readonly (readonly [settings: object, reason?: string])[] = [
  [{ name: "n".repeat(25) }],
  [{ name: "n".repeat(26) }, `name "${"n".repeat(26)}" has 26 characters; it must have 1 to 25.`],
  [{ name: "" }, "name is empty; it must have 1 to 25."],
  [{ name: "half \ud800" }, "a text holds half of a character."],
  [{ name: "line\nbreak\u202e" }],
  [{ name: "cents", allocated_ammount: 0.1 + 0.2 }],
  [{ name: "tiny", allocated_ammount: 1e-7 }],
  [{ name: "nothing", allocated_ammount: 0 }],
  [{ name: "models", model_whitelist: ["o3", "gpt-4o"] }],
  [{ name: "blank", model_whitelist: [" o3"] }, '" o3" is empty or has blanks around it; it must be a model\'s id.'],
  [{ name: "block", ip_whitelist: ["10.0.0.0/8", "2001:db8::1"] }],
  [
    { name: "twice", ip_whitelist: ["10.0.0.5", "10.0.0.5/32"] },
    "10.0.0.5 and 10.0.0.5/32 in ip_whitelist are the same. Remove one.",
  ],
  [
    { name: "bits", ip_whitelist: ["10.0.0.5/8"] },
    "10.0.0.5/8 means the whole block 10.0.0.0/8. Write that, or the single address 10.0.0.5.",
  ],
  [{ name: "old", expires_at: 1 }],
  [{ name: "older", expires_at: 0 }],
];

test("what no configuration keeps is left out, and one warning says why; what is listed plans no change", async () => {
  ODD.forEach(([settings], index) => {
    const { key } = somebodyCreates("x");
    expect(keyId(key)).toBe(id(index + 1));
    scene.emulator.store.change(key, settings);
  });
  const [warned, ...listed] = await list();
  expect(warned).toMatchObject({ name: "", identity: undefined, state: null });
  const refused = ODD.flatMap(([, reason], index) => (reason === undefined ? [] : [{ id: id(index + 1), reason }]));
  const [text = "", ...others] = warned?.said ?? [];
  expect(others).toEqual([]);
  expect(text).toMatch(/^Proxy keys that cannot be declared unchanged: .* keeps 6 proxy keys .*import them by id:$/m);
  expect(text.split("\n").slice(1)).toEqual(
    refused.map(({ id, reason }): unknown => expect.stringContaining(`(${id}): ${reason}`)),
  );

  const declared: Record<string, ObjectValue> = {};
  for (const { state } of listed) {
    const answer = await process.rpc.generateResourceConfig({ typeName, state: toWire(proxyKeySchema, state) });
    const address = typeof state?.id === "string" ? state.id : "";
    declared[address] = fromWire(proxyKeySchema, answer.config) ?? {};
    await scene.import(address, address);
  }
  expect(Object.keys(declared)).toEqual(
    ODD.flatMap(([, reason], index) => (reason === undefined ? [id(index + 1)] : [])),
  );
  const plan = await scene.plan(declared);
  expect([plan.messages.filter(({ severity }) => severity === "error"), [...plan.changes]]).toEqual([[], []]);
});

test("a key that no configuration keeps is listed as others are where its object is not asked for", async () => {
  somebodyCreates("");
  expect(await list({}, 0n, false)).toMatchObject([{ name: "", identity: { id: id(1) }, said: [] }]);
});

test("what is left out does not count as listed", async () => {
  ["", "a", "b"].forEach((name) => somebodyCreates(name));
  expect((await list({}, 1n)).map(({ name, state }) => state && name)).toEqual([null, "a"]);
});

test("an import by identity", async () => {
  somebodyCreates("ci");
  const request = (identity: string) =>
    scene.clock.run(
      process.rpc.importResourceState({
        typeName,
        identity: { identityData: { msgpack: encode(identityTypeOf(proxyKeyIdentity), { id: identity }) } },
      }),
    );
  const imported = await request(id(1));
  expect(fromWire(proxyKeySchema, imported.importedResources[0]?.state)).toMatchObject({ id: id(1), name: "ci" });
  expect(saysOf((await request("ci")).diagnostics)).toEqual([expect.stringContaining("is not an id of a proxy key")]);
  const leaked = saysOf((await request(numberedKey(1))).diagnostics);
  expect(leaked).toEqual([expect.stringContaining(`Use the key's id instead: ${id(1)}`)]);
});

test("a name that the API keeps in another Unicode form is not a change", async () => {
  scene.emulator.store.create(scene.emulator.apiKey, { name: "e\u0301te\u0301", expires_at: -1, allocated_ammount: 1 });
  const [listed] = await list();
  const id1 = id(1);
  expect(listed?.state?.name).toBe("\u00e9t\u00e9");
  await scene.import(id1, id1);
  const answer = await process.rpc.generateResourceConfig({
    typeName,
    state: toWire(proxyKeySchema, listed?.state ?? {}),
  });
  const config = fromWire(proxyKeySchema, answer.config) ?? {};
  for (let n = 0; n < 2; n++) {
    const plan = await scene.plan({ [id1]: config });
    expect([saysOf(plan.messages), [...plan.changes]]).toEqual([[], []]);
  }
});
