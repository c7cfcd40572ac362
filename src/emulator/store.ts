// The API's rules on accounts, keys and credits. Time and key values come from outside; no HTTP, no files.
// Also the way for a test to look at and change keys behind a client's back.
import { type KeySettings } from "../api/wire";
import { type Clock, unixSeconds } from "./clock";
import { refusal } from "./errors";
import { type Account, type KeyEvent, NEVER, type StoredKey } from "./proxy-key";
import { TIERS } from "./tiers";

export interface StoreOptions {
  readonly clock: Clock;
  /** What follows `ek-proxy-` in a new key's value; never twice the same. */
  readonly random: () => string;
  /** The documents demand a future expiry at create only; some deployments may demand it at update too. */
  readonly refusePastExpiryOnUpdate: boolean;
}

/** An account to start with, and its balance in credits. */
export interface OpeningBalance extends Account {
  readonly credits: number;
}

/** The credits that a key holds: what it may still spend and what it has spent already. */
const booked = (allocated: number, used: number): number => Math.max(allocated, used);

export class Store {
  private readonly owners = new Map<string, Account>();
  private readonly balances = new Map<string, number>();
  private readonly keysByValue = new Map<string, StoredKey>();
  private readonly log: KeyEvent[] = [];
  private listener: () => void = () => undefined;

  constructor(
    private readonly options: StoreOptions,
    accounts: readonly OpeningBalance[],
    keys: readonly StoredKey[] = [],
  ) {
    for (const { credits, ...account } of accounts) {
      this.owners.set(account.userId, account);
      this.balances.set(account.userId, credits);
    }
    for (const key of keys) this.keysByValue.set(key.key, key);
  }

  /** Has `listener` called after every change. */
  onChange(listener: () => void): void {
    this.listener = listener;
  }

  accounts(): readonly Account[] {
    return [...this.owners.values()];
  }

  accountByApiKey(apiKey: string): Account | undefined {
    return this.accounts().find((account) => account.apiKey === apiKey);
  }

  /** The account that `key` belongs to. */
  ownerOf(key: StoredKey): Account {
    const owner = this.owners.get(key.userId);
    if (owner === undefined) throw new Error(`no account has the user id ${key.userId}`);
    return owner;
  }

  /** The balance in credits. */
  credits(account: Account): number {
    return this.balances.get(account.userId) ?? 0;
  }

  /** All keys of all accounts, oldest first. */
  keys(): readonly StoredKey[] {
    return [...this.keysByValue.values()];
  }

  /** The keys of one account, oldest first. */
  keysOf(apiKey: string): readonly StoredKey[] {
    const { userId } = this.account(apiKey);
    return this.keys().filter((key) => key.userId === userId);
  }

  /** The key with this value, whoever owns it. */
  find(value: string): StoredKey | undefined {
    return this.keysByValue.get(value);
  }

  events(): readonly KeyEvent[] {
    return [...this.log];
  }

  /** The key with this value; refuses if there is none, or if it belongs to another account. */
  lookup(value: string, caller: Account): StoredKey {
    const key = this.existing(value);
    if (key.userId === caller.userId) return key;
    throw refusal(403, "proxy_key_forbidden", "The proxy key belongs to another account", "proxy_key");
  }

  create(apiKey: string, settings: KeySettings): StoredKey {
    const account = this.account(apiKey);
    const limit = TIERS[account.tier].keys;
    if (this.keysOf(apiKey).length >= limit) {
      throw refusal(402, "proxy_key_limit_exceeded", `Proxy key limit exceeded: ${account.tier} allows ${limit} keys`);
    }
    this.checkExpiry(settings.expires_at, true);
    this.checkAllocation(account, settings.allocated_ammount);
    const value = this.newValue();
    this.charge(account, settings.allocated_ammount);
    const key: StoredKey = {
      ...withDefaults(settings),
      key: value,
      userId: account.userId,
      used_ammount: 0,
      is_active: true,
      enabled_thinking: false,
      created_at: unixSeconds(this.options.clock.now()),
      last_used: null,
    };
    return this.put("created", null, key);
  }

  /** Replaces every setting: what `settings` leaves out is reset. */
  update(value: string, settings: KeySettings): StoredKey {
    const before = this.existing(value);
    const account = this.ownerOf(before);
    this.checkExpiry(settings.expires_at, this.options.refusePastExpiryOnUpdate);
    this.checkAllocation(account, settings.allocated_ammount);
    const held = booked(before.allocated_ammount, before.used_ammount);
    this.charge(account, booked(settings.allocated_ammount, before.used_ammount) - held);
    return this.put("updated", before, { ...before, ...withDefaults(settings) });
  }

