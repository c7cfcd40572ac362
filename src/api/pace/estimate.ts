// How long so many calls will take, told beforehand: in the plan's warning, and in a review of a plan. Pure.
import { ASSUMED_LIMIT, WINDOW_MS } from "./budget";
import { type Outlook } from "./outlook";

/** All that an apply changes share one list of the account's keys. */
export const SHARED_LIST = 1;

export function minutesFor({ free, perMinute, lockedOutMs }: Outlook, calls: number): number {
  // A lock-out takes longer than the window.
  const atOnce = lockedOutMs > 0 ? perMinute : free;
  return Math.ceil(lockedOutMs / WINDOW_MS) + Math.ceil(Math.max(0, calls - atOnce) / perMinute);
}

/** Of an account that has made no call lately. Undefined: nobody has told the limit. */
export function restedOutlook(perMinute: number | undefined): Outlook {
  const limit = perMinute ?? ASSUMED_LIMIT;
  return { free: limit, perMinute: limit, isAssumed: perMinute === undefined, lockedOutMs: 0 };
}
