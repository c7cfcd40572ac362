// Exclusive ownership of the account's keys: what it records, plans, removes and leaves alone.
import { keyId } from "../../../src/api/key-id";
import { exclusiveSchema } from "../../../src/provider/proxy-keys-exclusive/schema";
import { type ObjectValue, UNKNOWN } from "../../../src/terraform/cty";
import { Core } from "../../support/core";
import { numberedKey } from "../../support/emulator";
import { Scene, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open({}, new Core("electronhub_proxy_keys_exclusive", exclusiveSchema));
});
afterEach(() => scene.close());

const HOUR = 3600;

/** The id of the n-th key that was made. */
const id = (n: number) => keyId(numberedKey(n));
const declare = (settings: ObjectValue = {}) => ({
  exclusive: {
    ...Object.fromEntries(Object.keys(exclusiveSchema.attributes).map((name) => [name, null])),
    key_ids: [],
    ...settings,
  },
});
const somebodyCreates = (name: string, expires_at = -1) =>
  scene.emulator.store.create(scene.emulator.apiKey, { name, expires_at, allocated_ammount: 1 });
const names = () => scene.emulator.store.keys().map(({ name }) => name);
const inHours = (hours: number) => Math.floor(scene.clock.now() / 1000) + hours * HOUR;
const state = () => scene.core.state.get("exclusive")?.value;
const planned = async (settings?: ObjectValue) =>
  (await scene.plan(declare(settings))).changes.get("exclusive")?.planned;
const apply = async (settings?: ObjectValue) => textsOf(await scene.apply(declare(settings)));

test("creating only records; the next plan shows what would go, and its apply removes exactly that", async () => {
  somebodyCreates("managed");
  somebodyCreates("by hand");
  const own = { key_ids: [id(1)] };
  expect(await apply(own)).toEqual([]);
  expect(state()).toMatchObject({
    present: new Map([
      [id(1), "managed"],
      [id(2), "by hand"],
    ]),
    remove: new Map(),
  });
  expect(names()).toEqual(["managed", "by hand"]);

  const plan = await scene.plan(declare(own));
  expect(plan.changes.get("exclusive")?.planned).toMatchObject({
    present: new Map([[id(1), "managed"]]),
    remove: new Map([[id(2), "by hand"]]),
  });
  expect(textsOf(plan)).toEqual([expect.stringContaining("The apply removes 1 proxy key of the account")]);
  // It came later than the plan.
  somebodyCreates("later");
  scene.emulator.resetRequests();
  const { core, processes } = scene;
  expect(textsOf(await scene.clock.run(processes.start().then((process) => core.apply(process, plan))))).toEqual([]);
  expect(names()).toEqual(["managed", "later"]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "POST /auth/proxy/remove": 1 });

  expect(await planned(own)).toMatchObject({ remove: new Map([[id(3), "later"]]) });
  expect(await apply(own)).toEqual([]);
  expect(await planned(own)).toBeUndefined();
});

test.each<[string, ObjectValue]>([
  ["unknown", { key_ids: UNKNOWN }],
  ["a set with an unknown element", { key_ids: [UNKNOWN] }],
])("key_ids that is %s removes nothing", async (_, config) => {
  somebodyCreates("by hand");
  await apply();
  expect(await planned(config)).toMatchObject({ remove: new Map(), present: new Map([[id(1), "by hand"]]) });
});

test("unknown key_ids warn of strangers that stay, and of how the apply may end", async () => {
  somebodyCreates("by hand");
  await apply();
  const plan = await scene.plan(declare({ key_ids: UNKNOWN }));
  expect(textsOf(plan)).toEqual([
    expect.stringMatching(/^Not removed in this apply, because key_ids is not known yet: 1 proxy key.*apply again/),
  ]);
  const known = { key_ids: [id(1)] };
  await apply(known);
  expect(textsOf(await scene.plan(declare({ key_ids: UNKNOWN })))).toEqual([]);
});

