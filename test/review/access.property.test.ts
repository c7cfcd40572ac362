// What a review says of access, for random pairs of settings, as the provider plans them: held against the emulator, which
// has rules of its own for which addresses a whitelist lets through.
import * as fc from "fast-check";
import { isOnWhitelist } from "../../src/emulator/ip-match";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { type KeyFacts, reviewPlans } from "../../src/review";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { Planner } from "../support/core-plan";
import { type Session } from "../support/core";
import { planJson } from "../support/plan-json";
import { Scene, declare } from "../support/scene";

// Bounded by the number of pairs; a busy machine takes its time.
jest.setTimeout(600_000);

interface Settings {
  readonly name: string;
  readonly amount: number;
  readonly limitType: string;
  readonly expiresAt: string | null;
  readonly models: readonly string[] | null;
  readonly addresses: readonly string[] | null;
  readonly enabled: boolean;
}

const settings: fc.Arbitrary<Settings> = fc.record({
  name: fc.constantFrom("a", "b"),
  amount: fc.constantFrom(0, 1, 1.5, 9_999.99),
  limitType: fc.constantFrom("daily", "weekly", "monthly"),
  expiresAt: fc.constantFrom(null, "2090-01-01T00:00:00Z", "2090-01-01T01:00:00+01:00", "2091-01-01T00:00:00Z"),
  models: listOf("m1", "m2", "m3"),
  addresses: listOf("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "192.168.0.1", "2001:db8::/32", "2001:db8::1"),
  enabled: fc.boolean(),
});

function listOf(...entries: readonly string[]): fc.Arbitrary<readonly string[] | null> {
  return fc.oneof(fc.constant(null), fc.subarray([...entries], { minLength: 1 }));
}

/** Mostly few settings differ. */
const pairs: fc.Arbitrary<readonly [Settings, Settings]> = settings.chain((before) =>
  fc.tuple(
    fc.constant(before),
    fc.oneof(
      settings,
      fc
        .tuple(
          settings,
          fc.subarray(["name", "amount", "limitType", "expiresAt", "models", "addresses", "enabled"] as const),
        )
        .map(([other, names]) => names.reduce<Settings>((some, name) => ({ ...some, [name]: other[name] }), before)),
    ),
  ),
);

/** Each of them is let through by other entries. */
const PROBES = [
  "10.0.0.1",
  "10.1.0.1",
  "10.1.2.3",
  "11.0.0.1",
  "192.168.0.1",
  "2001:db8::1",
  "2001:db8::2",
  "2001:db9::1",
];
const WINDOWS = ["monthly", "weekly", "daily"];
const MODELS = ["m1", "m2", "m3", "m4"];

type Measure = readonly number[];

/** Numbers that are higher where a key allows more. */
const measures: Readonly<Record<string, (key: Settings) => Measure>> = {
  allocated_amount: ({ amount }) => [amount],
  limit_type: ({ limitType }) => [WINDOWS.indexOf(limitType)],
  expires_at: ({ expiresAt }) => [expiresAt === null ? Infinity : Date.parse(expiresAt)],
  model_whitelist: ({ models }) => MODELS.map((model) => Number(models === null || models.includes(model))),
  ip_whitelist: ({ addresses }) => PROBES.map((probe) => Number(addresses === null || isOnWhitelist(probe, addresses))),
  enabled: ({ enabled }) => [Number(enabled)],
};

function accessOf(before: Measure, after: Measure): "wider" | "narrower" | "both" | "same" {
  const isWider = after.some((one, index) => one > (before[index] ?? 0));
  const isNarrower = after.some((one, index) => one < (before[index] ?? 0));
  return isWider ? (isNarrower ? "both" : "wider") : isNarrower ? "narrower" : "same";
}

const configOf = (key: Settings): ObjectValue =>
  declare({
    name: key.name,
    allocated_amount: Decimal.fromNumber(key.amount),
    limit_type: key.limitType,
    expires_at: key.expiresAt,
    model_whitelist: key.models,
    ip_whitelist: key.addresses,
    enabled: key.enabled,
  });

const stateOf = (key: Settings): ObjectValue => ({
  ...configOf(key),
  deletion_policy: "delete",
  store_key: true,
  key: "ek-proxy-000000000000000000000000000000000000000000000001",
  id: "2a5277bc6e3089d6e210b7c99c82f187",
  created_at: "2026-01-01T00:00:00Z",
  operations: ["#1 create"],
});

let scene: Scene;
let session: Session;
beforeAll(async () => {
  scene = await Scene.open();
  session = await scene.processes.start();
});
afterAll(() => scene.close());

const TYPE = "electronhub_proxy_key";
const planner = new Planner(TYPE, proxyKeySchema);

/** What the review says about the key; undefined: it says that nothing changes. */
async function reviewed(before: Settings, after: Settings): Promise<KeyFacts | undefined> {
  const prior = { value: stateOf(before), private: new Uint8Array(), tainted: false };
  const config = configOf(after);
  const decision = await planner.decide(session, "k", config, prior, {}, []);
  if (decision === undefined) throw new Error("the plan is refused");
  const state = new Map([["k", prior]]);
  const changes =
    decision.action === "no-op" ? new Map() : new Map([["k", { ...decision, config, prior, lifecycle: {} }]]);
  const plan = { messages: [], failed: false, changes };
  const text = planJson({ typeName: TYPE, schema: proxyKeySchema, plan, stored: state, refreshed: state, at: 0 });
  return reviewPlans([{ text, label: "plan" }], { perMinute: 60, now: 0 }).plans[0]?.keys[0];
}

test("never same where anything differs: 500 pairs of settings", async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(pairs, async ([before, after]) => {
      const facts = await reviewed(before, after);
      const expected = Object.entries(measures).flatMap(([name, measure]) => {
        const access = accessOf(measure(before), measure(after));
        return access === "same" ? [] : [[name, access]];
      });
      const told = facts?.settings.map(({ name, access }) => [name, access]) ?? [];
      const renamed = before.name === after.name ? [] : [["name", "same"]];
      expect(told).toEqual(expect.arrayContaining([...expected, ...renamed]));
      // Whitelists may differ in what they name, and not in what they let through.
      const more = told.filter(([name]) => ![...expected, ...renamed].some(([other]) => other === name));
      expect(more.filter(([name]) => name !== "ip_whitelist")).toEqual([]);

      const is = (access: string) => told.some(([, one]) => one === access);
      const whole =
        is("both") || (is("wider") && is("narrower"))
          ? "both"
          : is("wider")
            ? "wider"
            : is("narrower")
              ? "narrower"
              : "same";
      expect(facts?.access ?? "same").toBe(whole);
      expect((facts?.operations.length ?? 0) > 0).toBe(told.length > 0);
      seen.set(whole, (seen.get(whole) ?? 0) + 1);
    }),
    { numRuns: 500, seed: 20_261_127 },
  );
  expect([...seen.keys()].sort()).toEqual(["both", "narrower", "same", "wider"]);
});
