// What the sequences expect of a declaration and of a key, written down independently of the provider's own rules.
import { type StoredKey } from "../../../src/emulator/proxy-key";
import { Decimal, type ObjectValue, type Value } from "../../../src/terraform/cty";
import { type Attributes } from "./declared";

/** The durations that are drawn, in hours. */
const HOURS = new Map(Object.entries({ "1h": 1, "60m": 1, "2h": 2, "12h": 12, "24h": 24, "1d": 24, "48h": 48 }));
const HOUR_MS = 3_600_000;

/** Undefined where it is not a duration. */
export function durationMs(text: unknown): number | undefined {
  const hours = typeof text === "string" ? HOURS.get(text) : undefined;
  return hours === undefined ? undefined : hours * HOUR_MS;
}

/** Milliseconds since 1970; null: never. */
export const instantMs = (text: unknown): number | null => (typeof text === "string" ? Date.parse(text) : null);

/** What is wrong with a declaration, whatever the key is like; each gives at most one error. */
export function mistakesIn(declared: Attributes): readonly string[] {
  const { valid_for: whole, renew_before: renew, rotate_before: rotate } = declared;
  const before = renew ?? rotate;
  const ips = (declared.ip_whitelist ?? []).map(plainIp);
  const mistakes: Record<string, boolean> = {
    name: declared.name === "",
    allocated_amount: declared.allocated_amount < 0,
    model_whitelist: declared.model_whitelist?.length === 0,
    ip_whitelist: declared.ip_whitelist?.length === 0 || new Set(ips).size < ips.length,
    expires_at: declared.expires_at !== null && whole !== null,
    renew_before: renew !== null && rotate !== null,
    valid_for: before !== null && (whole === null || (durationMs(whole) ?? 0) <= (durationMs(before) ?? 0)),
    deletion_grace_period: (declared.deletion_policy === "expire") !== (declared.deletion_grace_period !== null),
  };
  return Object.keys(mistakes).filter((name) => mistakes[name]);
}

/** What a key allows. Null: everything, or for ever. */
export interface Access {
  readonly enabled: boolean;
  readonly allocated_amount: number;
  /** Null: not known. */
  readonly limit_type: string | null;
  readonly expires_at: number | null;
  readonly model_whitelist: readonly string[] | null;
  readonly ip_whitelist: readonly string[] | null;
}

export const accessOf = (key: StoredKey): Access => ({
  enabled: key.is_active,
  allocated_amount: key.allocated_ammount,
  limit_type: key.limit_type,
  expires_at: key.expires_at === -1 ? null : key.expires_at * 1000,
  model_whitelist: key.model_whitelist.length === 0 ? null : key.model_whitelist,
  ip_whitelist: key.ip_whitelist.length === 0 ? null : key.ip_whitelist,
});

/** Meaningless where a value is unknown. */
export const accessIn = (state: ObjectValue): Access => ({
  enabled: state.enabled === true,
  allocated_amount: state.allocated_amount instanceof Decimal ? state.allocated_amount.toFloat64() : 0,
  limit_type: typeof state.limit_type === "string" ? state.limit_type : null,
  expires_at: instantMs(state.expires_at),
  model_whitelist: strings(state.model_whitelist),
  ip_whitelist: strings(state.ip_whitelist),
});

const strings = (value: Value | undefined): readonly string[] | null =>
  Array.isArray(value) ? value.filter((element: unknown) => typeof element === "string") : null;

const WINDOWS = ["daily", "weekly", "monthly"];

/** The attributes in which `now` allows more than `before`. */
export function widerIn(before: Access, now: Access): readonly (keyof Access)[] {
  const wider: Record<keyof Access, boolean> = {
    enabled: now.enabled && !before.enabled,
    allocated_amount: now.allocated_amount > before.allocated_amount,
    limit_type:
      before.limit_type !== null &&
      now.limit_type !== null &&
      WINDOWS.indexOf(now.limit_type) < WINDOWS.indexOf(before.limit_type),
    expires_at: isLater(before.expires_at, now.expires_at),
    model_whitelist: isLonger(before.model_whitelist, now.model_whitelist, (one, other) => one === other),
    ip_whitelist: isLonger(before.ip_whitelist, now.ip_whitelist, coversIp),
  };
  return ACCESS.filter((name) => wider[name]);
}

export const ACCESS: readonly (keyof Access)[] = [
  "enabled",
  "allocated_amount",
  "limit_type",
  "expires_at",
  "model_whitelist",
  "ip_whitelist",
];

export const sameAccess = (a: Access, b: Access, name: keyof Access): boolean => {
  const text = ({ [name]: value }: Access) =>
    JSON.stringify(Array.isArray(value) ? value.map((entry) => plainIp(String(entry))).sort() : value);
  return text(a) === text(b);
};

export const isLater = (before: number | null, now: number | null): boolean =>
  before !== null && (now === null || now > before);

function isLonger(
  before: readonly string[] | null,
  now: readonly string[] | null,
  covers: (one: string, other: string) => boolean,
): boolean {
  if (before === null) return false;
  return now === null || now.some((entry) => !before.some((one) => covers(one, entry)));
}

const plainIp = (entry: string): string => entry.replace(/\/32$/, "");

/** Of the entries that are drawn, one is a block. */
const coversIp = (one: string, other: string): boolean =>
  plainIp(one) === plainIp(other) || (one === "10.0.0.0/8" && other.startsWith("10."));
