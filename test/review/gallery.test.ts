// The gallery: plans that the real terraform has made (npm run gallery), and what every format shows of them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PlanError } from "../../src/review";
import { cases } from "./gallery/cases";
import { type GalleryPlan, FORMATS, galleryPlans, goldenFile, goldenFiles, reviewOf, shownOf } from "./gallery/golden";

// Bounded by the number of plans; a busy machine takes its time.
jest.setTimeout(120_000);

const all = galleryPlans();
const plans = all.filter((plan) => isPlan(plan));

function isPlan(plan: GalleryPlan): boolean {
  try {
    reviewOf(plan);
    return true;
  } catch (error) {
    if (error instanceof PlanError) return false;
    throw error;
  }
}

test("every case has its plan, and no other plan is there", () => {
  const files = readdirSync(join(__dirname, "gallery/plans")).sort();
  expect(files).toEqual(cases.map(({ name }) => `${name}.json`).sort());
  expect(files.length).toBeGreaterThanOrEqual(40);
});

test("all that terraform has made is understood", () => {
  const made = plans.filter(({ name }) => cases.some((one) => one.name === name));
  const gaps = made.map((plan) => [plan.name, reviewOf(plan).plans.flatMap((one) => one.gaps)] as const);
  expect(gaps.filter(([, all]) => all.length > 0).map(([name]) => name)).toEqual([]);
});

describe("what is shown is what somebody has looked at (npm run gallery -- --golden writes it anew)", () => {
  test.each(all.map((plan) => [plan.name, plan] as const))("%s", (_, plan) => {
    for (const [file, shown] of shownOf(plan)) expect([file, shown]).toEqual([file, goldenFile(file)]);
  });

  test("and no more is there", () => {
    expect(goldenFiles()).toEqual(all.flatMap((plan) => [...shownOf(plan).keys()]).sort());
  });
});

/** Values of keys and of API keys, wherever in the plan. */
const secretsIn = (text: string): readonly string[] => [...new Set(text.match(/ek-[\w-]{8,}/g) ?? [])];

/** What the gallery's configurations mark as sensitive. */
const SENSITIVE: Readonly<Record<string, readonly string[]>> = {
  "sensitive-at-create": ["tiger-team", "711", "gpt-4o-mini", "192.0.2.77"],
  "sensitive-at-destroy": ["tiger-team", "711", "gpt-4o-mini", "192.0.2.77"],
  "sensitive-at-update": [
    "tiger-team",
    "711",
    "192.0.2.77",
    "lion-team",
    "1999",
    "1,999",
    "claude-opus-4",
    "192.0.2.78",
  ],
  "sensitive-from-now-on": ["lion-team", "1999", "1,999", "claude-opus-4", "192.0.2.78"],
};

describe.each(Object.entries(FORMATS))("no secret in %s", (_, format) => {
  test("no value of a key", () => {
    const told = plans.map((plan) => ({
      name: plan.name,
      secrets: secretsIn(plan.text),
      shown: format(reviewOf(plan)),
    }));
    expect(told.filter(({ secrets, shown }) => secrets.some((secret) => shown.includes(secret)))).toEqual([]);
    // There was something to find.
    expect(told.filter(({ secrets }) => secrets.length > 0).length).toBeGreaterThan(60);
  });

  test.each(Object.entries(SENSITIVE))("nothing that is sensitive: %s", (name, values) => {
    const plan = plans.find((one) => one.name === name);
    expect(values.filter((value) => plan?.text.includes(value.replace(",", "")) !== true)).toEqual([]);
    const shown = plan ? format(reviewOf(plan)).replaceAll(/[0-9a-f]{32}/g, "") : "";
    expect(values.filter((value) => shown.includes(value))).toEqual([]);
  });
});

test("the facts themselves hold no value of a key", () => {
  const facts = plans.map((plan) => ({ plan, text: JSON.stringify(reviewOf(plan)) }));
  expect(facts.filter(({ plan, text }) => secretsIn(plan.text).some((secret) => text.includes(secret)))).toEqual([]);
});

test("the terminal is told nothing but text", () => {
  // Controls, invisible characters, and those that turn the direction of writing around.
  const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
  const shown = plans.map((plan) => ({ name: plan.name, text: FORMATS.txt?.(reviewOf(plan)) ?? "" }));
  expect(shown.filter(({ text }) => steering.test(text)).map(({ name }) => name)).toEqual([]);
});

describe("sums add up", () => {
  const reviews = plans.map((plan) => ({ name: plan.name, review: reviewOf(plan) }));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

  test("the accounts' credits are those of their keys", () => {
    // Each key's difference is its account's, but for amounts that cannot be told.
    const wrong = reviews.flatMap(({ name, review }) =>
      review.accounts
        .filter((account) => {
          const own = review.plans.flatMap(({ keys }) => keys.filter((key) => key.account === account.name));
          return Math.abs(account.difference - sum(own.map(({ money }) => money.difference ?? 0))) > 1e-6;
        })
        .map((account) => [name, account.name]),
    );
    expect(wrong).toEqual([]);
  });

  test("after less before is the difference", () => {
    const wrong = reviews.flatMap(({ name, review }) =>
      review.accounts
        .filter(({ before, after, difference }) => Math.abs(after - before - difference) > 1e-6)
        .map((account) => [name, account]),
    );
    expect(wrong).toEqual([]);
  });

  test("the keys that are listed are the keys that are counted", () => {
    const wrong = reviews.flatMap(({ name, review: { plans: told, counts } }) => {
      const keys = told.flatMap((one) => one.keys);
      const kinds = ["destroy", "replace", "update", "create", "forget", "import", "move", "drift", "defer"] as const;
      const other = kinds.filter((kind) => keys.filter(({ change }) => change === kind).length !== counts[kind]);
      return other.length === 0 ? [] : [[name, other]];
    });
    expect(wrong).toEqual([]);
  });

  test("the calls on the timeline are the calls of the keys, the shared lists and the actions", () => {
    const wrong = reviews.flatMap(({ name, review: { plans: told, cost } }) => {
      const calls = told
        .flatMap(({ keys, exclusives, actions }) => [...keys, ...exclusives, ...actions])
        .flatMap((one) => one.operations);
      return cost.isAtLeast || cost.timeline.length === calls.length
        ? []
        : [[name, cost.timeline.length, calls.length]];
    });
    expect(wrong).toEqual([]);
  });
});
