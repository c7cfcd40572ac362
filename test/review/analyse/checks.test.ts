// Conditions of the configuration, as a plan tells them.
import { entriesOf, noticesOf } from "../../../src/review/formats/entries";
import { isUnchanged } from "../../../src/review/formats/unchanged";
import { type ReviewOptions, reviewPlans } from "../../../src/review";
import { planOf } from "../plan-json";
import { factsOf } from "./facts";

const OPTIONS: ReviewOptions = { perMinute: undefined, now: 0 };

const check = (status: string, problems: readonly object[] = [], address = "check.budget") => ({
  address: { kind: "check", to_display: address },
  status,
  instances: [{ address: { to_display: address }, status, problems }],
});

const warningsOf = (checks: unknown) =>
  factsOf([], { checks }).warnings.map(({ summary, detail, origin }) => [summary, detail, origin]);

test.each<[string, readonly object[], readonly (readonly string[])[]]>([
  ["passed", [check("pass")], []],
  [
    "failed",
    [check("fail", [{ message: "too much" }])],
    [["A condition is not fulfilled", "check.budget: too much", "derived"]],
  ],
  ["without a word", [check("fail")], [["A condition is not fulfilled", "check.budget", "derived"]]],
  ["not checked", [check("error")], [["A condition could not be checked", "check.budget", "derived"]]],
  [
    "open",
    [check("unknown"), check("unknown", [], "check.other")],
    [["Conditions that are checked only during apply", "check.budget, check.other", "derived"]],
  ],
  [
    "of an instance",
    [
      {
        address: { to_display: "a.b" },
        status: "fail",
        instances: [
          { address: { to_display: "a.b[0]" }, status: "pass" },
          { address: { to_display: "a.b[1]" }, status: "fail", problems: [{ message: "no" }] },
        ],
      },
    ],
    [["A condition is not fulfilled", '"a.b[1]": no', "derived"]],
  ],
  [
    "of no instance",
    [{ address: { to_display: "a.b" }, status: "unknown" }],
    [["Conditions that are checked only during apply", "a.b", "derived"]],
  ],
])("%s", (_what, checks, expected) => {
  expect(warningsOf(checks)).toEqual(expected);
});

test("what cannot be read is a gap", () => {
  const gap = "A condition of the configuration cannot be read: the plan does not say whether it holds.";
  for (const checks of [7, [7], [{ status: "fail" }], [{ address: {}, status: "maybe" }]]) {
    expect(factsOf([], { checks }).gaps).toEqual([{ address: undefined, words: gap }]);
  }
});

test("what the log tells too is told once", () => {
  const line = {
    "@level": "warn",
    type: "diagnostic",
    diagnostic: { severity: "warning", summary: "Check block assertion failed", detail: "too much" },
  };
  const { warnings } = factsOf(
    [],
    { checks: [check("fail", [{ message: "too much" }])] },
    { log: JSON.stringify(line) },
  );
  expect(warnings).toEqual([{ summary: "Check block assertion failed", detail: "too much", origin: "log" }]);
});

test("one that failed is something to tell, though nothing changes", () => {
  const of = (checks: unknown) => reviewPlans([{ text: planOf([], { checks }), label: "tfplan" }], OPTIONS);
  expect(isUnchanged(of([check("pass")]))).toBe(true);
  const review = of([check("fail", [{ message: "too much" }])]);
  expect(isUnchanged(review)).toBe(false);
  expect(entriesOf(review)).toEqual([]);
  expect(noticesOf(review)).toMatchObject([{ words: "A condition is not fulfilled: check.budget: too much" }]);
});
