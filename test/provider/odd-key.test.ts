// Records that somebody made by other means, with fields that we would refuse: they fail nobody but their owner.
import { keyId } from "../../src/api/key-id";
import { proxyKeyDataSource } from "../../src/provider/data-proxy-key";
import { proxyKeyAccessDataSource } from "../../src/provider/data-proxy-key-access";
import { proxyKeysDataSource } from "../../src/provider/data-proxy-keys";
import { proxyKeyListResource } from "../../src/provider/list-proxy-keys";
import { exclusiveSchema } from "../../src/provider/proxy-keys-exclusive/schema";
import { type ObjectValue } from "../../src/terraform/cty";
import { type Attributes, type Schema } from "../../src/terraform/framework";
import { numberedKey } from "../support/emulator";
import { Scene, declare, textsOf } from "../support/scene";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

/** What curl sends where somebody takes milliseconds for seconds. */
const MILLISECONDS = 4_102_444_800_000;
const ODD_EXPIRY = "expires_at: expected Unix seconds up to the year 9999";
const WARNING = "Some records of proxy keys cannot be used as the API sends them";

const somebodyCreates = (name: string, expires_at = -1) =>
  scene.emulator.store.create(scene.emulator.apiKey, { name, expires_at, allocated_ammount: 1 }).key;
const id = (n: number) => keyId(numberedKey(n));

/** From now on the list tells the n-th key, counted from 1, with these fields, and has more records. */
function listTells(n: number, fields: object, ...more: readonly object[]): void {
  const body = [
    ...scene.emulator.store.keys().map((key, index) => (index === n - 1 ? { ...key, ...fields } : key)),
    ...more,
  ];
  scene.emulator.inject({ endpoint: "GET /auth/proxy", kind: "respond", status: 200, body, times: 1000 });
}

interface Readable {
  readonly typeName: string;
  readonly schema: Schema<Attributes>;
}

async function read({ typeName, schema }: Readable, settings: ObjectValue = {}) {
  const answer = await scene.clock.run(
    scene.processes
      .start()
      .then(({ rpc }) => rpc.readDataSource({ typeName, config: toWire(schema, blockOf(schema, settings)) })),
  );
  return { state: answer.state && fromWire(schema, answer.state), said: saysOf(answer.diagnostics) };
}

test.each<[string, object, readonly object[]]>([
  ["an expiry in milliseconds", { expires_at: MILLISECONDS }, []],
  ["a credit below zero", { allocated_ammount: -5 }, []],
  ["a number in a whitelist", { ip_whitelist: [10] }, []],
  ["no name", { name: null }, []],
  ["a status that is a text", { is_active: "yes" }, []],
  ["two objects that contradict each other", {}, [{ key: numberedKey(1), name: "another" }]],
  ["an object without a key besides it", {}, [{ name: "no key" }]],
])("a stranger's record with %s does not hinder a plan, an apply and a refresh", async (_, fields, more) => {
  somebodyCreates("by curl");
  expect(textsOf(await scene.apply({ a: declare() }))).toEqual([]);
  listTells(1, fields, ...more);
  expect(textsOf(await scene.apply({ a: declare({ name: "renamed" }) }))).toEqual([]);
  expect(scene.emulator.store.keys().map(({ name }) => name)).toEqual(["by curl", "renamed"]);
});

