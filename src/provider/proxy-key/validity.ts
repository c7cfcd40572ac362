// valid_for: an expiry that keeps itself. The instant is computed when it is applied and is stable from then on. Whether it
// is time for a new one depends on the clock, and Terraform plans twice. So a rotation is decided by the first plan alone: the
// second one has no part in a replacement. A renewal is decided at the refresh, by the line in state, and kept in private state for
// both plans; a plan that removes or changes the line takes it back, and its new form counts from the next refresh on.
import { checkExpiryInFuture, formatInstant, milliseconds, parseInstant } from "../../rules";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Diagnostic, DiagnosticsError } from "../../terraform/framework";
import { type Kept } from "./private-state";
import { type ProxyKeyState } from "./schema";

export interface PlannedExpiry {
  readonly expiresAt: ProxyKeyState["expires_at"];
  /** It is certain that the apply computes a new instant. */
  readonly isComputed: boolean;
  /** The key is replaced. */
  readonly isRotation: boolean;
}

/** What is unknown in the first plan may only leave more open than the second one, which knows it. */
export function planExpiry(
  config: ProxyKeyState,
  prior: ProxyKeyState | null,
  planned: ProxyKeyState,
  kept: Kept,
  isRotation: boolean,
): PlannedExpiry {
  const is = (expiresAt: ProxyKeyState["expires_at"]): PlannedExpiry => ({
    expiresAt,
    isComputed: false,
    isRotation: false,
  });
  const computed: PlannedExpiry = { expiresAt: UNKNOWN, isComputed: true, isRotation };
  if (typeof config.expires_at === "string") return is(planned.expires_at);
  if (planned.valid_for === null) return is(config.expires_at);
  // The new key has a plan of its own, in which there is no prior one.
  if (isRotation) return computed;
  if (config.expires_at === UNKNOWN || planned.valid_for === UNKNOWN) return is(UNKNOWN);
  // Another spelling of the same duration has been planned as the prior one.
  if (prior === null || planned.valid_for !== prior.valid_for || isForeign(prior, kept)) return computed;
  if (kept.isRenewalDue && planned.renew_before === UNKNOWN) return is(UNKNOWN);
  const isRenewal = kept.isRenewalDue && planned.renew_before !== null && planned.renew_before === prior.renew_before;
  return isRenewal ? computed : is(prior.expires_at);
}

/** At apply: what the plan left open is computed now, `now` in milliseconds by the API's clock. */
export function settleExpiry(planned: ProxyKeyState, now: number): ProxyKeyState {
  if (planned.expires_at !== UNKNOWN) return planned;
  if (typeof planned.valid_for !== "string") throw new Error("expires_at is unknown at apply, without valid_for");
  return { ...planned, expires_at: formatInstant(expiryAfter(planned.valid_for, now)) };
}

/** For an expiry that is set or changed: throws where it does not lie ahead. */
export function refusePast(planned: ProxyKeyState, now: number): void {
  const problems = pastProblems(planned, now);
  if (problems.length > 0) throw new DiagnosticsError(problems);
}

export function pastProblems({ expires_at: expiresAt }: ProxyKeyState, now: number): readonly Diagnostic[] {
  const problem = typeof expiresAt === "string" ? checkExpiryInFuture(expiresAt, now) : undefined;
  return problem ? [{ ...problem, path: [attributeStep("expires_at")] }] : [];
}

/** Of a state that was reached: the instant, if `valid_for` computed it. */
export const computedExpiry = (reached: ProxyKeyState): string | undefined =>
  typeof reached.valid_for === "string" && typeof reached.expires_at === "string" ? reached.expires_at : undefined;

/** Whether less than `line` is left of an expiry that `valid_for` computed, `now` in milliseconds by the API's clock. */
export function isDue(line: "renew_before" | "rotate_before", state: ProxyKeyState, now: number): boolean {
  const { expires_at: expiresAt, valid_for: validFor, [line]: before } = state;
  if (typeof expiresAt !== "string" || typeof validFor !== "string" || typeof before !== "string") return false;
  return (parseInstant(expiresAt) ?? Infinity) * 1000 - now < milliseconds(before);
}

/** Somebody else has set another instant than the one that was computed. */
const isForeign = (prior: ProxyKeyState, { computedExpiry: computed }: Kept): boolean =>
  computed !== undefined && computed !== prior.expires_at;

/**
 * In words, for the plan's warning: an expiry that `valid_for` moves on, unless that is the renewal which the configuration has
 * declared before. `now` in milliseconds.
 */
export function laterExpiry(prior: ProxyKeyState, planned: ProxyKeyState, kept: Kept, now: number): string | undefined {
  if (planned.expires_at !== UNKNOWN || typeof prior.expires_at !== "string") return undefined;
  if (typeof planned.valid_for !== "string") return "expires_at: known only during apply; it may be later";
  if (planned.valid_for === prior.valid_for && !isForeign(prior, kept)) return undefined;
  if (expiryAfter(planned.valid_for, now) <= (parseInstant(prior.expires_at) ?? 0)) return undefined;
  return `expires_at: later, ${planned.valid_for} after the apply instead of ${prior.expires_at}`;
}

/** Unix seconds: the instant that `valid_for` computes at `now`, in milliseconds. */
export const expiryAfter = (validFor: string, now: number): number => Math.ceil((now + milliseconds(validFor)) / 1000);
