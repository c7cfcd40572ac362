// What a rule says of a value that breaks it. Pure data.

export interface Problem {
  readonly severity: "error" | "warning";
  /** One line: what is wrong. */
  readonly summary: string;
  /** What was received (never a secret), what is allowed, what to do. */
  readonly detail: string;
}

export const problem = (summary: string, detail: string): Problem => ({ severity: "error", summary, detail });
export const concern = (summary: string, detail: string): Problem => ({ severity: "warning", summary, detail });

const LONGEST_SHOWN = 100;

/** A value that was received, for a sentence: quoted, on one line, and not at any length. */
export function shown(value: string): string {
  const characters = [...value.slice(0, 2 * LONGEST_SHOWN + 2)];
  const isLong = characters.length > LONGEST_SHOWN;
  return JSON.stringify(isLong ? `${characters.slice(0, LONGEST_SHOWN).join("")}...` : value);
}
