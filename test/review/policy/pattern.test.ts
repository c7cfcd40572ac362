// Patterns of names and models.
import fc from "fast-check";
import { matches } from "../../../src/review/policy/pattern";

test.each([
  ["ci", "ci", true],
  ["ci", "ci-1", false],
  ["ci-*", "ci-", true],
  ["ci-*", "ci-nightly", true],
  ["ci-*", "my-ci-1", false],
  ["*-embed", "small-embed", true],
  ["*", "", true],
  ["", "", true],
  ["", "a", false],
  ["a*b*c", "a1b2c", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
  ["a**b", "ab", true],
  ["*b*b*", "ab", false],
  ["openai/*", "openai/gpt-4o", true],
  ["gpt-4.", "gpt-4o", false],
  ["[a-z]?", "b1", false],
  ["Ci-*", "ci-1", false],
  ["caf\u00e9*", "cafe\u0301 1", true],
])("%j and %j: %s", (pattern, text, isMatch) => {
  expect(matches(pattern, text)).toBe(isMatch);
});

test("they match what a regular expression does", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
  fc.assert(
    fc.property(letters, text, (pattern, whole) => {
      expect(matches(pattern, whole)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(whole));
    }),
    { numRuns: 2_000 },
  );
});

test("a pattern that is made to take long does not", () => {
  expect(matches("a*".repeat(2_000) + "b", "a".repeat(20_000))).toBe(false);
});
