// The API's rules on a key's settings by themselves: bounds, and what stands for a setting that is left out. Pure.
import { type KeySettings } from "../api/wire";
import { refusal } from "./errors";
import { NEVER } from "./proxy-key";

/** @param future - whether the expiry must lie after `now`, in milliseconds since 1970 */
export function checkExpiry(expiresAt: number, future: boolean, now: number): void {
  if (expiresAt === NEVER) return;
  if (expiresAt >= 0 && (!future || expiresAt * 1000 > now)) return;
  throw refusal(400, "invalid_expires_at", "expires_at must lie in the future, or be -1 for never", "expires_at");
}

/** @param cap - the credits that one key may be given */
export function checkAllocation(amount: number, cap: number): void {
  if (amount >= 0 && amount <= cap) return;
  const message = amount < 0 ? "allocated_ammount must be positive" : `allocated_ammount must not exceed ${cap}`;
  throw refusal(400, "invalid_allocated_ammount", message, "allocated_ammount");
}

export function withDefaults(settings: KeySettings): Required<KeySettings> {
  return {
    name: settings.name,
    expires_at: settings.expires_at,
    allocated_ammount: settings.allocated_ammount,
    limit_type: settings.limit_type ?? "daily",
    model_whitelist: settings.model_whitelist ?? [],
    ip_whitelist: settings.ip_whitelist ?? [],
  };
}
