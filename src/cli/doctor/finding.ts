// What one check of the doctor finds. A check looks, and changes nothing.

export type Status =
  | "ok"
  /** Something to mend. */
  | "mend"
  /** It could not be looked at, because of what another line says. */
  | "unchecked";

export interface Finding {
  /** Stable: scripts go by it. */
  readonly check: string;
  readonly status: Status;
  /** What was found; never a secret. */
  readonly summary: string;
  /** What to do next, where there is something to do. */
  readonly next?: string;
}

export const ok = (check: string, summary: string): Finding => ({ check, status: "ok", summary });
export const mend = (check: string, summary: string, next: string): Finding => ({
  check,
  status: "mend",
  summary,
  next,
});
export const unchecked = (check: string, summary: string): Finding => ({ check, status: "unchecked", summary });

/** What the checks look at. */
export interface Patient {
  readonly env: NodeJS.ProcessEnv;
  /** Where terraform or cdktf would be run. */
  readonly directory: string;
  readonly platform: string;
  /** As in v20.19.0. */
  readonly nodeVersion: string;
  /** Of this package. */
  readonly version: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly now: () => number;
  readonly stop: AbortSignal;
}
