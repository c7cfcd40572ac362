// The budget by another clock, as when it moves from a server to a file. Pure.
import { type Budget } from "./budget";

/** `ms`: by how much the other clock is ahead. */
export function shift(budget: Budget, ms: number): Budget {
  const { taughtAt, plan, cap, lockedAt } = budget;
  return {
    ...budget,
    spent: budget.spent.map(({ id, at, openUntil, until }) => ({
      id,
      at: at + ms,
      openUntil: openUntil + ms,
      until: until + ms,
    })),
    line: budget.line.map((waiter) => ({ ...waiter, since: waiter.since + ms, until: waiter.until + ms })),
    ...(taughtAt !== undefined && { taughtAt: taughtAt + ms }),
    believedAt: budget.believedAt + ms,
    ...(plan && { plan: { ...plan, at: plan.at + ms } }),
    ...(cap && { cap: { ...cap, until: cap.until + ms } }),
    foreign: { ...budget.foreign, until: budget.foreign.until + ms },
    lockedUntil: budget.lockedUntil + ms,
    ...(lockedAt !== undefined && { lockedAt: lockedAt + ms }),
  };
}
