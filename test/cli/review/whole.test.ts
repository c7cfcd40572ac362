// A review of which a part is missing, and the exit codes that follow from a review.
import { exitCodeOf } from "../../../src/cli/review/review";
import { reviewStacks, reviewWhole } from "../../../src/cli/review/unread";
import { NO_VERDICT, type PlanInput, type Review, type Verdict } from "../../../src/review";
import { NO_COST, UNCHANGED, key, on, plan, reviewOf } from "../../review/sample";

const update = key({ address: "electronhub_proxy_key.a", change: "update" });
const CHANGED = reviewOf(plan({ keys: [{ ...update, operations: [on("update name", "update")] }] }));
const VIOLATED: Verdict = {
  ...NO_VERDICT,
  violations: [
    {
      ...{ rule: "wider", address: "a", plan: "plan", name: "a", value: "x", words: "x", exemption: undefined },
    },
  ],
};

const OPTIONS = { perMinute: 60, now: Date.parse("2026-11-27T05:00:00Z") };
/** A plan without any resource. */
const input = (label: string): PlanInput => ({ label, text: `{"format_version":"1.2","planned_values":{}}` });
const missing = { label: "b", unread: "The stack b has no plan." };

const CUT_OFF =
  "c is cut off: the JSON ends too early. Write the file again. Give the output of: terraform show -json PLAN";

const gapsOf = (whole: Review) => whole.plans.map(({ label, gaps }) => [label, gaps]);

test("plans that were not read stand at their places, with a gap", () => {
  const whole = reviewWhole([input("a"), missing, input("c")], OPTIONS);
  expect(gapsOf(whole)).toEqual([
    ["a", []],
    ["b", [{ address: undefined, words: "The stack b has no plan." }]],
    ["c", []],
  ]);
  expect(whole.cost.isAtLeast).toBe(true);
  expect(exitCodeOf(whole, NO_VERDICT)).toBe(1);
});

test("a review of nothing but what is missing", () => {
  const whole = reviewWhole([missing], OPTIONS);
  expect(whole.plans).toEqual([
    plan({
      ...{ label: "b", terraformVersion: undefined, plannedAt: undefined },
      gaps: [{ address: undefined, words: "The stack b has no plan." }],
      cost: { ...NO_COST, isAtLeast: true },
    }),
  ]);
});

test("where nothing is missing, no gap", () => {
  const whole = reviewWhole([input("a")], OPTIONS);
  expect(gapsOf(whole)).toEqual([["a", []]]);
  expect([whole.cost.isAtLeast, exitCodeOf(whole, NO_VERDICT)]).toEqual([false, 0]);
});

test("a stack whose plan cannot be read does not hide the others; a plan that was named ends the review", () => {
  const none = { label: "c", text: "{" };
  expect(gapsOf(reviewStacks([input("a"), missing, none], OPTIONS))).toEqual([
    ["a", []],
    ["b", [{ address: undefined, words: "The stack b has no plan." }]],
    ["c", [{ address: undefined, words: CUT_OFF }]],
  ]);
  expect(() => reviewWhole([input("a"), none], OPTIONS)).toThrow(CUT_OFF);
});

const gap = [{ address: undefined, words: "x" }];

test.each([
  ["nothing changes", 0, UNCHANGED, NO_VERDICT],
  ["something changes", 2, CHANGED, NO_VERDICT],
  ["a rule is violated", 3, CHANGED, VIOLATED],
  ["something is not analysed", 1, reviewOf(plan({ gaps: gap })), NO_VERDICT],
  ["the plan is of a run that failed", 1, reviewOf(plan({ isErrored: true })), NO_VERDICT],
  ["both, and a rule is violated", 1, reviewOf(plan({ keys: CHANGED.plans[0]?.keys ?? [], gaps: gap })), VIOLATED],
] as const)("%s: exit code %i", (_, code, review, verdict) => expect(exitCodeOf(review, verdict)).toBe(code));
