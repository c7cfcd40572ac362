// A shared budget at one moment, for people and scripts. Pure.
import { type Budget, type BudgetSettings, recent } from "./budget";
import { type Outlook, outlookOn } from "./outlook";

export interface Snapshot {
  /** The moment, by the clock of the place where the budget is kept; milliseconds since 1970, as all instants here. */
  readonly at: number;
  readonly outlook: Outlook;
  /** Requests that have a place and no answer yet. */
  readonly underWay: number;
  /** Requests of the last minute, those under way included, that count against the limit. */
  readonly counted: number;
  /** Processes in the line; each stands there for the first change of its own queue. */
  readonly waiting: {
    readonly processes: number;
    /** How many places they want. */
    readonly requests: number;
    /** When the first of them began to wait; undefined where nobody waits. */
    readonly since: number | undefined;
  };
  /** Undefined where the account is not locked out. */
  readonly lockedUntil: number | undefined;
}

/** A process may leave some of the limit to others; which one will ask next is not known. */
const SETTINGS: BudgetSettings = { margin: 0 };

export function snapshotOf(held: Budget, at: number): Snapshot {
  const budget = recent(held, at);
  const counted = budget.spent.filter(({ until }) => until > at);
  const waiting = budget.line.filter(({ until }) => until > at);
  return {
    at,
    outlook: outlookOn(budget, SETTINGS, at),
    underWay: counted.filter(({ openUntil }) => openUntil > at).length,
    counted: counted.length,
    waiting: {
      processes: waiting.length,
      requests: waiting.reduce((sum, { count }) => sum + count, 0),
      since: waiting.length > 0 ? Math.min(...waiting.map(({ since }) => since)) : undefined,
    },
    lockedUntil: budget.lockedUntil > at ? budget.lockedUntil : undefined,
  };
}
