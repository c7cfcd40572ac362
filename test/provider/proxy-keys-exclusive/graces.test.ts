// Exclusive ownership beside keys that expire gracefully: a key that leaves keeps its grace period, whatever comes first and
// whatever fails on the way.
import { keyId } from "../../../src/api/key-id";
import { type Fault } from "../../../src/emulator";
import { exclusiveSchema } from "../../../src/provider/proxy-keys-exclusive/schema";
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { type ObjectValue } from "../../../src/terraform/cty";
import { decodePrivate } from "../../../src/terraform/framework";
import { Core, type Plan } from "../../support/core";
import { numberedKey } from "../../support/emulator";
import { type ProviderProcess } from "../../support/provider-process";
import { Scene, declare, textsOf } from "../../support/scene";
import { blockOf } from "../../support/typed-rpc";

const HOUR = 3_600_000;
const [A, B] = [keyId(numberedKey(1)), keyId(numberedKey(2))];
const REMOVE = "POST /auth/proxy/remove";
const REFUSED: Fault = { endpoint: "POST /auth/proxy/update", kind: "respond", status: 403, body: {} };

let scene: Scene;
let keys: Core;
let exclusive: Core;
beforeEach(async () => {
  keys = new Core("electronhub_proxy_key", proxyKeySchema);
  exclusive = new Core("electronhub_proxy_keys_exclusive", exclusiveSchema);
  scene = await Scene.open({}, keys);
});
afterEach(() => scene.close());

const inOneProcess = <T>(work: (process: ProviderProcess) => Promise<T>): Promise<T> =>
  scene.clock.run(scene.processes.start().then(work));

const keysNamed = (names: readonly string[], policy: ObjectValue) =>
  new Map(names.map((name) => [name, declare({ name, ...policy })]));
const owning = (ids: readonly string[], settings: ObjectValue = {}) =>
  new Map([["this", blockOf(exclusiveSchema, { key_ids: ids, ...settings })]]);

/** terraform plan; Terraform asks for the keys first, because key_ids refers to them. */
const plan = (names: readonly string[], ids: readonly string[], policy: ObjectValue, settings?: ObjectValue) =>
  inOneProcess(async (process) => {
    const ofKeys = await keys.plan(process, keysNamed(names, policy));
    return { ofKeys, ofExclusive: await exclusive.plan(process, owning(ids, settings)) };
  });

/** Both keys, owned, made by one apply. */
async function begin(policy: ObjectValue, settings?: ObjectValue): Promise<void> {
  const ofKeys = await scene.plan(Object.fromEntries(keysNamed(["a", "b"], policy)));
  await inOneProcess(async (process) => {
    await keys.apply(process, ofKeys);
    await exclusive.apply(process, await exclusive.plan(process, owning([A, B], settings)));
  });
}

const apply = async (core: Core, made: Plan) => textsOf(await inOneProcess((process) => core.apply(process, made)));
const removed = () => scene.count(REMOVE);
const leftOfB = () => {
  const seconds = scene.emulator.store.keys().find(({ name }) => name === "b")?.expires_at;
  return seconds === undefined || seconds < 0 ? seconds : seconds * 1000 - scene.clock.now();
};
const maps = () => {
  const { present, ignored } = exclusive.state.get("this")?.value ?? {};
  return { present, ignored };
};
const expiring = (period: string): ObjectValue => ({ deletion_policy: "expire", deletion_grace_period: period });

test.each<[string, string, number]>([
  ["create_before_destroy", "1h", HOUR],
  ["create_before_destroy", "24h", 24 * HOUR],
  ["create_before_destroy", "72h", 72 * HOUR],
  ["destroy first", "1h", HOUR],
  ["destroy first", "24h", 24 * HOUR],
  ["destroy first", "72h", 72 * HOUR],
])("%s: a key that leaves works on for its %s, and is left alone afterwards", async (order, period, grace) => {
  await begin(expiring(period));
  const { ofKeys, ofExclusive } = await plan(["a"], [A], expiring(period));
  expect(textsOf(ofExclusive)).toEqual([]);
  expect(ofExclusive.changes.get("this")?.planned).toMatchObject({ remove: new Map() });
  const steps = [() => apply(exclusive, ofExclusive), () => apply(keys, ofKeys)];
  for (const step of order === "destroy first" ? steps.reverse() : steps) await step();
  expect(leftOfB()).toBeGreaterThanOrEqual(grace);
  expect(leftOfB()).toBeLessThan(grace + 1_000);

  for (const passed of [0, grace / 2, grace]) {
    await scene.clock.advance(passed);
    expect((await plan(["a"], [A], expiring(period))).ofExclusive.changes.size).toBe(0);
    expect(maps()).toEqual({ present: new Map([[A, "a"]]), ignored: new Map([[B, "b"]]) });
  }
  expect(removed()).toBe(0);
});

