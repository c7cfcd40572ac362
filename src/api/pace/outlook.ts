// How fast requests can be sent from now on, to tell beforehand how long something will take. Pure.
import { type Budget, type BudgetSettings, knownLimit, limitOf } from "./budget";
import { freeNow } from "./judge";

export interface Outlook {
  /** How many requests can be sent at once. */
  readonly free: number;
  readonly perMinute: number;
  /** Nobody has told the limit: the smallest plan's is assumed. */
  readonly isAssumed: boolean;
  /** How long the account is still locked out. */
  readonly lockedOutMs: number;
}

export const outlookOn = (budget: Budget, settings: BudgetSettings, now: number): Outlook => ({
  free: freeNow(budget, settings, now),
  perMinute: limitOf(budget, settings, now),
  isAssumed: knownLimit(budget, settings) === undefined,
  lockedOutMs: Math.max(0, budget.lockedUntil - now),
});
