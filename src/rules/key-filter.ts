// Rules for what selects keys from the account's list: a pattern of names, and an instant.
import { parseInstant } from "./instant";
import { type Problem, problem, shown } from "./problem";

/** Throws a SyntaxError where the pattern is malformed. Whole characters, as names are counted. */
export const nameRegexOf = (pattern: string): RegExp => new RegExp(pattern, "u");

export function checkNameRegex(pattern: string): Problem | undefined {
  try {
    nameRegexOf(pattern);
    return undefined;
  } catch (error) {
    // The engine repeats the pattern, at any length, before the reason.
    const reason = error instanceof Error ? error.message.slice(error.message.lastIndexOf(": ") + 2) : "not understood";
    const detail = `name_regex is ${shown(pattern)}; it must be a JavaScript regular expression (with the flag u) such as ^ci-[0-9]+$. ${reason}.`;
    return problem("Invalid name_regex", detail);
  }
}

export function checkUnusedSince(text: string): Problem | undefined {
  if (parseInstant(text) !== undefined) return undefined;
  const detail = `unused_since is ${shown(text)}; it must be an RFC 3339 instant in whole seconds, such as 2027-01-31T00:00:00Z.`;
  return problem("Invalid unused_since", detail);
}