test("a destroy that failed is made up for without a removal, however late and however often it failed", async () => {
  const policy = expiring("1h");
  await begin(policy);
  for (let tries = 1; tries <= 3; tries++) {
    const { ofKeys, ofExclusive } = await plan(["a"], [A], policy);
    expect(ofExclusive.changes.get("this")?.planned).toEqual(
      tries === 1 ? expect.objectContaining({ remove: new Map() }) : undefined,
    );
    await apply(exclusive, ofExclusive);
    if (tries < 3) scene.emulator.inject(REFUSED);
    await apply(keys, ofKeys);
    expect(leftOfB()).toBe(tries < 3 ? -1 : HOUR);
    if (tries < 3) await scene.clock.advance(24 * HOUR);
  }
  expect(removed()).toBe(0);
});

test.each<[string, () => Promise<unknown>]>([
  ["creation", () => begin(expiring("72h"))],
  [
    "refresh",
    async () => {
      await scene.apply(Object.fromEntries(keysNamed(["a", "b"], expiring("72h"))));
      await apply(exclusive, await inOneProcess((process) => exclusive.plan(process, owning([A, B]))));
      await plan(["a", "b"], [A, B], expiring("72h"));
    },
  ],
  [
    "update",
    async () => {
      await begin({ deletion_policy: "abandon" });
      const { ofKeys } = await plan(["a", "b"], [A, B], expiring("72h"));
      await inOneProcess(async (process) => {
        await keys.apply(process, ofKeys);
        const scoped = owning([A, B], { ignore_expiring_within: "1h" });
        await exclusive.apply(process, await exclusive.plan(process, scoped));
      });
    },
  ],
])("the grace period is remembered from a key's %s, where its resource is not asked any more", async (_, learn) => {
  await learn();
  const alone = () => inOneProcess((process) => exclusive.plan(process, owning([A])));
  await apply(exclusive, await alone());
  await alone();
  expect(maps()).toEqual({ present: new Map([[A, "a"]]), ignored: new Map([[B, "b"]]) });
});

test("a key that left and was never destroyed is removed once its grace period has passed, by a plan that shows it", async () => {
  const policy = expiring("1h");
  await begin(policy);
  keys.state.delete("b");
  await apply(exclusive, (await plan(["a"], [A], policy)).ofExclusive);
  for (const passed of [0, HOUR / 2, HOUR / 2]) {
    await scene.clock.advance(passed);
    expect((await plan(["a"], [A], policy)).ofExclusive.changes.size).toBe(0);
  }
  await scene.clock.advance(1_000);
  const { ofExclusive } = await plan(["a"], [A], policy);
  expect(ofExclusive.changes.get("this")?.planned).toMatchObject({ remove: new Map([[B, "b"]]) });
  await apply(exclusive, ofExclusive);
  expect([removed(), leftOfB()]).toEqual([1, undefined]);
  await plan(["a"], [A], policy);
  const remembered = exclusive.state.get("this")?.private ?? new Uint8Array();
  expect(Object.keys(decodePrivate(remembered)).filter((name) => name.startsWith("grace"))).toEqual([
    `grace_period/${A}`,
  ]);
});

