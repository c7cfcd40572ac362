// Exclusive ownership and another account: its keys are never taken for ours.
import { keyId } from "../../../src/api/key-id";
import { exclusiveSchema } from "../../../src/provider/proxy-keys-exclusive/schema";
import { type ObjectValue } from "../../../src/terraform/cty";
import { Core } from "../../support/core";
import { numberedKey } from "../../support/emulator";
import { Scene, textsOf } from "../../support/scene";
import { blockOf } from "../../support/typed-rpc";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open({}, new Core("electronhub_proxy_keys_exclusive", exclusiveSchema));
});
afterEach(() => scene.close());

const declare = (settings: ObjectValue = {}) => ({
  exclusive: blockOf(exclusiveSchema, { key_ids: [], ...settings }),
});
const somebodyCreates = (name: string) =>
  scene.emulator.store.create(scene.emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 });
const names = () => scene.emulator.store.keys().map(({ name }) => name);
const apply = () => scene.apply(declare());
const removals = (plan: Awaited<ReturnType<Scene["plan"]>>) => plan.changes.get("exclusive")?.planned?.remove;

/** The same API by another address, which cannot be told from another API. */
const elsewhere = () => scene.processes.start({ base_url: scene.emulator.baseUrl.replace("127.0.0.1", "localhost") });
const planElsewhere = () =>
  scene.clock.run(elsewhere().then((process) => scene.core.plan(process, new Map(Object.entries(declare())))));
const everythingElse = () => scene.emulator.store.removeAll(scene.emulator.apiKey);
const NOT_OURS: unknown = expect.stringContaining("are not those that this resource owned");

test("its keys are never taken for ours, nor is its having none", async () => {
  somebodyCreates("a");
  await apply();
  everythingElse();
  expect(textsOf(await planElsewhere())).toEqual([NOT_OURS]);
  somebodyCreates("of another");
  const plan = await planElsewhere();
  expect([textsOf(plan), plan.changes.size]).toEqual([[NOT_OURS], 0]);
  expect(names()).toEqual(["of another"]);
});

test("where neither has a key nothing is proven, so keys that come later are not ours either", async () => {
  await apply();
  expect(textsOf(await planElsewhere())).toEqual([]);
  somebodyCreates("of another");
  expect(textsOf(await planElsewhere())).toEqual([NOT_OURS]);
  // At home it is a key like any other.
  expect(removals(await scene.plan(declare()))).toEqual(new Map([[keyId(numberedKey(1)), "of another"]]));
});

test("a key of before proves the account, whatever its address", async () => {
  somebodyCreates("a");
  await apply();
  expect(removals(await planElsewhere())).toEqual(new Map([[keyId(numberedKey(1)), "a"]]));
});

test("a plan of one account is not applied to another", async () => {
  somebodyCreates("a");
  await apply();
  const plan = await scene.plan(declare());
  const narrower = await scene.plan(declare({ name_prefix: "x" }));
  everythingElse();
  somebodyCreates("of another");
  const run = await scene.clock.run(elsewhere().then((process) => scene.core.apply(process, plan)));
  expect(textsOf(run)).toEqual([NOT_OURS]);
  expect(names()).toEqual(["of another"]);
  const rescoped = await scene.clock.run(elsewhere().then((process) => scene.core.apply(process, narrower)));
  expect(textsOf(rescoped)).toEqual([NOT_OURS]);
});
