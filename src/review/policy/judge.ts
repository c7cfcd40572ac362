// Holds a review to rules and a policy file. What cannot be judged, because a value is unknown, sensitive or not understood, is a
// violation that says so. Pure: the time is an argument.
import { type PlanFacts, type Review } from "../facts";
import { exemptionOf, notesOf } from "./exceptions";
import { type Finding } from "./finding";
import { keyFindings } from "./key-rules";
import { actionFindings, exclusiveFindings } from "./object-rules";
import { type Policy } from "./policy";
import { type Rules, strictest } from "./rules";
import { spend } from "./spend";
import { type Verdict } from "./verdict";

/** `rules` are those of the command line; those of the policy file hold beside them. `now` in milliseconds. */
export function judge(review: Review, rules: Rules, policy: Policy | undefined, now: number): Verdict {
  const all = strictest([...rules, ...(policy?.rules ?? [])]);
  const exceptions = policy?.exceptions ?? [];
  const findings = [
    ...review.plans.flatMap((plan) => planFindings(plan, all, now)),
    ...all.flatMap((rule) => (rule.name === "spend" ? spend(review, rule.credits) : [])),
  ];
  const judged = findings.map((finding) => ({
    ...finding.violation,
    exemption: exemptionOf(finding, exceptions, now),
  }));
  return {
    violations: judged.filter(({ exemption }) => exemption === undefined),
    exempted: judged.filter(({ exemption }) => exemption !== undefined),
    notes: notesOf(exceptions, findings, now),
  };
}

/** In the order of the review, and for one object in that of the rules. */
const planFindings = (plan: PlanFacts, rules: Rules, now: number): readonly Finding[] => [
  ...plan.keys.flatMap((key) => rules.flatMap((rule) => keyFindings(plan, key, rule, now))),
  ...plan.exclusives.flatMap((exclusive) => rules.flatMap((rule) => exclusiveFindings(plan, exclusive, rule))),
  ...plan.actions.flatMap((action) => rules.flatMap((rule) => actionFindings(plan, action, rule))),
];
