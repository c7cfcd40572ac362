// Which keys of the account a filter lets pass. Pure. What the API does not tell of a key matches no filter on it: neither
// `expired = true` nor `expired = false` names a key whose expiry is not known.
import { type KeyObject } from "../api";
import { NEVER } from "../api/wire";

/** Every condition that is given must hold. */
export interface KeyFilter {
  readonly nameRegex?: RegExp | undefined;
  readonly enabled?: boolean | undefined;
  readonly expired?: boolean | undefined;
  /** Unix seconds: the last use, or the creation of a key that was never used, lies before it. */
  readonly unusedSince?: number | undefined;
}

/** `now` in Unix seconds. */
export const passes = (key: KeyObject, { nameRegex, enabled, expired, unusedSince }: KeyFilter, now: number): boolean =>
  (nameRegex === undefined || (key.name !== undefined && nameRegex.test(key.name))) &&
  (enabled === undefined || key.is_active === enabled) &&
  (expired === undefined || hasExpired(key, now) === expired) &&
  (unusedSince === undefined || isUnused(key, unusedSince));

/** A key stops working at the instant of its expiry. */
function hasExpired({ expires_at }: KeyObject, now: number): boolean | undefined {
  if (expires_at === undefined) return undefined;
  return expires_at !== NEVER && expires_at <= now;
}

function isUnused({ last_used, created_at }: KeyObject, since: number): boolean {
  const latest = last_used === null ? created_at : last_used;
  return latest !== undefined && latest < since;
}
