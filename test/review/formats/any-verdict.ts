// Any verdict that there may be upon a review: for properties of what shows both.
import fc from "fast-check";
import { type Verdict, type Violation, RULE_NAMES } from "../../../src/review/policy/verdict";
import { anyText } from "../any-review";

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });

const violation = (exemption: fc.Arbitrary<Violation["exemption"]>): fc.Arbitrary<Violation> =>
  fc
    .record({
      rule: fc.constantFrom(...RULE_NAMES),
      address: maybe(anyText),
      plan: maybe(anyText),
      name: maybe(anyText),
      value: anyText,
      exemption,
    })
    .map((facts) => ({
      ...facts,
      words: `${facts.rule}: ${facts.address ?? "all keys"} is against it: ${facts.value}`,
    }));

export const anyVerdict: fc.Arbitrary<Verdict> = fc.record({
  violations: fc.array(violation(fc.constant(undefined)), { maxLength: 3 }),
  exempted: fc.array(violation(fc.record({ reason: anyText, until: fc.constant("2027-01-31") })), { maxLength: 2 }),
  notes: fc.array(anyText, { maxLength: 2 }),
});
