// The proxy key between its three shapes: Terraform's object value, the settings that the diff compares, the wire.
// Pure; no calls.
import { type KeyObject, type KeySettings, type LimitType, NEVER } from "../../api/wire";
import { LIMIT_TYPES, canonicalWhitelist, formatInstant, parseInstant } from "../../rules";
import { Decimal, UNKNOWN, type Unknown, isWhollyKnown } from "../../terraform/cty";
import { keyId } from "../../api/key-id";
import { composed } from "../composed";
import { type ProxyKeyState } from "./schema";

/** What is declared of a key, in comparable form. */
export interface Settings {
  readonly name: string;
  readonly allocatedAmount: number;
  /** Null: set by somebody else, and the API does not tell. */
  readonly limitType: LimitType | null;
  /** Unix seconds; null: never. */
  readonly expiresAt: number | null;
  /** Null: all. */
  readonly modelWhitelist: readonly string[] | null;
  /** As written; null: all. */
  readonly ipWhitelist: readonly string[] | null;
  readonly enabled: boolean;
}

/** An expiry that `valid_for` says and that is computed when it is applied: never the present one. */
export const AT_APPLY = "at apply";

/** Settings as a plan knows them. */
export type PlannedSettings = Omit<Settings, "expiresAt"> & {
  readonly expiresAt: Settings["expiresAt"] | typeof AT_APPLY;
};

/** The attributes that hold settings. */
export const SETTING_ATTRIBUTES = [
  "name",
  "allocated_amount",
  "limit_type",
  "expires_at",
  "model_whitelist",
  "ip_whitelist",
  "enabled",
] as const satisfies readonly (keyof ProxyKeyState)[];

/** UNKNOWN while any setting is. */
export function settingsOf(state: ProxyKeyState): Settings | Unknown {
  return SETTING_ATTRIBUTES.every((name) => isWhollyKnown(state[name])) ? allSettings(state) : UNKNOWN;
}

/** At apply, where everything is known. */
export function knownSettings(state: ProxyKeyState): Settings {
  const settings = settingsOf(state);
  if (settings === UNKNOWN) throw new Error("settings are unknown at apply");
  return settings;
}

/** Of a planned state whose expiry is computed at apply, if `isExpiryComputed`. UNKNOWN while any other setting is. */
export function plannedSettingsOf(planned: ProxyKeyState, isExpiryComputed: boolean): PlannedSettings | Unknown {
  if (!isExpiryComputed) return settingsOf(planned);
  const settings = settingsOf({ ...planned, expires_at: null });
  return settings === UNKNOWN ? UNKNOWN : { ...settings, expiresAt: AT_APPLY };
}

/** The settings of a key as the API has it. What an answer leaves out, limit_type always, is as `stated`. */
export const settingsFromWire = (record: KeyObject, stated: Settings): Settings => ({
  name: record.name === undefined ? stated.name : composed(record.name),
  allocatedAmount: record.allocated_ammount ?? stated.allocatedAmount,
  limitType: stated.limitType,
  expiresAt:
    record.expires_at === undefined ? stated.expiresAt : record.expires_at === NEVER ? null : record.expires_at,
  modelWhitelist: whitelistFromWire(record.model_whitelist, stated.modelWhitelist),
  ipWhitelist: whitelistFromWire(record.ip_whitelist, stated.ipWhitelist),
  enabled: record.is_active ?? stated.enabled,
});

/** Those settings that are known. */
export function knownSettingsOf(state: ProxyKeyState): Partial<Settings> {
  const all = allSettings(state);
  const isKnown = (name: (typeof SETTING_ATTRIBUTES)[number]) => isWhollyKnown(state[name]);
  return {
    ...(isKnown("name") && { name: all.name }),
    ...(isKnown("allocated_amount") && { allocatedAmount: all.allocatedAmount }),
    ...(isKnown("limit_type") && { limitType: all.limitType }),
    ...(isKnown("expires_at") && { expiresAt: all.expiresAt }),
    ...(isKnown("model_whitelist") && { modelWhitelist: all.modelWhitelist }),
    ...(isKnown("ip_whitelist") && { ipWhitelist: all.ipWhitelist }),
    ...(isKnown("enabled") && { enabled: all.enabled }),
  };
}

