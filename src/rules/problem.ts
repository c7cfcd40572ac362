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
