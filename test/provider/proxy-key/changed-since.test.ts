// What somebody else does to a key between the plan and its apply: an update must not undo a restriction that no plan has
// shown, and a destroy leaves the key with what it has.
import { type KeySettings } from "../../../src/api/wire";
import { Decimal, type ObjectValue } from "../../../src/terraform/cty";
import { Scene, declare, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

/** 2026-01-01T00:00:00Z, in Unix seconds. */
const START = 1_767_225_600;
const DAY = 86_400;
const UPDATE = "POST /auth/proxy/update";
const TOGGLE = "POST /auth/proxy/toggle";

const BEFORE: ObjectValue = {
  allocated_amount: Decimal.fromNumber(10),
  expires_at: "2026-02-01T00:00:00Z",
  model_whitelist: ["m1", "m2"],
  ip_whitelist: ["10.0.0.0/8"],
};

const remote = () => scene.emulator.store.keys()[0];

/** Somebody else, at the console. */
function meanwhile(change: Partial<KeySettings>): void {
  scene.emulator.store.change(remote()?.key ?? "", change);
  scene.emulator.resetRequests();
}

async function planned(before: ObjectValue, after: ObjectValue | null) {
  await scene.apply({ a: declare({ ...BEFORE, ...before }) });
  return scene.plan(after === null ? {} : { a: declare({ ...BEFORE, ...before, ...after }) });
}

describe("an update stops where it would allow more than the key allows by now", () => {
  test.each<[string, Partial<KeySettings>, ObjectValue, string]>([
    ["fewer addresses", { ip_whitelist: ["10.0.0.1"] }, { name: "n" }, "ip_whitelist: allows 10.0.0.0/8 in addition"],
    ["fewer models", { model_whitelist: ["m1"] }, { name: "n" }, "model_whitelist: allows m2 in addition"],
    ["less credit", { allocated_ammount: 1 }, { name: "n" }, "allocated_amount: 10 credits instead of 1"],
    [
      "an earlier expiry",
      { expires_at: START + 60 },
      { name: "n" },
      "expires_at: later, 2026-02-01T00:00:00Z instead of 2026-01-01T00:01:00Z",
    ],
    [
      "another value of what the plan changes",
      { ip_whitelist: ["192.0.2.1"] },
      { ip_whitelist: ["10.0.0.1"] },
      "ip_whitelist: allows 10.0.0.1 in addition",
    ],
    [
      "an expiry that valid_for would move on",
      { expires_at: START + 60 },
      { expires_at: null, valid_for: "24h" },
      "expires_at: later, 2026-01-02T00:00:00Z instead of 2026-01-01T00:01:00Z",
    ],
  ])("%s", async (_, change, after, line) => {
    const plan = await planned({}, after);
    meanwhile(change);
    const before = { ...remote() };
    const state = scene.core.state.get("a")?.value;
    const [text = ""] = textsOf(await scene.applyPlan(plan));
    expect(text).toMatch(/^Cannot update proxy key "\w+": it was changed since the plan: .*Make a new plan/s);
    expect(text).toContain(`\n- ${line}\n`);
    expect(remote()).toEqual(before);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
    expect(scene.core.state.get("a")?.value).toEqual(state);
  });

  test("a new plan shows it, and its apply does it", async () => {
    await planned({}, null);
    meanwhile({ ip_whitelist: ["10.0.0.1"] });
    const plan = await scene.plan({ a: declare({ ...BEFORE, name: "n" }) });
    expect(textsOf(plan).join("\n")).toContain("- ip_whitelist: allows 10.0.0.0/8 in addition");
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toMatchObject({ name: "n", ip_whitelist: ["10.0.0.0/8"] });
  });
});

test("an update stops where it would set a limit_type that the change may have made longer", async () => {
  const plan = await planned({ limit_type: "daily" }, { allocated_amount: Decimal.fromNumber(9) });
  meanwhile({ name: "on hold", limit_type: "monthly" });
  expect(textsOf(await scene.applyPlan(plan))).toEqual([
    expect.stringContaining("- limit_type: set to daily; the change may have set a longer window"),
  ]);
  expect(remote()).toMatchObject({ name: "on hold", limit_type: "monthly", allocated_ammount: 10 });
});

describe("an update goes on where it allows no more than the key does", () => {
  test.each<[string, Partial<KeySettings>, ObjectValue]>([
    ["more addresses", { ip_whitelist: [] }, { name: "n" }],
    ["more models", { model_whitelist: ["m1", "m2", "m3"] }, { name: "n" }],
    ["more credit", { allocated_ammount: 11 }, { name: "n" }],
    ["a later expiry", { expires_at: -1 }, { name: "n" }],
    ["another name", { name: "somebody's" }, { allocated_amount: Decimal.fromNumber(20) }],
    ["a narrower value than either", { ip_whitelist: ["10.0.0.0/9"] }, { ip_whitelist: ["10.0.0.1"] }],
  ])("%s", async (_, change, after) => {
    // The longest window there is: no change can have set a longer one.
    const plan = await planned({ limit_type: "monthly" }, after);
    meanwhile(change);
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toMatchObject({ expires_at: START + 31 * DAY, model_whitelist: ["m1", "m2"] });
    expect(scene.count(UPDATE)).toBe(1);
    expect((await scene.plan({ a: declare({ ...BEFORE, limit_type: "monthly", ...after }) })).changes.size).toBe(0);
  });
});

describe("switching", () => {
  test("on stops where the key allows more by now than was planned", async () => {
    const plan = await planned({ enabled: false }, { enabled: true });
    meanwhile({ ip_whitelist: [] });
    expect(textsOf(await scene.applyPlan(plan))).toEqual([
      expect.stringMatching(/switched on while it allows more than planned.*\n- ip_whitelist: dropped/s),
    ]);
    expect([remote()?.is_active, scene.count(TOGGLE)]).toEqual([false, 0]);
  });

  test("on goes on where it allows less", async () => {
    const plan = await planned({ enabled: false }, { enabled: true });
    meanwhile({ ip_whitelist: ["10.0.0.1"] });
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toMatchObject({ is_active: true, ip_whitelist: ["10.0.0.1"] });
  });

  test("off goes on, whatever else has changed", async () => {
    const plan = await planned({}, { enabled: false });
    meanwhile({ ip_whitelist: [], allocated_ammount: 1 });
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toMatchObject({ is_active: false, ip_whitelist: [], allocated_ammount: 1 });
  });
});

describe("a destroy leaves the key with what it has now", () => {
  const expire = { deletion_policy: "expire", deletion_grace_period: "24h" };

  test("expire, with an earlier expiry by now: no call", async () => {
    const plan = await planned(expire, null);
    meanwhile({ expires_at: START + 60, ip_whitelist: ["10.0.0.1"] });
    const before = { ...remote() };
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toEqual(before);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
  });

  test("expire, with narrower whitelists, less credit and another name by now: all of it stays", async () => {
    const plan = await planned(expire, null);
    const change = { name: "x", ip_whitelist: ["10.0.0.1"], model_whitelist: ["m1"], allocated_ammount: 1 };
    meanwhile(change);
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()).toMatchObject({ ...change, expires_at: START + DAY });
  });

  test("disable, off in state and on by now: switched off", async () => {
    const plan = await planned({ deletion_policy: "disable", enabled: false }, null);
    scene.emulator.store.toggle(remote()?.key ?? "");
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(remote()?.is_active).toBe(false);
    expect(scene.core.state.size).toBe(0);
  });

  test("disable, on in state and off by now: not flipped", async () => {
    const plan = await planned({ deletion_policy: "disable" }, null);
    scene.emulator.store.toggle(remote()?.key ?? "");
    scene.emulator.resetRequests();
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect([remote()?.is_active, scene.count(TOGGLE)]).toEqual([false, 0]);
  });
});

test("the looks of an apply are one list, whatever the number of keys", async () => {
  const declared = (name: string) =>
    Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`k${n}`, declare({ name: `${name}${n}` })]));
  await scene.apply(declared("a"));
  scene.emulator.resetRequests();
  await scene.apply(declared("b"));
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 2, [UPDATE]: 5 });
  scene.emulator.resetRequests();
  await scene.apply({});
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1, "POST /auth/proxy/remove": 5 });
});
