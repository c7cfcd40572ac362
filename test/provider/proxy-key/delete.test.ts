// What destroying a key does, by its deletion_policy; and what plan and apply say of it.
import { keyId } from "../../../src/api/key-id";
import { Scene, declare, textsOf } from "../../support/scene";

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

const DAY = 86_400;
/** 2026-01-01T00:00:00Z, in Unix seconds. */
const START = 1_767_225_600;
const expire = (expires_at: string | null) =>
  declare({ deletion_policy: "expire", deletion_grace_period: "24h", expires_at });
const remote = () => scene.emulator.store.keys().map(({ is_active, expires_at }) => [is_active, expires_at]);

async function created(config: ReturnType<typeof declare>): Promise<void> {
  await scene.apply({ a: config });
  scene.emulator.resetRequests();
}

describe("the key afterwards, and the calls of plan and apply", () => {
  test.each([
    ["delete", declare(), [], { remove: 1 }],
    ["disable", declare({ deletion_policy: "disable" }), [[false, -1]], { toggle: 1 }],
    ["disable, off already", declare({ deletion_policy: "disable", enabled: false }), [[false, -1]], {}],
    ["expire", expire(null), [[true, START + DAY]], { update: 1 }],
    ["expire, later than the grace period", expire("2026-02-01T00:00:00Z"), [[true, START + DAY]], { update: 1 }],
    ["expire, earlier anyway", expire("2026-01-01T12:00:00Z"), [[true, START + DAY / 2]], {}],
    ["abandon", declare({ deletion_policy: "abandon" }), [[true, -1]], {}],
  ] as const)("%s", async (_, config, left, writes) => {
    await created(config);
    expect(textsOf(await scene.apply({}))).toEqual([]);
    expect(remote()).toEqual(left);
    expect(scene.core.state.size).toBe(0);
    const { "GET /auth/proxy": _lists, ...calls } = scene.emulator.requests();
    const expected = Object.entries(writes).map(([name, count]) => [`POST /auth/proxy/${name}`, count]);
    expect(calls).toEqual(Object.fromEntries(expected));
  });
});

test("an update to an earlier expiry sends every other setting as it is", async () => {
  await created({ ...expire(null), limit_type: "weekly", model_whitelist: ["m"], ip_whitelist: ["10.0.0.1"] });
  await scene.apply({});
  expect(scene.emulator.store.keys()).toMatchObject([
    { name: "ci", allocated_ammount: 10, limit_type: "weekly", model_whitelist: ["m"], ip_whitelist: ["10.0.0.1"] },
  ]);
});

test.each([
  ["delete", declare(), undefined],
  ["disable", declare({ deletion_policy: "disable" }), "It is switched off and kept"],
  ["expire", expire(null), "It works on for 24h at most, then it is expired and kept"],
  ["abandon", declare({ deletion_policy: "abandon" }), "It is left as it is, live if it is on"],
])("the plan of a destroy warns: %s", async (_, config, sentence) => {
  await created(config);
  const texts = textsOf(await scene.plan({}));
  expect(texts).toHaveLength(sentence === undefined ? 0 : 1);
  expect(texts.join()).toContain(sentence ?? "");
});

test("a replacement that Terraform decided is not planned as a destroy, so the apply warns", async () => {
  const config = declare({ deletion_policy: "disable" });
  await created(config);
  const [[address, instance] = ["", undefined]] = [...scene.core.state];
  if (instance) scene.core.state.set(address, { ...instance, tainted: true });
  expect(textsOf(await scene.plan({ a: config }))).toEqual([]);
  expect(textsOf(await scene.apply({ a: config }))).toEqual([
    expect.stringContaining("destroyed without being removed"),
  ]);
  expect(remote()).toEqual([
    [false, -1],
    [true, -1],
  ]);
});

describe("a key from an unfinished create, live although it was to be off", () => {
  const config = declare({ deletion_policy: "abandon", enabled: false });
  const refused = { kind: "respond", status: 400 } as const;
  beforeEach(() =>
    scene.apply({ a: config }, [
      { endpoint: "POST /auth/proxy/toggle", ...refused },
      { endpoint: "POST /auth/proxy/remove", ...refused },
    ]),
  );

  test("is removed, whatever its policy", async () => {
    expect(remote()).toEqual([[true, -1]]);
    expect(textsOf(await scene.apply({}))).toEqual([]);
    expect(remote()).toEqual([]);
  });

  test("is removed when it is replaced", async () => {
    expect(textsOf(await scene.apply({ a: config }))).toEqual([]);
    expect(remote()).toEqual([[false, -1]]);
  });

  test("follows its policy once it is untainted, and the plan shows that", async () => {
    const [[address, instance] = ["", undefined]] = [...scene.core.state];
    if (instance) scene.core.state.set(address, { ...instance, tainted: false });
    const plan = await scene.plan({ a: config });
    expect(
      [...plan.changes.values()].map(({ prior, planned }) => [prior?.value.deletion_policy, planned?.deletion_policy]),
    ).toEqual([["delete", "abandon"]]);
    await scene.applyPlan(plan);
    await scene.apply({});
    expect(remote()).toEqual([[false, -1]]);
  });
});

