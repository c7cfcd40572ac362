// What the policy says of a review: plain data, which every format shows and the exit code follows.

export interface Verdict {
  /** What is against a rule and not excepted: the review fails by it. In the order of the plans, then of the review, then of the rules. */
  readonly violations: readonly Violation[];
  /** What is against a rule and excepted by the policy file: told, and the review does not fail by it. Each has an `exemption`. */
  readonly exempted: readonly Violation[];
  /** About the policy itself, one sentence each: exceptions that have expired, and those that nothing needs. */
  readonly notes: readonly string[];
}

/** One rule that one key, or one plan as a whole, is against. */
export interface Violation {
  /** The rule's name without its limit, as in `spend`; the same in every format, for a pipeline to group by. */
  readonly rule: RuleName;
  /** Of the resource or action. Undefined: the rule judges all keys together, or a plan as a whole. */
  readonly address: string | undefined;
  /** The plan's label. Undefined: the rule judges all plans together. */
  readonly plan: string | undefined;
  /** The key's name, after the apply where it has one then. Undefined: no key in particular, or a name that is unknown or sensitive. */
  readonly name: string | undefined;
  /** What is against the rule, as in "models: + gpt-4o". Never a sensitive value. May hold anything that a plan may hold: escape it. */
  readonly value: string;
  /** One sentence that names the rule, the key and the value. Escape it too. */
  readonly words: string;
  /** Why it is excepted, and the last day of that, as in 2027-01-31. */
  readonly exemption: Exemption | undefined;
}

export interface Exemption {
  readonly reason: string;
  readonly until: string;
}

/** In the order in which they are judged and told. */
export const RULE_NAMES = [
  "wider",
  "destroy",
  "replace",
  "unrestricted",
  "never-expires",
  "expires-after",
  "spend",
  "models",
  "addresses",
  "forget",
  "drift",
  "unknown",
] as const;

export type RuleName = (typeof RULE_NAMES)[number];

/** Nothing is against a rule, or there is none. */
export const NO_VERDICT: Verdict = { violations: [], exempted: [], notes: [] };