/** Meaningless where an attribute is unknown. */
function allSettings(state: ProxyKeyState): Settings {
  return {
    name: known(state.name) ?? "",
    allocatedAmount: known(state.allocated_amount)?.toFloat64() ?? 0,
    limitType: LIMIT_TYPES.find((type) => type === state.limit_type) ?? null,
    expiresAt: instantOf(known(state.expires_at)),
    modelWhitelist: stringsOf(state.model_whitelist),
    ipWhitelist: stringsOf(state.ip_whitelist),
    enabled: known(state.enabled) ?? true,
  };
}

/** For messages. */
export const nameOf = (state: ProxyKeyState): string => known(state.name) ?? "";

/** The whole desired state, as create and update send it. An empty whitelist is the API's "all". */
export function settingsToWire(settings: Settings): KeySettings {
  return {
    name: settings.name,
    expires_at: settings.expiresAt ?? NEVER,
    allocated_ammount: settings.allocatedAmount,
    ...(settings.limitType && { limit_type: settings.limitType }),
    model_whitelist: settings.modelWhitelist ?? [],
    ip_whitelist: settings.ipWhitelist ?? [],
  };
}

/** What of a key's settings the API's list can show (all but limit_type), as a text that is the same for equal ones. */
export const visibleSettings = (sent: KeySettings): string =>
  JSON.stringify([
    composed(sent.name),
    sent.expires_at,
    sent.allocated_ammount,
    canonicalWhitelist(sent.model_whitelist ?? []),
    canonicalWhitelist(sent.ip_whitelist ?? []),
  ]);

/** Whether a key has these settings, as far as the API shows them. What an answer leaves out speaks neither way. */
export const sameVisibleSettings = (record: KeyObject, sent: KeySettings): boolean =>
  record.name !== undefined && visibleSettings({ ...sent, ...defined(record) }) === visibleSettings(sent);

/** The state that a key has according to the API; what an answer leaves out stays as it was. */
export function stateFromWire(prior: ProxyKeyState, record: KeyObject): ProxyKeyState {
  return {
    ...prior,
    // As Terraform keeps strings: an API that keeps another form has not changed it.
    name: record.name === undefined ? prior.name : composed(record.name),
    allocated_amount:
      record.allocated_ammount === undefined ? prior.allocated_amount : Decimal.fromNumber(record.allocated_ammount),
    expires_at: record.expires_at === undefined ? prior.expires_at : expiryFromWire(record.expires_at),
    model_whitelist: whitelistFromWire(record.model_whitelist, prior.model_whitelist),
    ip_whitelist: whitelistFromWire(record.ip_whitelist, prior.ip_whitelist),
    enabled: record.is_active ?? prior.enabled,
    ...identityFromWire(record, prior),
  };
}

/** What only the API can tell of a new key. */
export function identityFromWire(
  record: KeyObject,
  { store_key }: Pick<ProxyKeyState, "store_key">,
): Pick<ProxyKeyState, "key" | "id" | "created_at"> {
  return {
    key: store_key === false ? null : record.key,
    id: keyId(record.key),
    created_at: record.created_at === undefined ? null : formatInstant(record.created_at),
  };
}

export const expiryFromWire = (expiresAt: number): string | null =>
  expiresAt === NEVER ? null : formatInstant(expiresAt);

/** Whether two whitelists allow the same, whatever the order and the spelling. */
export function sameEntries(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return JSON.stringify(a && canonicalWhitelist(a)) === JSON.stringify(b && canonicalWhitelist(b));
}

function whitelistFromWire<T>(entries: readonly string[] | undefined, prior: T): readonly string[] | null | T {
  if (entries === undefined) return prior;
  return entries.length === 0 ? null : entries;
}

function instantOf(text: string | null): number | null {
  if (text === null) return null;
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error("expires_at passed validation but is no instant");
  return instant;
}

function stringsOf(value: ProxyKeyState["model_whitelist"]): readonly string[] | null {
  return value === null || value === UNKNOWN ? null : value.filter((element) => typeof element === "string");
}

function defined({
  name,
  expires_at,
  allocated_ammount,
  model_whitelist,
  ip_whitelist,
}: KeyObject): Partial<KeySettings> {
  return {
    ...(name !== undefined && { name }),
    ...(expires_at !== undefined && { expires_at }),
    ...(allocated_ammount !== undefined && { allocated_ammount }),
    ...(model_whitelist !== undefined && { model_whitelist }),
    ...(ip_whitelist !== undefined && { ip_whitelist }),
  };
}

const known = <T>(value: T | Unknown): T | null => (value === UNKNOWN ? null : value);
