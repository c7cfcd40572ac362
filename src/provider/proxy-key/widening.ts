// What a change would allow that was not allowed before, in words for the plan's warning. Pure. An expiry that is computed at
// apply is the affair of validity.ts.
import { LIMIT_TYPES, coversIp, formatInstant } from "../../rules";
import { isWhollyKnown } from "../../terraform/cty";
import { type SETTING_ATTRIBUTES, type Settings } from "./model";
import { type ProxyKeyState } from "./schema";

type Planned = Partial<Settings>;

export function widenings(prior: Settings, planned: Planned): readonly string[] {
  return [
    enabling(prior, planned),
    moreModels(prior, planned),
    moreAddresses(prior, planned),
    laterExpiry(prior, planned),
    moreCredits(prior, planned),
    shorterWindow(prior, planned),
  ].filter((line) => line !== undefined);
}

/** What is known only during apply, and may turn out to allow more. A warning of that then would come too late. */
export function unknownWidenings(prior: Settings, planned: ProxyKeyState): readonly string[] {
  const restricted: readonly [(typeof SETTING_ATTRIBUTES)[number], boolean][] = [
    ["enabled", !prior.enabled],
    ["model_whitelist", prior.modelWhitelist !== null],
    ["ip_whitelist", prior.ipWhitelist !== null],
    ["allocated_amount", true],
    ["limit_type", prior.limitType === "weekly" || prior.limitType === "monthly"],
  ];
  return restricted.flatMap(([name, isRestricted]) =>
    isRestricted && !isWhollyKnown(planned[name]) ? [`${name}: known only during apply; it may allow more`] : [],
  );
}

function enabling(prior: Settings, planned: Planned): string | undefined {
  return !prior.enabled && planned.enabled ? "enabled: the key is switched on" : undefined;
}

function moreModels({ modelWhitelist: before }: Settings, { modelWhitelist: now }: Planned): string | undefined {
  if (before === null || now === undefined) return undefined;
  if (now === null) return "model_whitelist: dropped, which allows every model";
  return inAddition(
    "model_whitelist",
    now.filter((model) => !before.includes(model)),
  );
}

function moreAddresses({ ipWhitelist: before }: Settings, { ipWhitelist: now }: Planned): string | undefined {
  if (before === null || now === undefined) return undefined;
  if (now === null) return "ip_whitelist: dropped, which allows every IP address";
  return inAddition(
    "ip_whitelist",
    now.filter((entry) => !before.some((block) => coversIp(block, entry))),
  );
}

function inAddition(attribute: string, added: readonly string[]): string | undefined {
  return added.length > 0 ? `${attribute}: allows ${added.join(", ")} in addition` : undefined;
}

function laterExpiry({ expiresAt: before }: Settings, { expiresAt: now }: Planned): string | undefined {
  if (before === null || now === undefined) return undefined;
  if (now === null) return "expires_at: dropped, the key never expires";
  return now > before ? `expires_at: later, ${formatInstant(now)} instead of ${formatInstant(before)}` : undefined;
}

function moreCredits({ allocatedAmount: before }: Settings, { allocatedAmount: now }: Planned): string | undefined {
  if (now === undefined || now <= before) return undefined;
  return `allocated_amount: ${now} credits instead of ${before}`;
}

/** The same allocation in a shorter window is more credit over time. */
function shorterWindow({ limitType: before }: Settings, { limitType: now }: Planned): string | undefined {
  if (before === null || now === null || now === undefined) return undefined;
  // LIMIT_TYPES is ordered from the shortest window to the longest.
  if (LIMIT_TYPES.indexOf(now) >= LIMIT_TYPES.indexOf(before)) return undefined;
  return `limit_type: the allocation may be spent ${now} instead of ${before}`;
}
