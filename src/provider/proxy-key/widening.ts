// What a change would allow that was not allowed before, in words for the plan's warning. Pure.
import { LIMIT_TYPES, formatInstant } from "../../rules";
import { type Settings, canonicalEntries } from "./model";

export function widenings(prior: Settings, planned: Settings): readonly string[] {
  return [
    enabling(prior, planned),
    widerList("model_whitelist", "every model", prior.modelWhitelist, planned.modelWhitelist),
    widerList("ip_whitelist", "every IP address", prior.ipWhitelist, planned.ipWhitelist),
    laterExpiry(prior.expiresAt, planned.expiresAt),
    moreCredits(prior, planned),
    shorterWindow(prior, planned),
  ].filter((line) => line !== undefined);
}

function enabling(prior: Settings, planned: Settings): string | undefined {
  return !prior.enabled && planned.enabled ? "enabled: the key is switched on" : undefined;
}

function widerList(
  attribute: string,
  everything: string,
  prior: readonly string[] | null,
  planned: readonly string[] | null,
): string | undefined {
  if (prior === null) return undefined;
  if (planned === null) return `${attribute}: dropped, which allows ${everything}`;
  const before = new Set(canonicalEntries(prior));
  const added = (canonicalEntries(planned) ?? []).filter((entry) => !before.has(entry));
  return added.length > 0 ? `${attribute}: allows ${added.join(", ")} in addition` : undefined;
}

function laterExpiry(prior: number | null, planned: number | null): string | undefined {
  if (prior === null) return undefined;
  if (planned === null) return `expires_at: dropped, the key never expires`;
  return planned > prior
    ? `expires_at: later, ${formatInstant(planned)} instead of ${formatInstant(prior)}`
    : undefined;
}

function moreCredits(prior: Settings, planned: Settings): string | undefined {
  if (planned.allocatedAmount <= prior.allocatedAmount) return undefined;
  return `allocated_amount: ${planned.allocatedAmount} credits instead of ${prior.allocatedAmount}`;
}

/** The same allocation in a shorter window is more credit over time. */
function shorterWindow(prior: Settings, planned: Settings): string | undefined {
  if (prior.limitType === null || planned.limitType === null) return undefined;
  // LIMIT_TYPES is ordered from the shortest window to the longest.
  if (LIMIT_TYPES.indexOf(planned.limitType) >= LIMIT_TYPES.indexOf(prior.limitType)) return undefined;
  return `limit_type: the allocation may be spent ${planned.limitType} instead of ${prior.limitType}`;
}
