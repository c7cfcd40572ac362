// What the emulator remembers: accounts, balances, keys, and the log of every change. No rules: what may change, and
// what it costs, is the store's.
import { type Clock } from "./clock";
import { type Account, type Actor, type KeyEvent, type StoredKey } from "./proxy-key";

/** An account to start with, and its balance in credits. */
export interface OpeningBalance extends Account {
  readonly credits: number;
}

export class Ledger {
  private readonly owners = new Map<string, Account>();
  private readonly balances = new Map<string, number>();
  private readonly keysByValue = new Map<string, StoredKey>();
  private readonly log: KeyEvent[] = [];
  private listener: () => void = () => undefined;

  constructor(
    private readonly clock: Clock,
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

  /** The key with this value, whoever owns it. */
  find(value: string): StoredKey | undefined {
    return this.keysByValue.get(value);
  }

  events(): readonly KeyEvent[] {
    return [...this.log];
  }

  setCredits(account: Account, credits: number): void {
    this.balances.set(account.userId, credits);
  }

  /** Keeps a new key, or a key's new state. */
  put(by: Actor, type: KeyEvent["type"], before: StoredKey | null, after: StoredKey): StoredKey {
    this.keysByValue.set(after.key, after);
    this.record(by, type, after, before, after);
    return after;
  }

  drop(by: Actor, key: StoredKey): void {
    this.keysByValue.delete(key.key);
    this.record(by, "removed", key, key, null);
  }

  private record(
    by: Actor,
    type: KeyEvent["type"],
    { key, userId }: StoredKey,
    before: StoredKey | null,
    after: StoredKey | null,
  ): void {
    const sequence = this.log.length + 1;
    this.log.push({ sequence, at: this.clock.now(), by, type, key, userId, before, after });
    this.listener();
  }
}
