// Rules that a review is held to, and the policy file that holds them.
export { judge } from "./judge";
export { parsePolicy } from "./parse-policy";
export { type Exception, type Policy } from "./policy";
export { PolicyError } from "./policy-error";
export { type Rule, type Rules, parseFailOn } from "./rules";
export { type Exemption, type RuleName, type Verdict, type Violation, NO_VERDICT, RULE_NAMES } from "./verdict";
