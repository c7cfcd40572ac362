// Whether a key has expired. A key stops working at the instant of its expiry.
import { type KeyObject, NEVER } from "../wire";

/** `now` in milliseconds since 1970. Undefined: the API does not tell. */
export function hasExpired({ expires_at }: KeyObject, now: number): boolean | undefined {
  if (expires_at === undefined) return undefined;
  return expires_at !== NEVER && expires_at * 1000 <= now;
}
