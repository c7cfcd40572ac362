// Keeps keys and balances in a JSON file, so that an emulator started again goes on where it stopped. Accounts' tiers
// and rates are not kept: they are chosen at each start.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Ledger } from "./ledger";
import { type StoredKey } from "./proxy-key";

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

const EMPTY: SavedState = { accounts: [], keys: [] };

/** What the file holds; nothing where there is no file. Throws an Error that names the file where it is unusable. */
export function loadState(file: string): SavedState {
  if (!existsSync(file)) return EMPTY;
  try {
    return parseState(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`The state file ${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** Replaces the file in one step: a reader sees the old state or the new one. Readable by its owner only. Throws like loadState. */
export function saveState(file: string, ledger: Ledger): void {
  const accounts = ledger.accounts().map((account) => {
    return { apiKey: account.apiKey, userId: account.userId, credits: ledger.credits(account) };
  });
  const text = JSON.stringify({ version: VERSION, accounts, keys: ledger.keys() }, null, 2);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    rmSync(draft, { force: true });
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    throw new Error(`The state file ${file} cannot be written: ${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Fields = Readonly<Record<string, unknown>>;

function parseState(input: unknown): SavedState {
  const { version, accounts, keys } = fieldsOf(input, "the state");
  if (version !== VERSION) throw new Error(`its version is ${String(version)}, expected ${VERSION}`);
  const state = { accounts: items(accounts, "accounts").map(parseAccount), keys: items(keys, "keys").map(parseKey) };
  const known = new Set(state.accounts.map((account) => account.userId));
  if (state.keys.some((key) => !known.has(key.userId)))
    throw new Error("a key belongs to an account that is not there");
  return state;
}

function parseAccount(input: unknown): SavedAccount {
  const fields = fieldsOf(input, "an account");
  return { apiKey: text(fields, "apiKey"), userId: text(fields, "userId"), credits: numeric(fields, "credits") };
}

function parseKey(input: unknown): StoredKey {
  const fields = fieldsOf(input, "a key");
  const limitType = text(fields, "limit_type");
  if (limitType !== "daily" && limitType !== "weekly" && limitType !== "monthly") throw wrong("limit_type");
  return {
    key: text(fields, "key"),
    userId: text(fields, "userId"),
    name: text(fields, "name"),
    expires_at: numeric(fields, "expires_at"),
    allocated_ammount: numeric(fields, "allocated_ammount"),
    used_ammount: numeric(fields, "used_ammount"),
    limit_type: limitType,
    model_whitelist: texts(fields, "model_whitelist"),
    ip_whitelist: texts(fields, "ip_whitelist"),
    is_active: flag(fields, "is_active"),
    enabled_thinking: flag(fields, "enabled_thinking"),
    created_at: numeric(fields, "created_at"),
    last_used: fields.last_used === null ? null : numeric(fields, "last_used"),
  };
}

const wrong = (name: string): Error => new Error(`the field ${name} is missing or of the wrong kind`);

function fieldsOf(input: unknown, what: string): Fields {
  if (typeof input !== "object" || input === null) throw new Error(`${what} is no object`);
  return Object.fromEntries(Object.entries(input));
}

function items(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(name);
  return value;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw wrong(name);
  return value;
}

function numeric(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== "number") throw wrong(name);
  return value;
}

function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== "boolean") throw wrong(name);
  return value;
}

function texts(fields: Fields, name: string): readonly string[] {
  return items(fields[name], name).map((value) => {
    if (typeof value !== "string") throw wrong(name);
    return value;
  });
}
