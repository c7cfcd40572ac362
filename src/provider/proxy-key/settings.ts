// The settings of a proxy key, in one table: what each is in Terraform's state and on the wire, when two values are the same,
// what a change of it would allow, and what a configuration says of it. Whatever treats all settings alike derives from here,
// in this order; only what is peculiar to one setting names it elsewhere. Pure.
import { type KeyObject, type KeySettings, type LimitType, NEVER } from "../../api/wire";
import {
  DEFAULT_LIMIT_TYPE,
  LIMIT_TYPES,
  type Problem,
  canonicalWhitelist,
  checkAllocatedAmount,
  checkExpiresAt,
  checkIpWhitelist,
  checkModelWhitelist,
  checkName,
  coversIp,
  formatInstant,
  parseInstant,
} from "../../rules";
import { Decimal, UNKNOWN } from "../../terraform/cty";
import { composed } from "../composed";
import { type SettingsState } from "./schema";

/** What is declared of a key, in comparable form, by the attributes that hold it. */
export interface Settings {
  readonly name: string;
  /** Credits. */
  readonly allocated_amount: number;
  /** Null: set by somebody else, and the API does not tell. */
  readonly limit_type: LimitType | null;
  /** Unix seconds; null: never. */
  readonly expires_at: number | null;
  /** Null: all. */
  readonly model_whitelist: readonly string[] | null;
  /** As written; null: all. */
  readonly ip_whitelist: readonly string[] | null;
  readonly enabled: boolean;
}

export type SettingName = keyof Settings;

/** An expiry that `valid_for` says and that is computed when it is applied: never the present one. */
export const AT_APPLY = "at apply";

/** Settings as a plan knows them. */
export interface PlannedSettings extends Omit<Settings, "expires_at"> {
  readonly expires_at: Settings["expires_at"] | typeof AT_APPLY;
}

/** A value as JSON, for a comparison. */
export type Canonical = string | number | boolean | null | readonly string[];

/** Everything about one setting. Each part is required. */
export interface Setting<A extends SettingName> {
  /** Of a value that is wholly known. */
  readonly fromState: (value: SettingsState[A]) => Settings[A];
  readonly toState: (value: Settings[A]) => SettingsState[A];
  /** What the API's record of a key tells; undefined where it leaves this out. Null: no record ever has it. */
  readonly told: ((record: KeyObject) => Settings[A] | undefined) | null;
  /** What create and update send. Null: they do not, the toggle sets it. */
  readonly body: ((value: Settings[A]) => Partial<KeySettings>) | null;
  /** The same for values that mean the same. */
  readonly canonical: (value: PlannedSettings[A]) => Canonical;
  /** What `now` allows that `before` does not, in words that follow the attribute's name; undefined: nothing. */
  readonly wider: (before: Settings[A], now: Settings[A]) => string | undefined;
  /** Whether a value that is known only during apply may allow more, so that a plan has to say so. */
  readonly mayWiden: (before: Settings[A]) => boolean;
  /** What holds where a configuration leaves it out; undefined: it must not. */
  readonly omitted: Settings[A] | undefined;
  /** By the rules that a plan checks. */
  readonly problems: (value: Settings[A]) => readonly (Problem | undefined)[];
}

/** In the order in which plans name them. */
export type Table = { readonly [A in SettingName]: Setting<A> };

const whitelist = {
  fromState: (entries: SettingsState["model_whitelist"]): readonly string[] | null =>
    entries === null || entries === UNKNOWN ? null : entries.filter((entry) => typeof entry === "string"),
  toState: (entries: readonly string[] | null) => entries,
  canonical: (entries: readonly string[] | null) => entries && canonicalWhitelist(entries),
  mayWiden: (before: readonly string[] | null) => before !== null,
  omitted: null,
};

