// valid_for: an expiry that keeps itself. The instant is computed when it is applied and is stable from then on. Whether it
// is time for a new one depends on the clock, so that is decided on refresh and kept in private state: Terraform plans
// twice, and both plans must agree. So what is due was decided by the lines in state; a line that the plan removes or changes
// takes it back, and counts in its new form from the next refresh on.
import { checkExpiryInFuture, formatInstant, milliseconds, parseInstant } from "../../rules";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Diagnostic, DiagnosticsError } from "../../terraform/framework";
import { type Due, type Kept } from "./private-state";
import { type ProxyKeyState } from "./schema";

export interface PlannedExpiry {
  readonly expiresAt: ProxyKeyState["expires_at"];
  /** It is certain that the apply computes a new instant. */
  readonly isComputed: boolean;
  /** The key is replaced. */
  readonly isRotation: boolean;
}

/** What must hold for both plans: one in which a line is unknown may only leave more open than the one that knows it. */
export function planExpiry(
  config: ProxyKeyState,
  prior: ProxyKeyState | null,
  planned: ProxyKeyState,
  kept: Kept,
): PlannedExpiry {
  const is = (expiresAt: ProxyKeyState["expires_at"]): PlannedExpiry => ({
    expiresAt,
    isComputed: false,
    isRotation: false,
  });
  const computed: PlannedExpiry = { expiresAt: UNKNOWN, isComputed: true, isRotation: false };
  if (typeof config.expires_at === "string") return is(planned.expires_at);
  if (planned.valid_for === null) return is(config.expires_at);
  // The replacement has a plan of its own, in which there is no prior key.
  if (prior && kept.due === "rotate" && mayStand(planned.rotate_before, prior.rotate_before)) {
    return { ...computed, isRotation: true };
  }
  if (config.expires_at === UNKNOWN || planned.valid_for === UNKNOWN) return is(UNKNOWN);
  // Another spelling of the same duration has been planned as the prior one.
  if (prior === null || planned.valid_for !== prior.valid_for || isForeign(prior, kept)) return computed;
  if (kept.due !== "renew" || !mayStand(planned.renew_before, prior.renew_before)) return is(prior.expires_at);
  return planned.renew_before === UNKNOWN ? is(UNKNOWN) : computed;
}

/** At apply: what the plan left open is computed now, `now` in milliseconds by the API's clock. */
export function settleExpiry(planned: ProxyKeyState, now: number): ProxyKeyState {
  if (planned.expires_at !== UNKNOWN) return planned;
  if (typeof planned.valid_for !== "string") throw new Error("expires_at is unknown at apply, without valid_for");
  return { ...planned, expires_at: formatInstant(expiryAfter(planned.valid_for, now)) };
}

/** For an expiry that is set or changed: throws where it does not lie ahead. */
export function refusePast({ expires_at: expiresAt }: ProxyKeyState, now: number): void {
  const problems = typeof expiresAt === "string" ? pastProblems(expiresAt, now) : [];
  if (problems.length > 0) throw new DiagnosticsError(problems);
}

export function pastProblems(expiresAt: string, now: number): readonly Diagnostic[] {
  const problem = checkExpiryInFuture(expiresAt, now);
  return problem ? [{ ...problem, path: [attributeStep("expires_at")] }] : [];
}

/** Of a state that was reached: the instant, if `valid_for` computed it. */
export const computedExpiry = (reached: ProxyKeyState): string | undefined =>
  typeof reached.valid_for === "string" && typeof reached.expires_at === "string" ? reached.expires_at : undefined;

/** After a refresh: whether the moment has come, by what state says. */
export function dueNow(
  { expires_at: expiresAt, valid_for: validFor, ...state }: ProxyKeyState,
  now: number,
): Due | undefined {
  if (typeof validFor !== "string") return undefined;
  const isLess = (before: unknown) => {
    const instant = typeof expiresAt === "string" ? parseInstant(expiresAt) : undefined;
    return typeof before === "string" && instant !== undefined && instant * 1000 - now < milliseconds(before);
  };
  if (isLess(state.rotate_before)) return "rotate";
  return isLess(state.renew_before) ? "renew" : undefined;
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

/** Unix seconds. */
const expiryAfter = (validFor: string, now: number): number => Math.ceil((now + milliseconds(validFor)) / 1000);

/** Whether a line that made something due may still be there: an unknown one may turn out to be. */
function mayStand(planned: ProxyKeyState["rotate_before"], prior: ProxyKeyState["rotate_before"]): boolean {
  // Another spelling has been planned as the prior one.
  return planned === UNKNOWN || (planned !== null && planned === prior);
}
