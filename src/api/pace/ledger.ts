// The request budget as one thing that is changed step by step, wherever it is kept.
import { type Clock } from "../clock";
import { type Budget, EMPTY_BUDGET } from "./budget";

/** Pure: it may be run again, on a newer budget. `now` is the ledger's own time, in milliseconds since 1970. */
export type Step<T> = (budget: Budget, now: number) => { readonly budget: Budget; readonly result: T };

/** Changes the budget, one change after the other, in the order in which they were asked for. */
export interface Ledger {
  /** Rejects with what the step throws, and for no other reason. */
  change<T>(step: Step<T>): Promise<T>;
  /** Makes sure that it can be used. Rejects with a {@link LedgerError} where that needs another configuration. */
  open(): Promise<void>;
  /** Who owns what, for all that share the ledger. */
  readonly claims: Claims;
  /** Lets go of its connections. A change that comes later opens them anew. */
  close(): Promise<void>;
}

/** Of ids. Where nobody can tell, what is asked for is granted, and nothing is taken. Kept for an hour. */
export interface Claims {
  /** From now on `who` owns it. False: somebody else does. */
  take(id: string, who: string): Promise<boolean>;
  /** Whether somebody else than `who` owns it. */
  isTaken(id: string, who: string): Promise<boolean>;
}

/** The ledger cannot be used as it is configured: a sentence that names its host, and no secret. */
export class LedgerError extends Error {}

/** All changes that wait, as one. Of several calls within a turn, the last one counts. */
export type Make = (budget: Budget, now: number) => Budget;

/** A place that holds a budget. */
export interface Holder {
  /** Changes it once. Calls `make` at least once, with the time by its own clock. */
  turn(make: Make): Promise<void>;
  open?(): Promise<void>;
  close?(): Promise<void>;
  /** Undefined: nobody can tell. */
  readonly claims?: Claims;
}

/** A change that is asked for, and what is called once it is stored. */
type Change = (before: Budget, now: number) => { readonly budget: Budget; readonly settle: () => void };

/** Makes changes in the order in which they come. Whatever has come by the time of a turn is changed in it. */
export class LedgerOn implements Ledger {
  private waiting: Change[] = [];
  private isAtWork = false;

  /** The holder's turns must not fail. */
  constructor(private readonly holder: Holder) {}

  get claims(): Claims {
    return this.holder.claims ?? NOBODY_CAN_TELL;
  }

  change<T>(step: Step<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push((before, now) => {
        try {
          const { budget, result } = step(before, now);
          return { budget, settle: () => resolve(result) };
        } catch (error) {
          return { budget: before, settle: () => reject(error instanceof Error ? error : new Error(String(error))) };
        }
      });
      if (!this.isAtWork) void this.work();
    });
  }

  async open(): Promise<void> {
    await this.holder.open?.();
  }

  async close(): Promise<void> {
    await this.holder.close?.();
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    while (this.waiting.length > 0) {
      let settled: readonly (() => void)[] = [];
      await this.holder.turn((before, now) => {
        let budget = before;
        settled = this.waiting.map((change) => {
          const changed = change(budget, now);
          budget = changed.budget;
          return changed.settle;
        });
        return budget;
      });
      this.waiting.splice(0, settled.length);
      for (const settle of settled) settle();
    }
    this.isAtWork = false;
  }
}

const NOBODY_CAN_TELL: Claims = {
  take: () => Promise.resolve(true),
  isTaken: () => Promise.resolve(false),
};

/** A budget of this process alone. */
export class MemoryHolder implements Holder {
  private own = EMPTY_BUDGET;
  private readonly owners = new Map<string, string>();
  readonly claims: Claims = {
    take: (id, who) => {
      if (!this.owners.has(id)) this.owners.set(id, who);
      return Promise.resolve(this.owners.get(id) === who);
    },
    isTaken: (id, who) => Promise.resolve((this.owners.get(id) ?? who) !== who),
  };

  constructor(private readonly clock: Pick<Clock, "now">) {}

  turn(make: Make): Promise<void> {
    this.own = make(this.own, this.clock.now());
    return Promise.resolve();
  }
}

export const memoryLedger = (clock: Pick<Clock, "now">): Ledger => new LedgerOn(new MemoryHolder(clock));
