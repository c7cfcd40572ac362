// valid_for: an expiry that keeps itself. The instant is computed when it is applied and is stable from then on. Whether it
// is time for a new one depends on the clock, so that is decided on refresh and kept in private state: Terraform plans
// twice, and both plans must agree.
import { formatInstant, milliseconds, parseInstant } from "../../rules";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type PlanResponse, type PrivateState } from "../../terraform/framework";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";

/** What is to happen to the expiry: a new one in place, or a new key. */
type Due = "renew" | "rotate";

const DUE = "expiry_due";
/** The instant that was computed last: another one was set by somebody else. */
const COMPUTED = "expiry_computed";

interface PlannedExpiry {
  readonly expiresAt: ProxyKeyState["expires_at"];
  readonly requiresReplace: NonNullable<PlanResponse<ProxyKeyAttributes>["requiresReplace"]>;
}

export function planExpiry(
  config: ProxyKeyState,
  prior: ProxyKeyState | null,
  planned: ProxyKeyState,
  kept: PrivateState,
): PlannedExpiry {
  const stays = (expiresAt: ProxyKeyState["expires_at"]): PlannedExpiry => ({ expiresAt, requiresReplace: [] });
  if (config.expires_at !== null) return stays(planned.expires_at);
  if (planned.valid_for === null) return stays(null);
  // Another spelling of the same duration has been planned as the prior one.
  if (prior === null || planned.valid_for !== prior.valid_for) return stays(UNKNOWN);
  switch (dueIn(kept)) {
    case "renew":
      return stays(UNKNOWN);
    case "rotate":
      return { expiresAt: UNKNOWN, requiresReplace: [[attributeStep("expires_at")]] };
    case undefined:
      return stays(prior.expires_at);
  }
}

/** At apply: what the plan left open is computed now. */
export function settleExpiry(planned: ProxyKeyState, now: number): ProxyKeyState {
  if (planned.expires_at !== UNKNOWN) return planned;
  // A duration that was unknown while planning may turn out null.
  if (typeof planned.valid_for !== "string") return { ...planned, expires_at: null };
  return { ...planned, expires_at: formatInstant(Math.ceil((now + milliseconds(planned.valid_for)) / 1000)) };
}

/** Private state after a change that reached this state. */
export function rememberExpiry(kept: PrivateState, reached: ProxyKeyState | null): PrivateState {
  const { [DUE]: _due, [COMPUTED]: _computed, ...others } = kept;
  if (typeof reached?.valid_for !== "string" || typeof reached.expires_at !== "string") return others;
  return { ...others, [COMPUTED]: reached.expires_at };
}

/** Private state after a refresh: whether the moment has come. */
export function decideExpiry(kept: PrivateState, refreshed: ProxyKeyState, now: number): PrivateState {
  const { [DUE]: _before, ...others } = kept;
  const due = dueNow(kept, refreshed, now);
  return due === undefined ? others : { ...others, [DUE]: due };
}

function dueNow(kept: PrivateState, { expires_at, valid_for, ...state }: ProxyKeyState, now: number): Due | undefined {
  if (typeof valid_for !== "string") return undefined;
  const isLess = (before: unknown) => {
    const instant = typeof expires_at === "string" ? parseInstant(expires_at) : undefined;
    return typeof before === "string" && instant !== undefined && instant * 1000 - now < milliseconds(before);
  };
  if (isLess(state.rotate_before)) return "rotate";
  const isForeign = kept[COMPUTED] !== undefined && kept[COMPUTED] !== expires_at;
  return isForeign || isLess(state.renew_before) ? "renew" : undefined;
}

const dueIn = (kept: PrivateState): Due | undefined =>
  kept[DUE] === "renew" || kept[DUE] === "rotate" ? kept[DUE] : undefined;
