// Whatever text is given for a plan: a review, or one sentence. Never a crash.
import * as fc from "fast-check";
import { PlanError, reviewPlans } from "../../src/review";
import { FORMATS, galleryPlans } from "./gallery/golden";
import { anyCodePoint } from "../support/any-code-point";

// Bounded by the number of texts; a busy machine takes its time.
jest.setTimeout(600_000);

const plans = galleryPlans().filter(({ text }) => text.length < 20_000);

/** "reviewed", or the sentence that says why not. Anything else that is thrown fails the test. */
function outcome(text: string): string {
  try {
    const review = reviewPlans([{ text, label: "tfplan.json" }], { perMinute: 60, now: 0 });
    for (const format of Object.values(FORMATS)) format(review);
    return "reviewed";
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
}

/** It names the file, and has neither lines nor the place in a program. */
const isSentence = (text: string): boolean =>
  /^[^\n]{10,400}$/.test(text) && text.includes("tfplan.json") && !/\bat .*:\d+:\d+|\.ts\b/.test(text);

const anyPlan = fc.constantFrom(...plans);

test("cut off anywhere: a sentence", () => {
  fc.assert(
    fc.property(anyPlan, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), ({ text }, part) => {
      const whole = text.trimEnd();
      const said = outcome(whole.slice(0, Math.floor(whole.length * part)));
      if (!isSentence(said)) throw new Error(`no sentence: ${said}`);
    }),
    { numRuns: 300, seed: 3 },
  );
});

/** Values that stand where a plan has others. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, "", "ek-proxy-0123456789abcdef", [], {}, [[]], { a: { b: [] } }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: anyCodePoint }),
);

/** The same with one part of it replaced, taken away, or doubled. */
function mutated(value: unknown, path: readonly number[], change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return change(value);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const at = entries[step % Math.max(1, entries.length)];
  if (at === undefined) return change(value);
  const [name, inner] = at;
  const next = mutated(inner, rest, change);
  if (!Array.isArray(value)) return { ...value, [name]: next };
  return value.map((one: unknown, index) => (String(index) === name ? next : one));
}

const mutations = fc.record({
  plan: anyPlan,
  /** resource_changes and what is in them are met often enough by chance alone. */
  path: fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
  value: strange,
});

test("changed anywhere: a review, or a sentence", () => {
  const seen = { reviewed: 0, refused: 0 };
  fc.assert(
    fc.property(mutations, ({ plan, path, value }) => {
      const said = outcome(JSON.stringify(mutated(JSON.parse(plan.text), path, () => value)));
      seen[said === "reviewed" ? "reviewed" : "refused"] += 1;
      if (said !== "reviewed" && !isSentence(said)) throw new Error(`no sentence: ${said}`);
    }),
    { numRuns: 1_000, seed: 3 },
  );
  expect(seen.reviewed).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(20);
});

test.each([
  ["nothing", ""],
  ["blanks", " \n"],
  ["no JSON", "Terraform will perform the following actions"],
  ["a list", "[]"],
  ["null", "null"],
  ["another object", `{"hello": "world"}`],
  ["a state", `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`],
  ["a saved plan", "PK\u0003\u0004\u0014\u0000"],
  ["a byte order mark", `\ufeff{"format_version":"1.2"}`],
  ["nested a hundred thousand deep", "[".repeat(100_000)],
  ["nested, and closed", "[".repeat(100_000) + "]".repeat(100_000)],
  ["lines of `plan -json`", `{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}\n`],
])("%s: a sentence", (_, text) => {
  const said = outcome(text);
  expect([said, isSentence(said)]).toEqual([said, true]);
});