test("its owner is told which field is odd, by id, and nothing is written", async () => {
  await scene.apply({ a: declare(), b: declare({ name: "sound" }) });
  const a = scene.core.state.get("a")?.value.id;
  const n = a === id(1) ? 1 : 2;
  listTells(n, { expires_at: MILLISECONDS, model_whitelist: [1] });
  scene.emulator.resetRequests();
  const run = await scene.apply({ a: declare({ name: "renamed" }), b: declare({ name: "sound" }) });
  expect(textsOf(run)).toEqual([
    `The API's record of proxy key "ci" (${id(n)}) cannot be used: What it says about the key is not what the API documents:\n- ${ODD_EXPIRY}\n- model_whitelist: expected a list of strings\n\nNothing was changed, and no other key is affected. Correct the key with the program that made or changed it, or remove the key with: electronhub keys remove ${id(n)}. Then run terraform plan again. To leave the key to others, forget it with: terraform state rm ADDRESS`,
  ]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

test("figures that are only shown do not fail their owner", async () => {
  await scene.apply({ a: declare() });
  listTells(1, { used_ammount: "7", last_used: "yesterday" });
  expect(await scene.plan({ a: declare() })).toMatchObject({ messages: [], changes: new Map() });
});

test("a key with an odd record is not imported, nor looked up; its value and its status are there", async () => {
  const key = somebodyCreates("by curl", MILLISECONDS);
  const refusal: unknown = expect.stringContaining(`(${id(1)}) cannot be used: What it says`);
  expect(textsOf(await scene.import("a", id(1)))).toEqual([refusal]);
  expect(textsOf(await scene.import("a", "name:by curl"))).toEqual([refusal]);
  const selectors: readonly ObjectValue[] = [{ id: id(1) }, { name: "by curl" }, { key }];
  for (const selector of selectors) {
    expect((await read(proxyKeyDataSource, selector)).said).toEqual([refusal]);
  }
  expect(await read(proxyKeyAccessDataSource, { id: id(1) })).toMatchObject({ state: { valid: true }, said: [] });
});

test("lists show the others, and null where a record is odd, and say it once", async () => {
  somebodyCreates("by curl", MILLISECONDS);
  somebodyCreates("sound");
  listTells(2, {}, { name: "no key" });
  const warning = `${WARNING}: What cannot be used is null:\n- ${id(1)}: ${ODD_EXPIRY}\n\nThe list has further records without the value of a key, which are left out: 1.\n\nCorrect these keys with the program that made or changed them, or remove one with: electronhub keys remove ID. Other keys are not affected.`;
  expect(await read(proxyKeysDataSource)).toMatchObject({
    state: { ids: [id(1), id(2)], keys: [{ name: "by curl", expires_at: null }, { name: "sound" }] },
    said: [warning],
  });
  // Neither expired nor not.
  expect((await read(proxyKeysDataSource, { expired: false })).state).toMatchObject({ ids: [id(2)] });

  const { typeName, schema } = proxyKeyListResource;
  const listed = async (includeResourceObject: boolean) => {
    const { rpc } = await scene.processes.start();
    const found = [];
    const config = toWire(schema, blockOf(schema));
    for await (const event of rpc.listResource({ typeName, config, limit: 0n, includeResourceObject })) {
      found.push([event.displayName, saysOf(event.diagnostic)]);
    }
    return found;
  };
  expect(await scene.clock.run(listed(false))).toEqual([
    ["", [warning]],
    ["by curl", []],
    ["sound", []],
  ]);
  // Terraform generates configuration of what it is given: not of an odd record.
  expect(await scene.clock.run(listed(true))).toEqual([
    [
      "",
      [
        expect.stringContaining(`- "by curl" (${id(1)}): what the API says about it cannot be used: ${ODD_EXPIRY}.`),
        expect.stringMatching(/^Some records of proxy keys .*: The list has further records without the value/),
      ],
    ],
    ["sound", []],
  ]);
});

test("exclusive ownership owns it like any other stranger, and says that it is odd", async () => {
  somebodyCreates("by curl", MILLISECONDS);
  const typeName = "electronhub_proxy_keys_exclusive";
  const state = { present: new Map(), ignored: new Map(), remove: new Map(), key_ids: [] };
  const currentState = toWire(exclusiveSchema, blockOf(exclusiveSchema, state));
  const seen = await scene.clock.run(
    scene.processes.start().then(async ({ rpc }) => {
      const created = await rpc.applyResourceChange({
        typeName,
        priorState: toWire(exclusiveSchema, null),
        plannedState: currentState,
        config: currentState,
      });
      return rpc.readResource({ typeName, currentState: created.newState, private: created.private });
    }),
  );
  expect(fromWire(exclusiveSchema, seen.newState)?.present).toEqual(new Map([[id(1), "by curl"]]));
  expect(saysOf(seen.diagnostics)).toEqual([
    expect.stringContaining(`${WARNING}: What cannot be used is null:\n- ${id(1)}`),
  ]);
});

test("a key whose value no list tells any more is not taken for gone", async () => {
  await scene.apply({ a: declare({ store_key: false }) });
  somebodyCreates("other");
  listTells(1, { key: "" });
  const run = await scene.plan({ a: declare({ store_key: false }) });
  expect(textsOf(run)).toEqual([expect.stringContaining('Cannot tell whether proxy key "ci" is gone')]);
  expect(scene.core.state.has("a")).toBe(true);
});

test("a key that was created is kept, whatever else of the answer is odd", async () => {
  const odd = { name: null, expires_at: MILLISECONDS, is_active: "yes", created_at: "today", allocated_ammount: "10" };
  const key = somebodyCreates("made by the call");
  const body = { ...odd, key };
  scene.emulator.inject({ endpoint: "POST /auth/proxy/create", kind: "respond", status: 200, body });
  const run = await scene.apply({ a: declare() });
  expect(textsOf(run)).toEqual([]);
  expect(scene.core.state.get("a")).toMatchObject({ tainted: false, value: { key, id: keyId(key), created_at: null } });
  expect(scene.count("POST /auth/proxy/create")).toBe(1);
});

test("a create whose answer was lost is not repeated while the list has records without a key's value", async () => {
  const fault = { endpoint: "POST /auth/proxy/create", kind: "reset", when: "before" } as const;
  somebodyCreates("other");
  listTells(1, {}, { name: "ci", key: null });
  const run = await scene.apply({ a: declare() }, [fault]);
  expect(textsOf(run)).toEqual([expect.stringContaining("It is not known whether the key was created")]);
  expect(scene.count("POST /auth/proxy/create")).toBe(1);
});
