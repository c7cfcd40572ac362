// limit_type, which the API never tells, after an import and after changes that were made elsewhere.
import { keyId } from "../../../src/api/key-id";
import { Decimal, type ObjectValue } from "../../../src/terraform/cty";
import { Scene, declare, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

const remote = () => scene.emulator.store.keys()[0];
const inState = () => scene.core.state.get("a")?.value.limit_type;
const operations = async (config: ObjectValue) =>
  [...(await scene.plan({ a: config })).changes.values()].map(({ planned }) => planned?.operations);

/** Somebody else sends an update, which leaves limit_type out. */
function edited(change: { name?: string; model_whitelist?: string[] }): void {
  const key = remote();
  if (key) scene.emulator.store.update(key.key, { ...key, limit_type: "daily", ...change });
}

describe("a change that was made elsewhere and that the configuration follows", () => {
  const followed = { model_whitelist: ["m2"] };

  test("omitted: state says that it is not known, and nothing is sent", async () => {
    await scene.apply({ a: declare({ model_whitelist: ["m1"] }) });
    edited({ model_whitelist: ["m2"] });
    const plan = await scene.plan({ a: declare(followed) });
    expect([textsOf(plan), plan.changes.size, inState()]).toEqual([[], 0, null]);
  });

  test("declared: it is sent once, with a warning that says how to avoid that", async () => {
    const weekly = declare({ ...followed, limit_type: "weekly" });
    await scene.apply({ a: { ...weekly, model_whitelist: ["m1"] } });
    edited({ model_whitelist: ["m2"] });
    const plan = await scene.plan({ a: weekly });
    expect(textsOf(plan)).toEqual([
      expect.stringMatching(/limit_type of proxy keys is sent.*add it to ignore_changes/),
    ]);
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect([remote()?.limit_type, inState()]).toEqual(["weekly", "weekly"]);
    expect(await operations(weekly)).toEqual([]);
  });

  test("ignored as well, which Terraform shows as the prior value: nothing is sent, however often it changes", async () => {
    await scene.apply({ a: declare({ model_whitelist: ["m1"], limit_type: "weekly" }) });
    for (const model of ["m2", "m3"]) {
      edited({ model_whitelist: [model] });
      const plan = await scene.plan({ a: declare({ model_whitelist: [model], limit_type: null }) });
      expect([textsOf(plan), plan.changes.size]).toEqual([[], 0]);
    }
  });
});

test("a change that was made elsewhere and is taken back sends limit_type with it", async () => {
  const weekly = declare({ model_whitelist: ["m1"], limit_type: "weekly" });
  await scene.apply({ a: weekly });
  edited({ model_whitelist: ["m2"] });
  expect(await operations(weekly)).toEqual([["#2 update limit_type, model_whitelist"]]);
  expect(textsOf(await scene.apply({ a: weekly }))).toEqual([]);
  expect([remote()?.limit_type, remote()?.model_whitelist]).toEqual(["weekly", ["m1"]]);
});

test("a switch that was thrown elsewhere does not touch it", async () => {
  await scene.apply({ a: declare({ limit_type: "weekly" }) });
  scene.emulator.store.toggle(remote()?.key ?? "");
  await scene.plan({ a: declare({ limit_type: "weekly" }) });
  expect(inState()).toBe("weekly");
});

test("an imported key whose name changes elsewhere, and in the configuration: an empty plan without a warning", async () => {
  const key = scene.emulator.store.create(scene.emulator.apiKey, { name: "a", expires_at: -1, allocated_ammount: 10 });
  await scene.import("a", keyId(key.key));
  await scene.apply({ a: declare({ name: "a" }) });
  edited({ name: "b" });
  for (let plans = 0; plans < 2; plans++) {
    const plan = await scene.plan({ a: declare({ name: "b" }) });
    expect([textsOf(plan), plan.changes.size]).toEqual([[], 0]);
  }
});

test("an import with valid_for and without limit_type is applied", async () => {
  const key = scene.emulator.store.create(scene.emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 10 });
  await scene.import("a", keyId(key.key));
  const config = declare({ valid_for: "24h" });
  expect(await operations(config)).toEqual([["#1 update limit_type, expires_at"]]);
  expect(textsOf(await scene.apply({ a: config }))).toEqual([]);
  expect([inState(), remote()?.limit_type, remote()?.allocated_ammount]).toEqual(["daily", "daily", 10]);
  expect(scene.core.state.get("a")?.value.allocated_amount).toEqual(Decimal.fromNumber(10));
});

test("an imported key that is left to expire gets the default limit_type, and the plan says so", async () => {
  const key = scene.emulator.store.create(scene.emulator.apiKey, {
    name: "ci",
    expires_at: -1,
    allocated_ammount: 10,
    limit_type: "weekly",
  });
  await scene.import("a", keyId(key.key));
  await scene.apply({ a: declare({ deletion_policy: "expire", deletion_grace_period: "1h" }) });
  expect(remote()?.limit_type).toBe("weekly");
  const plan = await scene.plan({});
  expect(textsOf(plan)).toEqual([expect.stringContaining("the update that sets the expiry makes it daily")]);
  await scene.applyPlan(plan);
  expect(remote()?.limit_type).toBe("daily");
});
