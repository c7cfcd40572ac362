// A review of which a part is missing, and the exit codes that follow from a review.
import { exitCodeOf } from "../../../src/cli/review/exit-code";
import { reviewWhole } from "../../../src/cli/review/unread";
import { NO_VERDICT, type PlanInput, type Verdict } from "../../../src/review";
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

const input = (label: string): PlanInput => ({ label, text: "" });
const reviewed = (inputs: readonly PlanInput[]) => ({
  ...UNCHANGED,
  plans: inputs.map(({ label }) => plan({ label })),
});

test("plans that were not read stand at their places, with a gap", () => {
  const missing = { label: "b", unread: "The stack b has no plan." };
  const whole = reviewWhole([input("a"), missing, input("c")], reviewed);
  expect(whole.plans.map(({ label, gaps }) => [label, gaps])).toEqual([
    ["a", []],
    ["b", [{ address: undefined, words: "The stack b has no plan." }]],
    ["c", []],
  ]);
  expect(whole.cost.isAtLeast).toBe(true);
  expect(exitCodeOf(whole, NO_VERDICT)).toBe(1);
});

test("a review of nothing but what is missing", () => {
  const whole = reviewWhole([{ label: "a", unread: "No plan." }], reviewed);
  expect(whole.plans).toEqual([
    plan({
      ...{ label: "a", terraformVersion: undefined, plannedAt: undefined },
      gaps: [{ address: undefined, words: "No plan." }],
      cost: { ...NO_COST, isAtLeast: true },
    }),
  ]);
});

test("where nothing is missing, the review is as it is", () => {
  const review = reviewed([input("a")]);
  expect(reviewWhole([input("a")], () => review)).toBe(review);
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
