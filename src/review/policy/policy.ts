// A policy file, read: rules, allow-lists and exceptions. Plain data.
import { type Rules } from "./rules";
import { type RuleName } from "./verdict";

export interface Policy {
  /** Those of `fail_on`, and those that `allow` sets. */
  readonly rules: Rules;
  /** In the order of the file. */
  readonly exceptions: readonly Exception[];
}

export interface Exception {
  /** Of keys' names; see pattern.ts. */
  readonly name: string;
  readonly rules: readonly RuleName[];
  readonly reason: string;
  /** The last day on which it counts, in UTC, as in 2027-01-31. */
  readonly until: string;
  /** Where it stands, as in policy.yaml:12:5. */
  readonly place: string;
}