const ENTRIES = {
  name: {
    fromState: (name) => (typeof name === "string" ? name : ""),
    toState: (name) => name,
    // An API that keeps another form of it has not changed it.
    told: ({ name }) => (name === undefined ? undefined : composed(name)),
    body: (name) => ({ name }),
    canonical: composed,
    wider: () => undefined,
    mayWiden: () => false,
    omitted: undefined,
    problems: (name) => [checkName(name)],
  },
  allocated_amount: {
    fromState: (amount) => (amount instanceof Decimal ? amount.toFloat64() : 0),
    toState: (amount) => Decimal.fromNumber(amount),
    told: ({ allocated_ammount: amount }) => amount,
    body: (amount) => ({ allocated_ammount: amount }),
    canonical: (amount) => amount,
    wider: (before, now) => (now > before ? `${now} credits instead of ${before}` : undefined),
    mayWiden: () => true,
    omitted: undefined,
    problems: (amount) => [checkAllocatedAmount(amount)],
  },
  limit_type: {
    fromState: (text) => LIMIT_TYPES.find((type) => type === text) ?? null,
    toState: (type) => type,
    told: null,
    body: (type) => (type === null ? {} : { limit_type: type }),
    canonical: (type) => type,
    wider: shorterWindow,
    mayWiden: (before) => before !== null && before !== LIMIT_TYPES[0],
    omitted: DEFAULT_LIMIT_TYPE,
    problems: () => [],
  },
  expires_at: {
    fromState: (text) => (typeof text === "string" ? instantOf(text) : null),
    toState: (instant) => (instant === null ? null : formatInstant(instant)),
    told: ({ expires_at: instant }) => (instant === NEVER ? null : instant),
    body: (instant) => ({ expires_at: instant ?? NEVER }),
    canonical: (instant) => instant,
    wider: laterExpiry,
    // validity.ts says it, which knows how the instant comes about.
    mayWiden: () => false,
    omitted: null,
    problems: (instant) => (instant === null ? [] : [checkExpiresAt(formatInstant(instant))]),
  },
  model_whitelist: {
    ...whitelist,
    told: ({ model_whitelist: entries }) => nullIfEmpty(entries),
    body: (entries) => ({ model_whitelist: entries ?? [] }),
    wider: (before, now) => moreEntries("every model", (entry, model) => entry === model, before, now),
    problems: (entries) => (entries === null ? [] : checkModelWhitelist([...new Set(entries)])),
  },
  ip_whitelist: {
    ...whitelist,
    told: ({ ip_whitelist: entries }) => nullIfEmpty(entries),
    body: (entries) => ({ ip_whitelist: entries ?? [] }),
    wider: (before, now) => moreEntries("every IP address", coversIp, before, now),
    problems: (entries) => (entries === null ? [] : checkIpWhitelist([...new Set(entries)])),
  },
  enabled: {
    fromState: (enabled) => enabled !== false,
    toState: (enabled) => enabled,
    told: ({ is_active: isActive }) => isActive,
    body: null,
    canonical: (enabled) => enabled,
    wider: (before, now) => (now && !before ? "the key is switched on" : undefined),
    mayWiden: (before) => !before,
    omitted: true,
    problems: () => [],
  },
} as const satisfies Table;

export const SETTINGS: Table = ENTRIES;

/** A setting that the API tells. */
export type ToldName = { [A in SettingName]: (typeof ENTRIES)[A]["told"] extends null ? never : A }[SettingName];

/** The same allocation in a shorter window is more credit over time. */
function shorterWindow(before: LimitType | null, now: LimitType | null): string | undefined {
  if (before === null || now === null) return undefined;
  // LIMIT_TYPES is ordered from the shortest window to the longest.
  if (LIMIT_TYPES.indexOf(now) >= LIMIT_TYPES.indexOf(before)) return undefined;
  return `the allocation may be spent ${now} instead of ${before}`;
}

function laterExpiry(before: number | null, now: number | null): string | undefined {
  if (before === null) return undefined;
  if (now === null) return "dropped, the key never expires";
  return now > before ? `later, ${formatInstant(now)} instead of ${formatInstant(before)}` : undefined;
}

function moreEntries(
  everything: string,
  covers: (allowed: string, entry: string) => boolean,
  before: readonly string[] | null,
  now: readonly string[] | null,
): string | undefined {
  if (before === null) return undefined;
  if (now === null) return `dropped, which allows ${everything}`;
  const added = now.filter((entry) => !before.some((allowed) => covers(allowed, entry)));
  return added.length > 0 ? `allows ${added.join(", ")} in addition` : undefined;
}

/** The API's empty whitelist is "all". */
function nullIfEmpty(entries: readonly string[] | undefined): readonly string[] | null | undefined {
  return entries?.length === 0 ? null : entries;
}

function instantOf(text: string): number {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error("expires_at passed validation but is not an instant");
  return instant;
}
