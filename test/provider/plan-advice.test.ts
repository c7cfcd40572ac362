// validate_models and check_quota: what a plan is told, what it costs, and that no trouble with them is an error.
import { type EmulatorOptions } from "../../src/emulator";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { type Plan } from "../support/core";
import { Scene, declare, textsOf } from "../support/scene";

let scene: Scene;
afterEach(() => scene.close());

async function open(settings: ObjectValue, options: EmulatorOptions = {}) {
  scene = await Scene.open(options);
  return {
    plan: (declared: Record<string, ObjectValue>): Promise<Plan> =>
      scene.clock.run(
        scene.processes.start(settings).then((process) => scene.core.plan(process, new Map(Object.entries(declared)))),
      ),
  };
}

const keys = (count: number, settings: ObjectValue = {}) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`k${n}`, declare({ name: `k${n}`, ...settings })] as const),
  );
const TINY: EmulatorOptions = {
  accounts: [{ apiKey: "ek-tiny", userId: "u", tier: "free", credits: 100 }],
};

describe("validate_models", () => {
  const ON = { validate_models: true };

  test("warns of what the catalogue does not have, with one call for all keys", async () => {
    const { plan } = await open(ON);
    const run = await plan(keys(5, { model_whitelist: ["gpt-4o-minni", "gpt-4o"] }));
    expect(run.failed).toBe(false);
    expect(textsOf(run)).toHaveLength(5);
    expect(textsOf(run)[0]).toContain('- "gpt-4o-minni": similar: "gpt-4o-mini"');
    expect(scene.emulator.requests()).toEqual({ "GET /models": 1 });
  });

  test("asks nothing where there is no whitelist", async () => {
    const { plan } = await open(ON);
    expect(textsOf(await plan(keys(2)))).toEqual([]);
    expect(scene.emulator.requests()).toEqual({});
  });

  test("a catalogue that cannot be had is one warning, and the plan stands", async () => {
    const { plan } = await open(ON);
    scene.emulator.inject({ endpoint: "GET /models", kind: "respond", status: 403, body: {}, times: 10 });
    const run = await plan(keys(3, { model_whitelist: ["gpt-4o"] }));
    expect([run.failed, run.changes.size]).toEqual([false, 3]);
    expect(textsOf(run)).toEqual([expect.stringContaining("Cannot check the plan as validate_models asks")]);
  });

  test("off by default", async () => {
    const { plan } = await open({});
    expect(textsOf(await plan(keys(1, { model_whitelist: ["nonsense"] })))).toEqual([]);
    expect(scene.emulator.requests()).toEqual({});
  });
});

describe("check_quota", () => {
  const ON = { check_quota: true };

  test("more keys than the account allows: one warning, one call", async () => {
    const { plan } = await open(ON, TINY);
    expect(textsOf(await plan(keys(10, { allocated_amount: Decimal.fromNumber(1) })))).toEqual([]);
    scene.emulator.resetRequests();
    const run = await plan(keys(12, { allocated_amount: Decimal.fromNumber(1) }));
    expect(run.failed).toBe(false);
    // Terraform shows equal ones as one.
    expect(new Set(textsOf(run))).toEqual(
      new Set([
        expect.stringMatching(
          /may have more proxy keys .* has 0 proxy keys, and at least 12 are added; its tier free allows 10/,
        ),
      ]),
    );
    expect(scene.emulator.requests()).toEqual({ "GET /user/me": 1, "GET /auth/proxy": 1 });
  });

  test("more credits than are left", async () => {
    const { plan } = await open(ON, TINY);
    expect(textsOf(await plan(keys(2, { allocated_amount: Decimal.fromNumber(50) })))).toEqual([]);
    expect(textsOf(await plan(keys(2, { allocated_amount: Decimal.fromNumber(51) })))[0]).toMatch(
      /may allocate more credits .*: At least 102 credits more are allocated, and the account has 100 left/,
    );
  });

  test("only what is added counts, and what adds nothing asks nothing", async () => {
    const { plan } = await open(ON, TINY);
    const ninety = declare({ allocated_amount: Decimal.fromNumber(90) });
    expect(textsOf(await scene.apply({ a: ninety }))).toEqual([]);
    scene.emulator.resetRequests();
    expect(textsOf(await plan({ a: { ...ninety, name: "renamed" } }))).toEqual([]);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
    const raised = async (to: number) =>
      textsOf(await plan({ a: declare({ allocated_amount: Decimal.fromNumber(to) }) })).slice(1);
    // The first warning is of the widening itself.
    expect(await raised(100)).toEqual([]);
    expect(await raised(101)).toEqual([
      expect.stringContaining("At least 11 credits more are allocated, and the account has 10 left"),
    ]);
  });

  test("a key that is replaced counts once, as a new one", async () => {
    const { plan } = await open(ON, TINY);
    const rotating = keys(5, {
      allocated_amount: Decimal.fromNumber(1),
      valid_for: "1h",
      rotate_before: "30m",
    });
    expect(textsOf(await scene.apply(rotating))).toEqual([]);
    await scene.clock.advance(31 * 60_000);
    expect(textsOf(await plan(rotating))).toEqual([]);
    const more = { ...rotating, another: declare({ allocated_amount: Decimal.fromNumber(1) }) };
    expect(textsOf(await plan(more))[0]).toContain("The account has 5 proxy keys, and at least 6 are added");
  });

  test("an account that cannot be read is one warning", async () => {
    const { plan } = await open(ON);
    scene.emulator.inject({ endpoint: "GET /user/me", kind: "respond", status: 403, body: {}, times: 10 });
    expect(textsOf(await plan(keys(3)))).toEqual([
      expect.stringContaining("Cannot check the plan as check_quota asks"),
    ]);
  });
});