test("an id that is added removes nothing, so that both plans of an apply agree", async () => {
  somebodyCreates("by hand");
  somebodyCreates("managed");
  await apply();
  const added = { key_ids: [id(2)] };
  expect(await apply(added)).toEqual([]);
  expect(names()).toEqual(["by hand", "managed"]);
  expect(await apply(added)).toEqual([]);
  expect(names()).toEqual(["managed"]);
});

test("an id that is taken out stays in that apply, while strangers go; the next plan shows it", async () => {
  ["a", "b", "by hand"].forEach((name) => somebodyCreates(name));
  await apply({ key_ids: [id(1), id(2)] });
  expect(await planned({ key_ids: [id(1)] })).toMatchObject({ remove: new Map([[id(3), "by hand"]]) });
  expect(await apply({ key_ids: [id(1)] })).toEqual([]);
  expect(names()).toEqual(["a", "b"]);
  expect(await planned({ key_ids: [id(1)] })).toMatchObject({ remove: new Map([[id(2), "b"]]) });
  expect(await apply({ key_ids: [id(1)] })).toEqual([]);
  expect(names()).toEqual(["a"]);
});

test("name_prefix: a name that the API keeps in another Unicode form has it", async () => {
  somebodyCreates("e\u0301quipe-1");
  somebodyCreates("equipe-2");
  await apply({ name_prefix: "\u00e9quipe-" });
  expect(await planned({ name_prefix: "\u00e9quipe-" })).toMatchObject({ remove: new Map([[id(1), "\u00e9quipe-1"]]) });
  // What begins with the letter alone begins with another one.
  await apply({ name_prefix: "e" });
  expect(state()).toMatchObject({ present: new Map([[id(2), "equipe-2"]]) });
});

test("name_prefix: keys with other names are left alone; a new prefix only records", async () => {
  somebodyCreates("ci-1");
  somebodyCreates("prod");
  await apply({ name_prefix: "ci-" });
  expect(state()?.present).toEqual(new Map([[id(1), "ci-1"]]));
  expect(await apply({ name_prefix: "ci-" })).toEqual([]);
  expect(names()).toEqual(["prod"]);
  expect(await apply({ name_prefix: "p" })).toEqual([]);
  expect(names()).toEqual(["prod"]);
  expect(await planned({ name_prefix: "p" })).toMatchObject({ remove: new Map([[id(2), "prod"]]) });
});

test("keys that expire soon, or have expired, are left alone; what is set to expire then counts as soon", async () => {
  somebodyCreates("for good");
  somebodyCreates("today", inHours(24) + 30);
  somebodyCreates("tomorrow", inHours(25));
  await apply();
  expect(state()).toMatchObject({
    present: new Map([
      [id(1), "for good"],
      [id(3), "tomorrow"],
    ]),
    ignored: new Map([[id(2), "today"]]),
    ignore_expiring_within: "24h",
  });
  expect(await apply()).toEqual([]);
  expect(names()).toEqual(["today"]);
});

test("a key that changed since the plan is spared, and said", async () => {
  const key = somebodyCreates("rotated");
  somebodyCreates("gone");
  await apply();
  const plan = await scene.plan(declare());
  scene.emulator.store.change(key.key, { expires_at: inHours(1) });
  scene.emulator.store.remove(numberedKey(2));
  const { core, processes } = scene;
  const run = await scene.clock.run(processes.start().then((process) => core.apply(process, plan)));
  expect(textsOf(run)).toEqual([expect.stringContaining("Not removed, because changed since the plan: 1 proxy key")]);
  expect(names()).toEqual(["rotated"]);
  expect(await planned()).toBeUndefined();
});

test("what fails on the way leaves the rest in state, for the next plan", async () => {
  ["a", "b", "c"].forEach((name) => somebodyCreates(name));
  await apply();
  const refused = { endpoint: "POST /auth/proxy/remove", kind: "respond", status: 403, body: {}, skip: 1 } as const;
  const run = await scene.apply(declare(), [refused]);
  expect(textsOf(run)).toEqual([expect.stringContaining("Removed before: 1. Not removed: 2.")]);
  expect(state()).toMatchObject({
    remove: new Map([[id(1), "a"]]),
    present: new Map([
      [id(2), "b"],
      [id(3), "c"],
    ]),
  });
  expect(await apply()).toEqual([]);
  expect(names()).toEqual([]);
});

