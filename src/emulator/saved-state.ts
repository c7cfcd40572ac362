// What a state file says, as JSON: written, and read with every rule that the emulator's own states keep. What is wrong is
// told by its place, never by what stands there: a state holds keys.
import { parse } from "lossless-json";
import { type LimitType } from "../api/wire";
import { NAME_LENGTH, PROXY_KEY_LENGTH } from "./lengths";
import { NEVER, type StoredKey } from "./proxy-key";

const VERSION = 1;

export interface SavedAccount {
  readonly apiKey: string;
  readonly userId: string;
  readonly credits: number;
}

export interface SavedState {
  readonly accounts: readonly SavedAccount[];
  readonly keys: readonly StoredKey[];
}

export const EMPTY_STATE: SavedState = { accounts: [], keys: [] };

export const formatState = ({ accounts, keys }: SavedState): string =>
  `${JSON.stringify({ version: VERSION, accounts, keys }, null, 2)}\n`;

/** Throws an Error that names the place. */
export function parseState(text: string): SavedState {
  const state = new Fields(parseJson(text), "", "the state");
  state.check("version", (version) => version === VERSION, `must be ${VERSION}`);
  const accounts = state.list("accounts").map(parseAccount);
  const keys = state.list("keys").map(parseKey);
  state.end();
  refuseRepeated(accounts, "apiKey", "accounts");
  refuseRepeated(accounts, "userId", "accounts");
  refuseRepeated(keys, "key", "keys");
  const known = new Set(accounts.map((account) => account.userId));
  const orphan = keys.findIndex((key) => !known.has(key.userId));
  if (orphan !== -1) throw new Error(`keys[${orphan}].userId belongs to no account`);
  return { accounts, keys };
}

function parseJson(text: string): unknown {
  try {
    return parse(text, undefined, Number);
  } catch (error) {
    const [, position] = /at position (\d+)$/.exec(String(error)) ?? [];
    const before = text.slice(0, Number(position ?? 0)).split("\n");
    throw new Error(`it is not JSON (line ${before.length}, column ${(before.at(-1) ?? "").length + 1})`);
  }
}

function parseAccount(input: unknown, index: number): SavedAccount {
  const fields = new Fields(input, `accounts[${index}].`, `accounts[${index}]`);
  const account = {
    apiKey: fields.word("apiKey"),
    userId: fields.word("userId"),
    credits: fields.amount("credits"),
  };
  fields.end();
  return account;
}

function parseKey(input: unknown, index: number): StoredKey {
  const fields = new Fields(input, `keys[${index}].`, `keys[${index}]`);
  const key: StoredKey = {
    key: fields.check("key", isKeyValue, `must begin with ek-proxy- and have at most ${PROXY_KEY_LENGTH} characters`),
    userId: fields.word("userId"),
    name: fields.check("name", isName, `must be a text of 1 to ${NAME_LENGTH} characters`),
    expires_at: fields.check("expires_at", isExpiry, "must be a whole number of seconds since 1970, or -1"),
    allocated_ammount: fields.amount("allocated_ammount"),
    used_ammount: fields.amount("used_ammount"),
    limit_type: fields.check("limit_type", isLimitType, "must be daily, weekly or monthly"),
    model_whitelist: fields.check("model_whitelist", isTexts, "must be a list of texts"),
    ip_whitelist: fields.check("ip_whitelist", isTexts, "must be a list of texts"),
    is_active: fields.check("is_active", isFlag, "must be true or false"),
    enabled_thinking: fields.check("enabled_thinking", isFlag, "must be true or false"),
    created_at: fields.check("created_at", isSeconds, "must be a whole number of seconds since 1970"),
    last_used: fields.check("last_used", isLastUse, "must be a whole number of seconds since 1970, or null"),
  };
  fields.end();
  return key;
}

/** The fields of one object, each of which is taken once. */
class Fields {
  private readonly left: Map<string, unknown>;

  /** @param prefix - of the fields' places */
  constructor(
    input: unknown,
    private readonly prefix: string,
    place: string,
  ) {
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      throw new Error(`${place} must be an object`);
    }
    this.left = new Map(Object.entries(input));
  }

  check<T>(name: string, is: Check<T>, rule: string): T;
  check(name: string, is: (value: unknown) => boolean, rule: string): unknown;
  check(name: string, is: (value: unknown) => boolean, rule: string): unknown {
    const value = this.left.get(name);
    if (!this.left.delete(name)) throw new Error(`${this.prefix}${name} is missing`);
    if (!is(value)) throw new Error(`${this.prefix}${name} ${rule}`);
    return value;
  }

  /** A text without spaces, which is not empty. */
  word(name: string): string {
    return this.check(name, isWord, "must be a text without spaces");
  }

  amount(name: string): number {
    return this.check(name, isAmount, "must be a number that is not negative");
  }

  list(name: string): readonly unknown[] {
    return this.check(name, isList, "must be a list");
  }

  /** Refuses what nobody took: it would be lost when the state is written again. A field's name may be a secret too. */
  end(): void {
    if (this.left.size === 0) return;
    throw new Error(`${this.prefix.replace(/\.$/, "") || "the state"} has a field that this version does not know`);
  }
}

type Check<T> = (value: unknown) => value is T;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isWord = (value: unknown): value is string => typeof value === "string" && /^\S+$/.test(value);
const isTexts = (value: unknown): value is readonly string[] =>
  isList(value) && value.every((item) => typeof item === "string");
const isName = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && [...value].length <= NAME_LENGTH;
const isKeyValue = (value: unknown): value is string =>
  isWord(value) && value.startsWith("ek-proxy-") && [...value].length <= PROXY_KEY_LENGTH;
const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && isAmount(value);
const isExpiry = (value: unknown): value is number => value === NEVER || isSeconds(value);
const isLastUse = (value: unknown): value is number | null => value === null || isSeconds(value);
const isLimitType = (value: unknown): value is LimitType =>
  value === "daily" || value === "weekly" || value === "monthly";

function refuseRepeated<Name extends string>(
  items: readonly Readonly<Record<Name, string>>[],
  name: Name,
  list: string,
): void {
  const places = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const before = places.get(item[name]);
    if (before !== undefined) throw new Error(`${list}[${index}].${name} is that of ${list}[${before}] as well`);
    places.set(item[name], index);
  }
}
