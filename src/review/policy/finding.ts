// What a rule finds against a review, before exceptions are looked at: plain data, and the words for it. Pure.
import { redact } from "../../api/secrets";
import { bounded, quoted } from "../../api/visible";
import { UNKNOWN } from "../../terraform/cty";
import { type Hidden, type KeyFacts, type PlanFacts } from "../facts";
import { shown, shownAddress } from "../formats/shown";
import { type RuleName, type Violation } from "./verdict";

export interface Finding {
  readonly violation: Violation;
  /** Names of the key before and after. An exception needs all of them: else a key could be renamed into it. */
  readonly names: readonly (string | Hidden)[];
}

/** What a rule looks at: a key, or another object. */
export interface Subject {
  readonly plan: PlanFacts;
  readonly address: string;
  readonly names: readonly (string | Hidden)[];
}

/** A whole value is for a machine to read: long enough for that, and no longer. */
const LONGEST_VALUE = 500;
const MOST_ENTRIES = 10;

export const keySubject = (plan: PlanFacts, { address, names }: KeyFacts): Subject => ({
  plan,
  address,
  names: [...present(names.before), ...present(names.after)],
});

const present = (name: string | null | Hidden): readonly (string | Hidden)[] => (name === null ? [] : [name]);

/** `sentence` goes on after the name of the object. */
export function finding(rule: RuleName, subject: Subject, value: string, sentence: (value: string) => string): Finding {
  const last = subject.names.at(-1);
  const name = typeof last === "string" ? last : undefined;
  const short = shown(value, LONGEST_VALUE);
  const who = `${shownAddress(subject.address)}${name === undefined ? "" : ` (${quoted(redact(name))})`}`;
  return {
    names: subject.names,
    violation: {
      rule,
      address: subject.address,
      plan: subject.plan.label,
      name,
      value: short,
      words: `${rule}: ${who} ${sentence(short)}.`,
      exemption: undefined,
    },
  };
}

/** The first of them, and how many more there are. */
export function listed(entries: readonly string[], most = MOST_ENTRIES): string {
  const first = entries.slice(0, most).map((entry) => bounded(redact(entry), 100));
  const more = entries.length - first.length;
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Why a value cannot be judged. */
export const why = (hidden: Hidden): string => (hidden === UNKNOWN ? "known only during apply" : "sensitive");