  /** Flips the status; the API has no way to set it. */
  toggle(value: string): StoredKey {
    const before = this.existing(value);
    return this.put("toggled", before, { ...before, is_active: !before.is_active });
  }

  /** Returns the unused credit to the account. */
  remove(value: string): void {
    const key = this.existing(value);
    const unused = booked(key.allocated_ammount, key.used_ammount) - key.used_ammount;
    this.charge(this.ownerOf(key), -unused);
    this.keysByValue.delete(value);
    this.record("removed", key, key, null);
  }

  removeAll(apiKey: string): void {
    for (const key of this.keysOf(apiKey)) this.remove(key.key);
  }

  /** Changes some settings or the status, as somebody at the console would: by the rules of update and toggle. */
  change(value: string, { is_active, ...settings }: Partial<KeySettings & { readonly is_active: boolean }>): StoredKey {
    const key = this.existing(value);
    const changed = Object.keys(settings).length === 0 ? key : this.update(value, { ...key, ...settings });
    return is_active === undefined || is_active === key.is_active ? changed : this.toggle(value);
  }

  /** Spends credits of the key's allocation, as a call to a model would. */
  spend(value: string, amount: number): StoredKey {
    const before = this.existing(value);
    if (!(amount >= 0) || before.used_ammount + amount > before.allocated_ammount) {
      throw new Error(`cannot spend ${amount}: ${before.allocated_ammount - before.used_ammount} credits are left`);
    }
    const last_used = unixSeconds(this.options.clock.now());
    return this.put("used", before, { ...before, used_ammount: before.used_ammount + amount, last_used });
  }

  private account(apiKey: string): Account {
    const account = this.accountByApiKey(apiKey);
    if (account === undefined) throw new Error("no account has this API key");
    return account;
  }

  private existing(value: string): StoredKey {
    const key = this.find(value);
    if (key === undefined) throw refusal(404, "proxy_key_not_found", "Proxy key not found", "proxy_key");
    return key;
  }

  private checkExpiry(expiresAt: number, mustBeFuture: boolean): void {
    if (expiresAt === NEVER) return;
    if (expiresAt >= 0 && (!mustBeFuture || expiresAt * 1000 > this.options.clock.now())) return;
    throw refusal(400, "invalid_expires_at", "expires_at must lie in the future, or be -1 for never", "expires_at");
  }

  private checkAllocation(account: Account, amount: number): void {
    const cap = TIERS[account.tier].allocationPerKey;
    if (amount >= 0 && amount <= cap) return;
    const message = amount < 0 ? "allocated_ammount must be positive" : `allocated_ammount must not exceed ${cap}`;
    throw refusal(400, "invalid_allocated_ammount", message, "allocated_ammount");
  }

  /** Takes `amount` from the balance; a negative one is given back. */
  private charge(account: Account, amount: number): void {
    const balance = this.credits(account);
    if (amount > balance) throw refusal(402, "insufficient_balance", "Insufficient balance", "allocated_ammount");
    this.balances.set(account.userId, balance - amount);
  }

  private newValue(): string {
    const value = `ek-proxy-${this.options.random()}`;
    if (this.keysByValue.has(value)) throw new Error("the source of key values repeated itself");
    return value;
  }

  private put(type: KeyEvent["type"], before: StoredKey | null, after: StoredKey): StoredKey {
    this.keysByValue.set(after.key, after);
    this.record(type, after, before, after);
    return after;
  }

  private record(type: KeyEvent["type"], subject: StoredKey, before: StoredKey | null, after: StoredKey | null): void {
    const { key, userId } = subject;
    this.log.push({ sequence: this.log.length + 1, at: this.options.clock.now(), type, key, userId, before, after });
    this.listener();
  }
}

function withDefaults(settings: KeySettings): Required<KeySettings> {
  return {
    name: settings.name,
    expires_at: settings.expires_at,
    allocated_ammount: settings.allocated_ammount,
    limit_type: settings.limit_type ?? "daily",
    model_whitelist: settings.model_whitelist ?? [],
    ip_whitelist: settings.ip_whitelist ?? [],
  };
}
