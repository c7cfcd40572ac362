// The plans of the gallery, which the real terraform has made: all of them are understood, and no secret comes out of any.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { reviewPlans } from "../../src/review";

const PLANS = join(__dirname, "gallery", "plans");
const names = readdirSync(PLANS).filter((name) => name.endsWith(".json"));

test.each(names)("%s", (name) => {
  const text = readFileSync(join(PLANS, name), "utf8");
  const review = reviewPlans([{ text, label: name }], { perMinute: undefined, now: 0 });
  expect(review.plans.flatMap(({ gaps }) => gaps)).toEqual([]);
  const facts = JSON.stringify(review, (_name, value: unknown) => (typeof value === "symbol" ? null : value));
  expect(facts).not.toMatch(/ek-(proxy-)?[\da-f]{6}/);
});

test("there are some", () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});