test("an apply spares a key that expires within its grace period by now, though the plan names it", async () => {
  const policy = expiring("72h");
  await begin(policy);
  keys.state.delete("b");
  await apply(exclusive, (await plan(["a"], [A], policy)).ofExclusive);
  await plan(["a"], [A], policy);
  await scene.clock.advance(73 * HOUR);
  const { ofExclusive } = await plan(["a"], [A], policy);
  expect(ofExclusive.changes.get("this")?.planned).toMatchObject({ remove: new Map([[B, "b"]]) });
  const expires_at = Math.floor(scene.clock.now() / 1000) + 48 * 3600;
  const run = await inOneProcess(async (process) => {
    // This process has listed the keys before.
    await keys.plan(process, keysNamed(["a"], policy));
    scene.emulator.store.change(numberedKey(2), { expires_at });
    return exclusive.apply(process, ofExclusive);
  });
  expect(textsOf(run)).toEqual([expect.stringContaining("Not removed, because changed since the plan: 1 proxy key")]);
  expect(removed()).toBe(0);
});

test.each<[string, ObjectValue]>([
  ["abandoned", { deletion_policy: "abandon" }],
  ["switched off", { deletion_policy: "disable" }],
])("a key that is %s stays in that apply, and goes with a later one, whose plan shows it", async (_, policy) => {
  await begin(policy);
  const { ofKeys, ofExclusive } = await plan(["a"], [A], policy);
  expect(ofExclusive.changes.get("this")?.planned).toMatchObject({ remove: new Map() });
  await apply(exclusive, ofExclusive);
  await apply(keys, ofKeys);
  expect(removed()).toBe(0);
  const later = (await plan(["a"], [A], policy)).ofExclusive;
  expect(later.changes.get("this")?.planned).toMatchObject({ remove: new Map([[B, "b"]]) });
  expect(textsOf(later)).toEqual([expect.stringContaining(`- "b" (${B})`)]);
  await apply(exclusive, later);
  expect(removed()).toBe(1);
});

test("a policy that is changed from expire holds no key back", async () => {
  await begin(expiring("72h"));
  await plan(["a", "b"], [A, B], expiring("72h"));
  const { ofKeys } = await plan(["a", "b"], [A, B], { deletion_policy: "abandon" });
  await apply(keys, ofKeys);
  const leaving = await plan(["a"], [A], { deletion_policy: "abandon" });
  await apply(exclusive, leaving.ofExclusive);
  await apply(keys, leaving.ofKeys);
  const { ofExclusive } = await plan(["a"], [A], { deletion_policy: "abandon" });
  expect(ofExclusive.changes.get("this")?.planned).toMatchObject({ remove: new Map([[B, "b"]]) });
});

test("an id that comes back is owned as before", async () => {
  const policy = expiring("72h");
  await begin(policy);
  await apply(exclusive, (await plan(["a", "b"], [A], policy)).ofExclusive);
  await plan(["a", "b"], [A], policy);
  await apply(exclusive, (await plan(["a", "b"], [A, B], policy)).ofExclusive);
  await plan(["a", "b"], [A, B], policy);
  expect(maps()).toEqual({
    present: new Map([
      [A, "a"],
      [B, "b"],
    ]),
    ignored: new Map(),
  });
});

test.each<[string, () => Promise<unknown>]>([
  ["are owned", async () => undefined],
  ["have left key_ids before", async () => apply(exclusive, (await plan(["a", "b"], [], expiring("72h"))).ofExclusive)],
])("the emergency stop removes keys with a grace period that %s, and says so", async (_, before) => {
  const policy = expiring("72h");
  await begin(policy);
  await before();
  const { ofExclusive } = await plan(["a", "b"], [], policy, { use_delete_all: true });
  expect(textsOf(ofExclusive)).toEqual([
    expect.stringMatching(/^Every proxy key of the account will be removed.*deletion_policy = "expire" lets work on/),
  ]);
  await apply(exclusive, ofExclusive);
  expect(scene.emulator.store.keys()).toEqual([]);
});

test("the emergency stop is made up for where it failed", async () => {
  const [policy, stop] = [expiring("72h"), { use_delete_all: true }];
  await begin(policy);
  await apply(exclusive, (await plan(["a", "b"], [], policy)).ofExclusive);
  const { ofExclusive } = await plan(["a", "b"], [], policy, stop);
  scene.emulator.inject({ endpoint: "DELETE /auth/proxy", kind: "respond", status: 403, body: {} });
  await apply(exclusive, ofExclusive);
  expect(scene.emulator.store.keys().length).toBe(2);
  await apply(exclusive, (await plan(["a", "b"], [], policy, stop)).ofExclusive);
  expect(scene.emulator.store.keys()).toEqual([]);
});