test("an ephemeral key's like does not make delete-all act", async () => {
  somebodyCreates("run", inHours(1));
  await apply({ use_delete_all: true });
  expect(await planned({ use_delete_all: true })).toBeUndefined();
});

test("destroying it removes nothing, and calls nothing but the refresh", async () => {
  somebodyCreates("by hand");
  await apply();
  scene.emulator.resetRequests();
  expect(textsOf(await scene.apply({}))).toEqual([]);
  expect(names()).toEqual(["by hand"]);
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

describe("use_delete_all", () => {
  const STOP = { use_delete_all: true };

  test("removes every key in one call, with a warning in the plan", async () => {
    somebodyCreates("a");
    somebodyCreates("today", inHours(1));
    await apply();
    const plan = await scene.plan(declare(STOP));
    expect(plan.changes.get("exclusive")?.planned).toMatchObject({
      remove: new Map([
        [id(1), "a"],
        [id(2), "today"],
      ]),
      present: new Map(),
      ignored: new Map(),
    });
    expect(textsOf(plan)).toEqual([expect.stringContaining("Every proxy key of the account will be removed")]);
    scene.emulator.resetRequests();
    expect(await apply(STOP)).toEqual([]);
    expect(names()).toEqual([]);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 2, "DELETE /auth/proxy": 1 });
    expect(await planned(STOP)).toBeUndefined();
  });

  test("created with it, it only records", async () => {
    somebodyCreates("a");
    expect(await apply(STOP)).toEqual([]);
    expect(names()).toEqual(["a"]);
    expect(await apply(STOP)).toEqual([]);
    expect(names()).toEqual([]);
  });

  test.each<["before" | "after", string[]]>([
    ["after", []],
    ["before", ["a"]],
  ])("a lost answer, %s the effect: looks before it says what happened", async (when, left) => {
    somebodyCreates("a");
    await apply();
    const run = await scene.apply(declare(STOP), [{ endpoint: "DELETE /auth/proxy", kind: "reset", when }]);
    expect(run.failed).toBe(left.length > 0);
    expect(names()).toEqual(left);
    expect(state()?.remove).toEqual(left.length > 0 ? new Map() : new Map([[id(1), "a"]]));
    expect(await apply(STOP)).toEqual([]);
    expect(names()).toEqual([]);
  });

  test.each<[string, ObjectValue]>([
    ["key_ids names 1", { key_ids: [id(1)] }],
    ["name_prefix", { name_prefix: "ci-" }],
  ])("not together with keys to spare: %s", async (given, settings) => {
    const run = await scene.plan(declare({ ...STOP, ...settings }));
    expect(textsOf(run)).toEqual([expect.stringMatching(`use_delete_all spares no key.*Given: ${given}`)]);
  });
});

test.each<[string, ObjectValue, string]>([
  ["a key's value for an id", { key_ids: [numberedKey(1)] }, "The value of a key is not an id of a proxy key"],
  ["no id", { key_ids: ["ci"] }, '"ci" is not an id of a proxy key; it must have 32 hexadecimal digits'],
  ["an empty prefix", { name_prefix: "" }, "Omit name_prefix to say so"],
  ["no duration", { ignore_expiring_within: "soon" }, '"soon" is not a duration above zero'],
])("refused: %s", async (_, settings, message) => {
  const texts = textsOf(await scene.plan(declare(settings)));
  expect(texts).toEqual([expect.stringContaining(message)]);
  expect(texts.join()).not.toContain("ek-proxy-");
  expect(scene.emulator.requests()).toEqual({});
});

test.each<[string, ObjectValue]>([
  ["name_prefix", {}],
  ["ignore_expiring_within", {}],
  ["use_delete_all", {}],
  ["key_ids", { use_delete_all: true }],
])("%s must be known in the plan of a change", async (name, besides) => {
  somebodyCreates("a");
  await apply();
  const run = await scene.plan(declare({ ...besides, [name]: UNKNOWN }));
  expect(textsOf(run)).toEqual([expect.stringContaining(`${name} is not known in the plan`)]);
});
