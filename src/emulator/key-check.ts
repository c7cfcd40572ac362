// Whether a proxy key lets its holder through: status, expiry and whitelists. Pure.
import { isOnWhitelist } from "./ip-match";
import { NEVER, type StoredKey } from "./proxy-key";

/** Why the key does not work for this caller, time and model; undefined where it does. */
export function objectionTo(
  key: StoredKey,
  now: number,
  address: string,
  model: string | undefined,
): string | undefined {
  if (!key.is_active) return "Proxy key is inactive";
  if (key.expires_at !== NEVER && key.expires_at * 1000 <= now) return "Proxy key has expired";
  if (model !== undefined && key.model_whitelist.length > 0 && !key.model_whitelist.includes(model)) {
    return "Model is not allowed for this proxy key";
  }
  if (key.ip_whitelist.length > 0 && !isOnWhitelist(address, key.ip_whitelist)) {
    return "IP address is not allowed for this proxy key";
  }
  return undefined;
}