test("a key that is replaced, and was removed by somebody else meanwhile, is not an error", async () => {
  await created(declare());
  const [[address, instance] = ["", undefined]] = [...scene.core.state];
  if (instance) scene.core.state.set(address, { ...instance, tainted: true });
  const plan = await scene.plan({ a: declare() });
  scene.emulator.store.removeAll(scene.emulator.apiKey);
  expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
  expect(remote()).toEqual([[true, -1]]);
});

test("a key that is replaced, and that somebody removed meanwhile, is not said to be left behind", async () => {
  const config = declare({ deletion_policy: "disable" });
  await created(config);
  const [[address, instance] = ["", undefined]] = [...scene.core.state];
  if (instance) scene.core.state.set(address, { ...instance, tainted: true });
  const plan = await scene.plan({ a: config });
  scene.emulator.store.removeAll(scene.emulator.apiKey);
  expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
});

test.each(["disable", "expire", "abandon"])(
  "%s: a key that is gone already is not an error",
  async (deletion_policy) => {
    const gracePeriod = deletion_policy === "expire" ? "1h" : null;
    await created(declare({ deletion_policy, deletion_grace_period: gracePeriod }));
    const plan = await scene.plan({});
    scene.emulator.store.removeAll(scene.emulator.apiKey);
    expect(textsOf(await scene.applyPlan(plan))).toEqual([]);
    expect(scene.core.state.size).toBe(0);
  },
);

test("a destroy that fails keeps the state", async () => {
  await created(declare({ deletion_policy: "disable" }));
  const run = await scene.apply({}, [{ endpoint: "POST /auth/proxy/toggle", kind: "respond", status: 400 }]);
  expect(textsOf(run)).toEqual([expect.stringContaining("Not done: toggle off")]);
  expect(scene.core.state.size).toBe(1);
});

test("only the policy changes: no call, and the plan says so", async () => {
  await created(declare());
  await scene.apply({ a: declare({ deletion_policy: "abandon" }) });
  expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
  expect(scene.core.state.get("a")?.value.operations).toEqual(["#2 no call"]);
});

test.each([
  [{ deletion_policy: "expire" }, "deletion_grace_period is missing"],
  [{ deletion_grace_period: "1h" }, "deletion_grace_period without deletion_policy expire"],
  [{ deletion_policy: "disable", deletion_grace_period: "1h" }, "deletion_grace_period without deletion_policy expire"],
  [{ deletion_policy: "keep" }, "Unknown deletion_policy"],
  [{ deletion_policy: "expire", deletion_grace_period: "soon" }, "Invalid duration"],
])("%j is refused in the plan, with nothing called", async (settings, summary) => {
  const plan = await scene.plan({ a: declare(settings) });
  expect(plan.messages.map((message) => message.summary)).toEqual([summary]);
  expect(scene.emulator.requests()).toEqual({});
});

describe("a lock-out while a destroy waits for its turn", () => {
  const PERIOD_MS = 180_000;

  test("a grace period counts from the change on", async () => {
    await created(declare({ deletion_policy: "expire", deletion_grace_period: "2m" }));
    const began = scene.clock.now();
    expect(textsOf(await scene.apply({}, [{ endpoint: "GET /auth/proxy", kind: "lock-out" }]))).toEqual([]);
    const [, expiresAt] = remote()[0] ?? [];
    expect(expiresAt).toBeGreaterThanOrEqual((began + PERIOD_MS + 120_000) / 1000);
  });

  test("a destroy without a call waits for nothing", async () => {
    await created(declare({ deletion_policy: "disable", enabled: false }));
    scene.emulator.resetRequests();
    await scene.apply({});
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 2 });
  });
});

test("an imported key of which the API does not tell all is not left to expire with a guess", async () => {
  const { store, apiKey } = scene.emulator;
  const key = store.create(apiKey, { name: "ci", expires_at: -1, allocated_ammount: 10, ip_whitelist: ["10.0.0.1"] });
  const tells = { endpoint: "GET /auth/proxy", kind: "respond", status: 200, times: 9 } as const;
  const { ip_whitelist: _untold, ...record } = store.keys()[0] ?? key;
  scene.emulator.inject({ ...tells, body: [record] });
  await scene.import("a", keyId(key.key));
  await scene.apply({ a: declare({ deletion_policy: "expire", deletion_grace_period: "1h" }) });
  expect(textsOf(await scene.apply({})).join()).toContain("Not told: ip_whitelist.");
  expect(store.keys()[0]?.ip_whitelist).toEqual(["10.0.0.1"]);
});
