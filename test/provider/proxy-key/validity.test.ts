// valid_for: an instant that is computed once, and anew when it is time.
import { type ObjectValue, UNKNOWN } from "../../../src/terraform/cty";
import { Scene, declare, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

const HOUR_MS = 3_600_000;
const remote = () => scene.emulator.store.keys().map(({ expires_at }) => new Date(expires_at * 1000).toISOString());
const expiry = () => scene.core.state.get("a")?.value.expires_at;
const keyOf = () => scene.core.state.get("a")?.value.id;
const pending = async (config: ObjectValue) => [...(await scene.plan({ a: config })).changes.values()];

async function applied(config: ObjectValue): Promise<void> {
  expect(textsOf(await scene.apply({ a: config }))).toEqual([]);
}

test("the instant is known after apply, and stable from then on", async () => {
  const config = declare({ valid_for: "24h" });
  const [planned] = await pending(config);
  expect(planned?.planned?.expires_at).toBe(UNKNOWN);
  await applied(config);
  expect(expiry()).toBe("2026-01-02T00:00:00Z");
  expect(remote()).toEqual(["2026-01-02T00:00:00.000Z"]);
  await scene.clock.advance(23 * HOUR_MS);
  expect(await pending(config)).toEqual([]);
  expect(await pending(declare({ valid_for: "1d" }))).toEqual([]);
  expect((await pending({ ...config, enabled: false }))[0]?.planned?.expires_at).toBe("2026-01-02T00:00:00Z");
});

test("another duration computes another instant, from now on", async () => {
  await applied(declare({ valid_for: "24h" }));
  await scene.clock.advance(HOUR_MS);
  await applied(declare({ valid_for: "48h" }));
  expect(expiry()).toBe("2026-01-03T01:00:00Z");
  expect(await pending(declare({ valid_for: "48h" }))).toEqual([]);
});

test("renew_before: a new instant in place, when less is left at a refresh", async () => {
  const config = declare({ valid_for: "24h", renew_before: "6h" });
  await applied(config);
  const id = keyOf();
  await scene.clock.advance(17 * HOUR_MS);
  expect(await pending(config)).toEqual([]);
  await scene.clock.advance(2 * HOUR_MS);
  const [change] = await pending(config);
  expect([change?.replaces, change?.planned?.expires_at]).toEqual([false, UNKNOWN]);
  await applied(config);
  expect([keyOf(), expiry()]).toEqual([id, "2026-01-02T19:00:00Z"]);
  expect(await pending(config)).toEqual([]);
});

test("rotate_before: a new key, when less is left at a refresh", async () => {
  const config = declare({
    valid_for: "24h",
    rotate_before: "6h",
    deletion_policy: "expire",
    deletion_grace_period: "1h",
  });
  await applied(config);
  const id = keyOf();
  await scene.clock.advance(19 * HOUR_MS);
  const [change] = await pending(config);
  expect(change?.replaces).toBe(true);
  expect(textsOf(await scene.apply({ a: config })).join()).toContain("destroyed without being removed");
  expect(keyOf()).not.toBe(id);
  expect(remote()).toEqual(["2026-01-01T20:00:00.000Z", "2026-01-02T19:00:00.000Z"]);
  expect(await pending(config)).toEqual([]);
});

test("what is decided on refresh holds in both plans, whatever the clock says meanwhile", async () => {
  const config = declare({ valid_for: "24h", renew_before: "6h" });
  await applied(config);
  await scene.clock.advance(18 * HOUR_MS - 1_000);
  const plan = await scene.plan({ a: { ...config, enabled: false } });
  await scene.clock.advance(HOUR_MS);
  const run = await scene.clock.run(scene.processes.start().then((process) => scene.core.apply(process, plan)));
  expect(textsOf(run)).toEqual([]);
  expect(expiry()).toBe("2026-01-02T00:00:00Z");
});

test("an instant that somebody else set is replaced by a new one", async () => {
  const config = declare({ valid_for: "24h" });
  await applied(config);
  const [key] = scene.emulator.store.keys();
  scene.emulator.store.change(key?.key ?? "", { expires_at: -1 });
  await scene.clock.advance(HOUR_MS);
  await applied(config);
  expect(remote()).toEqual(["2026-01-02T01:00:00.000Z"]);
});

test("valid_for that is removed leaves no expiry, with a warning", async () => {
  await applied(declare({ valid_for: "24h" }));
  expect(textsOf(await scene.plan({ a: declare() }))).toEqual([expect.stringContaining("expires_at: dropped")]);
});

test("a duration that is known at apply only", async () => {
  const plan = await scene.plan({ a: declare({ valid_for: UNKNOWN }) });
  expect(plan.failed).toBe(false);
  expect([...plan.changes.values()][0]?.planned?.operations).toBe(UNKNOWN);
});

test.each<[ObjectValue, string]>([
  [{ valid_for: "24h", expires_at: "2027-01-01T00:00:00Z" }, "expires_at and valid_for"],
  [{ renew_before: "1h" }, "renew_before without valid_for"],
  [{ rotate_before: "1h" }, "rotate_before without valid_for"],
  [{ valid_for: "24h", renew_before: "1h", rotate_before: "1h" }, "renew_before and rotate_before"],
  [{ valid_for: "24h", renew_before: "1d" }, "renew_before is not shorter than valid_for"],
  [{ valid_for: "24h", rotate_before: "25h" }, "rotate_before is not shorter than valid_for"],
  [{ valid_for: "soon" }, "Invalid duration"],
])("%j is refused in the plan", async (settings, summary) => {
  const plan = await scene.plan({ a: declare(settings) });
  expect(plan.messages.map((message) => message.summary)).toEqual([summary]);
  expect(scene.emulator.requests()).toEqual({});
});
