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
  const plan = await scene.plan({ a: config });
  expect([...plan.changes.values()].map(({ replaces }) => replaces)).toEqual([true]);
  expect(textsOf(plan)).toEqual([
    expect.stringMatching(/^Proxy keys are replaced, and the old ones are kept: .*It works on for 1h at most/),
  ]);
  expect(textsOf(await scene.apply({ a: config }))).toEqual([]);
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

describe("what is due is taken back", () => {
  const rotating = { valid_for: "24h", rotate_before: "6h" };
  const renewing = { valid_for: "24h", renew_before: "6h" };

  test.each<[string, ObjectValue, ObjectValue]>([
    ["rotate_before is removed", rotating, { rotate_before: null }],
    ["rotate_before is shorter", rotating, { rotate_before: "4h" }],
    ["rotate_before is not known yet", rotating, { rotate_before: UNKNOWN }],
    ["renew_before is removed", renewing, { renew_before: null }],
    ["renew_before is changed", renewing, { renew_before: "7h" }],
  ])("where %s", async (_, before, change) => {
    await applied(declare(before));
    await scene.clock.advance(19 * HOUR_MS);
    const [planned] = await pending(declare({ ...before, ...change }));
    const operations = Object.values(change).includes(UNKNOWN) ? UNKNOWN : ["#2 no call"];
    expect([planned?.replaces, planned?.planned?.expires_at, planned?.planned?.operations]).toEqual([
      false,
      "2026-01-02T00:00:00Z",
      operations,
    ]);
    if (operations === UNKNOWN) return;
    const id = keyOf();
    await applied(declare({ ...before, ...change }));
    expect([keyOf(), remote()]).toEqual([id, ["2026-01-02T00:00:00.000Z"]]);
  });

  test("a changed renew_before counts from the next plan on, and a warning says so", async () => {
    await applied(declare(renewing));
    await scene.clock.advance(19 * HOUR_MS);
    const plan = await scene.plan({ a: declare({ ...renewing, renew_before: "7h" }) });
    expect(textsOf(plan)).toEqual([expect.stringContaining("due for a renewal after this apply")]);
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    const [change] = await pending(declare({ ...renewing, renew_before: "7h" }));
    expect(change?.planned?.operations).toEqual(["#3 update expires_at"]);
  });

  test("nothing is announced where the line stands as it was", async () => {
    await applied(declare(rotating));
    await scene.clock.advance(25 * HOUR_MS);
    const plan = await scene.plan({ a: declare(renewing) });
    expect(plan.messages.map(({ summary }) => summary)).toContain("Proxy keys are due for a renewal after this apply");
    await scene.applyPlan(plan);
    const next = await scene.plan({ a: declare(renewing) });
    expect(next.messages.map(({ summary }) => summary)).toEqual(["Proxy keys have expired"]);
  });

  test("not by another spelling of the line", async () => {
    await applied(declare(rotating));
    await scene.clock.advance(19 * HOUR_MS);
    expect((await pending(declare({ ...rotating, rotate_before: "360m" })))[0]?.replaces).toBe(true);
  });

  test("a rotation that is due comes also where valid_for changes, or is not known yet", async () => {
    await applied(declare(rotating));
    await scene.clock.advance(19 * HOUR_MS);
    expect((await pending(declare({ ...rotating, valid_for: "48h" })))[0]?.replaces).toBe(true);
    expect((await pending(declare({ ...rotating, valid_for: UNKNOWN })))[0]?.replaces).toBe(true);
  });

  test("a new or longer rotate_before counts at once", async () => {
    await applied(declare({ valid_for: "24h" }));
    await scene.clock.advance(19 * HOUR_MS);
    expect((await pending(declare(rotating)))[0]?.replaces).toBe(true);
  });
});

describe("the calls are known in the plan, although the instant is not", () => {
  test("of a new key", async () => {
    expect((await pending(declare({ valid_for: "24h" })))[0]?.planned?.operations).toEqual(["#1 create"]);
  });

  test("of a renewal, and of another duration", async () => {
    const config = declare({ valid_for: "24h", renew_before: "6h" });
    await applied(config);
    expect((await pending({ ...config, valid_for: "48h", name: "n" }))[0]?.planned?.operations).toEqual([
      "#2 update name, expires_at",
    ]);
    await scene.clock.advance(19 * HOUR_MS);
    expect((await pending(config))[0]?.planned?.operations).toEqual(["#2 update expires_at"]);
  });

  test("and made although the computed instant is the present one", async () => {
    await applied(declare({ expires_at: "2026-01-02T00:00:00Z" }));
    scene.emulator.resetRequests();
    await applied(declare({ valid_for: "24h" }));
    expect([scene.count("POST /auth/proxy/update"), scene.core.state.get("a")?.value.operations]).toEqual([
      1,
      ["#2 update expires_at"],
    ]);
  });
});

describe("a later expiry through valid_for is warned of", () => {
  const lines = async (config: ObjectValue) =>
    textsOf(await scene.plan({ a: config })).map((text) => text.split("\n")[1]);

  test.each<[string, ObjectValue, ObjectValue, string | undefined]>([
    [
      "a longer duration",
      { valid_for: "1h" },
      { valid_for: "9000h" },
      "- expires_at: later, 9000h after the apply instead of 2026-01-01T01:00:00Z",
    ],
    [
      "a duration instead of an instant",
      { expires_at: "2026-02-01T00:00:00Z" },
      { valid_for: "3650d" },
      "- expires_at: later, 3650d after the apply instead of 2026-02-01T00:00:00Z",
    ],
    [
      "a duration that is not known",
      { valid_for: "1h" },
      { valid_for: UNKNOWN },
      "- expires_at: known only during apply; it may be later",
    ],
    ["a shorter duration does not widen", { valid_for: "9000h" }, { valid_for: "1h" }, undefined],
    ["a duration instead of never does not widen", {}, { valid_for: "1h" }, undefined],
  ])("%s", async (_, before, after, line) => {
    await applied(declare(before));
    expect(await lines(declare(after))).toEqual(line === undefined ? [] : [line]);
  });

  test("not a renewal that was declared, but one over an instant that somebody else set", async () => {
    const config = declare({ valid_for: "24h", renew_before: "6h" });
    await applied(config);
    await scene.clock.advance(19 * HOUR_MS);
    expect(await lines(config)).toEqual([]);
    const [key] = scene.emulator.store.keys();
    scene.emulator.store.change(key?.key ?? "", { expires_at: Date.UTC(2026, 0, 1, 20) / 1000 });
    expect(await lines(config)).toEqual(["- expires_at: later, 24h after the apply instead of 2026-01-01T20:00:00Z"]);
  });
});

test("a toggle that fails after an update: the new instant is known as ours, and not renewed once more", async () => {
  await applied(declare({ valid_for: "24h", enabled: false }));
  await scene.clock.advance(HOUR_MS);
  const config = declare({ valid_for: "48h", enabled: true });
  const refused = { endpoint: "POST /auth/proxy/toggle", kind: "respond", status: 400 } as const;
  expect(textsOf(await scene.apply({ a: config }, [refused]))).toEqual([
    expect.stringContaining("Not done: toggle on"),
  ]);
  expect(remote()).toEqual(["2026-01-03T01:00:00.000Z"]);
  await scene.clock.advance(HOUR_MS);
  expect((await pending(config))[0]?.planned?.operations).toEqual(["#3 toggle on"]);
});
