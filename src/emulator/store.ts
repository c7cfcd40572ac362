// The API's rules on accounts, keys and credits, for one who acts: the client through its calls, or somebody else. Each
// has a store of its own over one ledger. Time and key values come from outside; no HTTP, no files.
import { type KeySettings } from "../api/wire";
import { type Clock, unixSeconds } from "./clock";
import { EmulatorError, refusal } from "./errors";
import { checkAllocation, checkExpiry, withDefaults } from "./key-settings";
import { type Ledger } from "./ledger";
import { type Account, type Actor, type KeyEvent, type StoredKey } from "./proxy-key";
import { TIERS } from "./tiers";

export interface StoreOptions {
  readonly clock: Clock;
  /** What follows `ek-proxy-` in a new key's value; never twice the same. */
  readonly random: () => string;
  /** The documents demand a future expiry at create only; some deployments may demand it at update too. */
  readonly refusePastExpiryOnUpdate: boolean;
}

/** The credits that a key holds: what it may still spend and what it has spent already. */
const booked = (allocated: number, used: number): number => Math.max(allocated, used);

export class Store {
  /** @param by - who the changes are logged as */
  constructor(
    private readonly options: StoreOptions,
    private readonly ledger: Ledger,
    private readonly by: Actor,
  ) {}

  accounts = (): readonly Account[] => this.ledger.accounts();
  accountByApiKey = (apiKey: string): Account | undefined => this.ledger.accountByApiKey(apiKey);
  /** The balance in credits. */
  credits = (account: Account): number => this.ledger.credits(account);
  /** All keys of all accounts, oldest first. */
  keys = (): readonly StoredKey[] => this.ledger.keys();
  /** The key with this value, of any account. */
  find = (value: string): StoredKey | undefined => this.ledger.find(value);
  /** What everybody changed. */
  events = (): readonly KeyEvent[] => this.ledger.events();

  /** The keys of one account, oldest first. */
  keysOf(apiKey: string): readonly StoredKey[] {
    const { userId } = this.account(apiKey);
    return this.keys().filter((key) => key.userId === userId);
  }

  /** The key with this value; refuses if there is none, or if it belongs to another account. */
  lookup(value: string, caller: Account): StoredKey {
    const key = this.existing(value);
    if (key.userId === caller.userId) return key;
    throw refusal(403, "proxy_key_forbidden", "The proxy key belongs to another account", "proxy_key");
  }

  create(apiKey: string, settings: KeySettings): StoredKey {
    return this.ledger.transact(() => this.createNow(apiKey, settings));
  }

  private createNow(apiKey: string, settings: KeySettings): StoredKey {
    const account = this.account(apiKey);
    const { keys: limit, allocationPerKey } = TIERS[account.tier];
    if (this.keysOf(apiKey).length >= limit) {
      throw refusal(402, "proxy_key_limit_exceeded", `Proxy key limit exceeded: ${account.tier} allows ${limit} keys`);
    }
    const now = this.options.clock.now();
    checkExpiry(settings.expires_at, true, now);
    checkAllocation(settings.allocated_ammount, allocationPerKey);
    const key = this.newValue();
    this.charge(account, settings.allocated_ammount);
    return this.ledger.put(this.by, "created", null, {
      ...withDefaults(settings),
      key,
      userId: account.userId,
      used_ammount: 0,
      is_active: true,
      enabled_thinking: false,
      created_at: unixSeconds(now),
      last_used: null,
    });
  }

  /** Replaces every setting: what `settings` leaves out is reset. */
  update(value: string, settings: KeySettings): StoredKey {
    return this.ledger.transact(() => this.updateNow(value, settings));
  }

  private updateNow(value: string, settings: KeySettings): StoredKey {
    const before = this.existing(value);
    const account = this.ledger.ownerOf(before);
    checkExpiry(settings.expires_at, this.options.refusePastExpiryOnUpdate, this.options.clock.now());
    checkAllocation(settings.allocated_ammount, TIERS[account.tier].allocationPerKey);
    const held = booked(before.allocated_ammount, before.used_ammount);
    this.charge(account, booked(settings.allocated_ammount, before.used_ammount) - held);
    return this.ledger.put(this.by, "updated", before, { ...before, ...withDefaults(settings) });
  }

  /** Flips the status; the API has no way to set it. */
  toggle(value: string): StoredKey {
    const before = this.existing(value);
    return this.ledger.put(this.by, "toggled", before, { ...before, is_active: !before.is_active });
  }

  /** Returns the unused credit to the account. */
  remove(value: string): void {
    const key = this.existing(value);
    const unused = booked(key.allocated_ammount, key.used_ammount) - key.used_ammount;
    this.ledger.transact(() => {
      this.charge(this.ledger.ownerOf(key), -unused);
      this.ledger.drop(this.by, key);
    });
  }

  /** One change: all of them go, or none. */
  removeAll(apiKey: string): void {
    this.ledger.transact(() => {
      for (const key of this.keysOf(apiKey)) this.remove(key.key);
    });
  }

  /** Changes some settings or the status, as somebody at the console would: by the rules of update and toggle. */
  change(value: string, { is_active, ...settings }: Partial<KeySettings & { readonly is_active: boolean }>): StoredKey {
    const key = this.existing(value);
    return this.ledger.transact(() => {
      const changed = Object.keys(settings).length === 0 ? key : this.update(value, { ...key, ...settings });
      return is_active === undefined || is_active === key.is_active ? changed : this.toggle(value);
    });
  }

  /** Spends credits of the key's allocation, as a call to a model would. */
  spend(value: string, amount: number): StoredKey {
    const before = this.existing(value);
    if (!(amount >= 0) || before.used_ammount + amount > before.allocated_ammount) {
      throw new Error(`cannot spend ${amount}: ${before.allocated_ammount - before.used_ammount} credits are left`);
    }
    const used_ammount = before.used_ammount + amount;
    const last_used = unixSeconds(this.options.clock.now());
    return this.ledger.put(this.by, "used", before, { ...before, used_ammount, last_used });
  }

  private account(apiKey: string): Account {
    const account = this.ledger.accountByApiKey(apiKey);
    if (account === undefined) throw new Error("no account has this API key");
    return account;
  }

  private existing(value: string): StoredKey {
    const key = this.find(value);
    if (key === undefined) throw refusal(404, "proxy_key_not_found", "Proxy key not found", "proxy_key");
    return key;
  }

  /** Takes `amount` from the balance; a negative one is given back. */
  private charge(account: Account, amount: number): void {
    const balance = this.credits(account);
    if (amount > balance) throw refusal(402, "insufficient_balance", "Insufficient balance", "allocated_ammount");
    this.ledger.setCredits(account, balance - amount);
  }

  private newValue(): string {
    const value = `ek-proxy-${this.options.random()}`;
    if (this.find(value) !== undefined) throw new EmulatorError("the source of key values repeated itself");
    return value;
  }
}
