// Rules for what selects keys from the account's list.
import { checkNameRegex, checkUnusedSince } from "../../src/rules/key-filter";

test.each(["", "^ci-", "^ci-[0-9]+$", "\\p{Emoji}", "a|b", "(?<name>x)"])("name_regex %j is fine", (pattern) => {
  expect(checkNameRegex(pattern)).toBeUndefined();
});

test.each([
  ["ci-(", 'name_regex is "ci-("; it must be', "Unterminated group."],
  ["*", 'name_regex is "*"; it must be', "Nothing to repeat."],
  ["(?i)ci", 'name_regex is "(?i)ci"; it must be', "Invalid group."],
  [": (", 'name_regex is ": ("; it must be', "Unterminated group."],
  ["(".repeat(10_000), `name_regex is "${"(".repeat(100)}..."; it must be`, "Unterminated group."],
])("name_regex %j is refused", (pattern, start, end) => {
  const problem = checkNameRegex(pattern);
  expect(problem).toMatchObject({ severity: "error", summary: "Invalid name_regex" });
  expect(problem?.detail.startsWith(start)).toBe(true);
  expect(problem?.detail.endsWith(` ${end}`)).toBe(true);
});

test.each(["2027-01-31T00:00:00Z", "1969-12-31T23:59:59Z", "2027-01-31T01:00:00+01:00", "2027-01-31T00:00:00.000Z"])(
  "unused_since %j is fine",
  (instant) => {
    expect(checkUnusedSince(instant)).toBeUndefined();
  },
);

test.each(["", "yesterday", "2027-01-31", "2027-01-31T00:00:00.5Z", "2027-02-30T00:00:00Z"])(
  "unused_since %j is refused",
  (instant) => {
    expect(checkUnusedSince(instant)).toEqual({
      severity: "error",
      summary: "Invalid unused_since",
      detail: `unused_since is ${JSON.stringify(instant)}; it must be an RFC 3339 instant in whole seconds, such as 2027-01-31T00:00:00Z.`,
    });
  },
);
