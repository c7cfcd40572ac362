// Whether requests may be sent now. Pure.
import { turnAt, turnWidth } from "./apart";
import { type Budget, type BudgetSettings, leavingTimes, limitOf } from "./budget";

export type Verdict =
  | { readonly kind: "go" }
  | {
      readonly kind: "wait";
      readonly until: number;
      readonly reason: "lock-out" | "window" | "turn" | "line" | "apart";
    };

/**
 * Whether `count` requests may be sent from `now` on, and if not, when to ask again. Those who came earlier want `inLine`
 * places: where there is no room for all, they go first, or a change that needs several places would never find them free.
 */
export function judge(budget: Budget, settings: BudgetSettings, count: number, now: number, inLine = 0): Verdict {
  if (budget.lockedUntil > now) return { kind: "wait", until: budget.lockedUntil, reason: "lock-out" };
  const turn = budget.apart ? turnAt(budget.apart, budget, count, now) : now;
  if (turn > now) return { kind: "wait", until: turn, reason: "apart" };
  // Turns have an order of their own.
  const ahead = budget.apart ? 0 : inLine;
  const open = budget.spent.filter(({ openUntil, until }) => until > now && openUntil > now);
  const short = budget.left !== undefined && budget.left < count + ahead;
  const oneByOne = budget.taughtAt === undefined || budget.cautious || short;
  if (oneByOne && open.length > 0) {
    return { kind: "wait", until: Math.min(...open.map(({ openUntil }) => openUntil)), reason: "turn" };
  }
  const leaving = leavingTimes(budget, now);
  const limit = limitOf(budget, settings, now);
  const placesFreeAt = (places: number) => leaving[leaving.length + places - 1 - limit];
  const until = placesFreeAt(count);
  if (until !== undefined) return { kind: "wait", until, reason: "window" };
  if (ahead === 0) return { kind: "go" };
  if (!oneByOne && leaving.length + ahead + count <= limit) return { kind: "go" };
  return { kind: "wait", until: placesFreeAt(ahead + count) ?? now, reason: "line" };
}

/** How many requests can ever be sent together. */
export function mostTogether(budget: Budget, settings: BudgetSettings, now: number): number {
  const limit = limitOf(budget, settings, now);
  return budget.apart ? Math.min(limit, turnWidth(budget.apart, budget, now)) : limit;
}

/** How many requests could be sent at once. */
export function freeNow(budget: Budget, settings: BudgetSettings, now: number): number {
  if (budget.lockedUntil > now) return 0;
  return Math.max(0, limitOf(budget, settings, now) - leavingTimes(budget, now).length);
}
