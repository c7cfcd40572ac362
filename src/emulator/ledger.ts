// What the emulator remembers: accounts, balances, keys, and the log of the last changes. No rules: what may change, and
// what it costs, is the store's.
import { type Clock } from "./clock";
import { type Account, type Actor, type KeyEvent, type StoredKey } from "./proxy-key";

/** An account to start with, and its balance in credits. */
export interface OpeningBalance extends Account {
  readonly credits: number;
}

/** What a change may touch. */
interface Holdings {
  readonly balances: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, StoredKey>;
}

type Change = Omit<KeyEvent, "sequence">;

export class Ledger {
  private readonly owners = new Map<string, Account>();
  private holdings: Holdings;
  private log: readonly KeyEvent[] = [];
  private changes = 0;
  /** Of the transaction that is under way. */
  private pending: Change[] | undefined;
  private save: () => void = () => undefined;

  /** @param keptEvents - how many changes the log holds: the last ones */
  constructor(
    private readonly clock: Clock,
    accounts: readonly OpeningBalance[],
    keys: readonly StoredKey[] = [],
    private readonly keptEvents = Infinity,
  ) {
    for (const { credits: _, ...account } of accounts) this.owners.set(account.userId, account);
    this.holdings = {
      balances: new Map(accounts.map(({ userId, credits }) => [userId, credits])),
      keys: new Map(keys.map((key) => [key.key, key])),
    };
  }

  /** Has `save` called with every transaction, before it counts: where `save` throws, nothing has changed. */
  saveWith(save: () => void): void {
    this.save = save;
  }

  /** Makes one change of all that `work` changes: it is saved once, or nothing has changed. */
  transact<T>(work: () => T): T {
    if (this.pending !== undefined) return work();
    const before = this.holdings;
    const pending: Change[] = (this.pending = []);
    try {
      const result = work();
      if (this.holdings !== before) this.save();
      this.record(pending);
      return result;
    } catch (error) {
      this.holdings = before;
      throw error;
    } finally {
      this.pending = undefined;
    }
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
    return this.holdings.balances.get(account.userId) ?? 0;
  }

  /** All keys of all accounts, oldest first. */
  keys(): readonly StoredKey[] {
    return [...this.holdings.keys.values()];
  }

  /** The key with this value, of any account. */
  find(value: string): StoredKey | undefined {
    return this.holdings.keys.get(value);
  }

  /** The last changes, oldest first. */
  events(): readonly KeyEvent[] {
    return this.log;
  }

  setCredits(account: Account, credits: number): void {
    this.transact(() => {
      const balances = new Map(this.holdings.balances).set(account.userId, credits);
      this.holdings = { ...this.holdings, balances };
    });
  }

  /** Keeps a new key, or a key's new state. */
  put(by: Actor, type: KeyEvent["type"], before: StoredKey | null, after: StoredKey): StoredKey {
    this.transact(() => {
      this.holdings = { ...this.holdings, keys: new Map(this.holdings.keys).set(after.key, after) };
      this.note(by, type, after, before, after);
    });
    return after;
  }

  drop(by: Actor, key: StoredKey): void {
    this.transact(() => {
      const keys = new Map(this.holdings.keys);
      keys.delete(key.key);
      this.holdings = { ...this.holdings, keys };
      this.note(by, "removed", key, key, null);
    });
  }

  private note(
    by: Actor,
    type: KeyEvent["type"],
    { key, userId }: StoredKey,
    before: StoredKey | null,
    after: StoredKey | null,
  ): void {
    this.pending?.push({ at: this.clock.now(), by, type, key, userId, before, after });
  }

  private record(changes: readonly Change[]): void {
    const events = changes.map((change) => ({ sequence: (this.changes += 1), ...change }));
    const log = [...this.log, ...events];
    this.log = log.slice(Math.max(0, log.length - this.keptEvents));
  }
}
