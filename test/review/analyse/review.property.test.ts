// What holds of any two settings of a key, and of any plan.
import fc from "fast-check";
import { diff } from "../../../src/provider/proxy-key/diff";
import { isSame, namesIn } from "../../../src/provider/proxy-key/each-setting";
import { describeOperation } from "../../../src/provider/proxy-key/operations";
import { SETTINGS, type Settings } from "../../../src/provider/proxy-key/settings";
import { widenings } from "../../../src/provider/proxy-key/widening";
import { formatInstant } from "../../../src/rules";
import { type KeyFacts } from "../../../src/review";
import { createOf, destroyOf, replaceOf, unchangedOf, updateOf } from "../plan-json";
import { factsOf } from "./facts";

const whitelist = (entries: readonly string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...entries), { minLength: 1, maxLength: 4 }));

const settings: fc.Arbitrary<Settings> = fc.record({
  name: fc.constantFrom("a", "b", "\u00e9", "e\u0301", "x y"),
  allocated_amount: fc.constantFrom(0, 0.1, 0.2, 10, 10_000, 123_456.789),
  limit_type: fc.constantFrom("daily", "weekly", "monthly"),
  expires_at: fc.option(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 })),
  model_whitelist: whitelist(["gpt-4o", "o3", "gpt-4o-mini", "a b"]),
  ip_whitelist: whitelist(["10.0.0.0/8", "10.0.0.5", "10.0.0.5/32", "10.1.0.0/16", "2001:db8::/32", "0.0.0.0/0"]),
  enabled: fc.boolean(),
});

const written = ({ expires_at: instant, ...others }: Settings) => ({
  ...others,
  expires_at: instant === null ? null : formatInstant(instant),
});

function reviewed(before: Settings, after: Settings): KeyFacts | undefined {
  const operations = diff(before, after).map(describeOperation);
  const plan = factsOf([updateOf(written(before), written(after), operations.length > 0 ? operations : ["no call"])]);
  expect(plan.gaps).toEqual([]);
  expect(plan.keys[0]?.operations.map(({ text }) => text)).toEqual(operations);
  return plan.keys[0];
}

test("every setting that differs is told, wider where the provider says so, and narrower where it would of the way back", () => {
  fc.assert(
    fc.property(settings, settings, (before, after) => {
      const key = reviewed(before, after);
      const differing = namesIn(SETTINGS).filter((name) => !isSame(SETTINGS, name, before, after));
      expect(key?.settings.map(({ name }) => name)).toEqual(differing);
      const named = (lines: readonly string[]) => new Set(lines.map((line) => line.split(":")[0]));
      const [wider, narrower] = [named(widenings(before, after)), named(widenings(after, before))];
      for (const { name, access } of key?.settings ?? []) {
        expect([name, ["wider", "both"].includes(access)]).toEqual([name, wider.has(name)]);
        expect([name, ["narrower", "both"].includes(access)]).toEqual([name, narrower.has(name)]);
      }
      const expected = { "true,true": "both", "true,false": "wider", "false,true": "narrower", "false,false": "same" };
      expect(key?.access).toBe(
        Object.entries(expected).find(([sizes]) => sizes === `${wider.size > 0},${narrower.size > 0}`)?.[1],
      );
    }),
  );
});

test("the way back is the mirror image", () => {
  const mirrored = { wider: "narrower", narrower: "wider", both: "both", same: "same", unknown: "unknown" };
  fc.assert(
    fc.property(settings, settings, (before, after) => {
      const [there, back] = [reviewed(before, after), reviewed(after, before)];
      expect(back?.settings.map(({ name, access }) => [name, mirrored[access]])).toEqual(
        there?.settings.map(({ name, access }) => [name, access]),
      );
    }),
  );
});

test("sums add up, whatever becomes of the keys", () => {
  const amount = fc.constantFrom(0, 0.1, 0.2, 0.3, 7, 1_000.01);
  const policy = fc.constantFrom("delete", "disable", "abandon");
  const change = fc
    .record({
      kind: fc.constantFrom("create", "update", "destroy", "replace", "forget", "same"),
      amount,
      next: amount,
      policy,
    })
    .map(({ kind, amount: allocated_amount, next, policy: deletion_policy }) => {
      const before = { allocated_amount, deletion_policy };
      const after = { allocated_amount: next };
      switch (kind) {
        case "create":
          return createOf(after);
        case "destroy":
          return destroyOf(before);
        case "forget":
          return destroyOf(before, { actions: ["forget"] });
        case "replace":
          return replaceOf(before, after);
        case "same":
          return unchangedOf(before);
        default:
          return updateOf(before, after, [next === allocated_amount ? "no call" : "update allocated_amount"]);
      }
    });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const plan = factsOf(changes.map((one, index) => ({ ...one, address: `electronhub_proxy_key.k[${index}]` })));
      expect(plan.gaps).toEqual([]);
      const { unchanged, destroy, replace, update, create, forget } = plan.counts;
      expect(unchanged + destroy + replace + update + create + forget).toBe(changes.length);
      const [account] = plan.accounts;
      // What is left of a sum may be a hair below 0, and is rounded to -0.
      const cents = (value: number): number => Math.round(value * 100) + 0;
      const { before = 0, after = 0, difference = 0, leftBehind = 0, keys = 0 } = account ?? {};
      expect(cents(after) - cents(before)).toBe(cents(difference));
      expect(keys).toBe(changes.length);
      const sum = (values: readonly number[]): number => cents(values.reduce((all, one) => all + one, 0));
      expect(sum(plan.keys.map(({ money }) => money.difference ?? NaN))).toBe(cents(difference));
      expect(sum(plan.keys.map(({ money }) => money.leftBehind))).toBe(cents(leftBehind));
    }),
  );
});
