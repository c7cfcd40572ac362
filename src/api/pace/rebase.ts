// The budget where our clock was set back: what seems to lie in the future was a moment ago. Otherwise requests would wait
// until the clock has caught up. The same bounds keep a damaged or hostile file from stopping us for long. Pure.
import { type Budget, MAX_LOCK_OUT_MS, type Spent, WINDOW_MS } from "./budget";
import { LEASE_MS } from "./line";

/** A request takes no longer than this, and then stays in the window. */
const LONGEST_OPEN_MS = 10 * 60_000;

export function rebase(budget: Budget, now: number): Budget {
  const { taughtAt, plan, cap, lockedAt = 0, ...rest } = budget;
  const lockedUntil = Math.min(budget.lockedUntil - Math.max(0, lockedAt - now), now + MAX_LOCK_OUT_MS);
  return {
    ...rest,
    spent: budget.spent.map((one) => rebaseSpent(one, now)),
    line: budget.line.map((waiter) => ({
      ...waiter,
      since: Math.min(waiter.since, now),
      until: Math.min(waiter.until, now + LEASE_MS),
    })),
    // Asked anew, one request first.
    ...(taughtAt !== undefined && taughtAt <= now && { taughtAt }),
    believedAt: Math.min(budget.believedAt, now),
    ...(plan && { plan: { ...plan, at: Math.min(plan.at, now) } }),
    ...(cap && { cap: { ...cap, until: Math.min(cap.until, now + 2 * MAX_LOCK_OUT_MS) } }),
    foreign: { ...budget.foreign, until: Math.min(budget.foreign.until, now + WINDOW_MS) },
    lockedUntil,
    ...(lockedAt > 0 && { lockedAt: Math.min(lockedAt, now) }),
  };
}

/** Sent later than now: as if it was sent now. */
function rebaseSpent(one: Spent, now: number): Spent {
  const shift = Math.max(0, one.at - now);
  const openUntil = Math.min(one.openUntil - shift, now + LONGEST_OPEN_MS);
  const until = Math.min(one.until - shift, Math.max(openUntil, now) + WINDOW_MS);
  return { id: one.id, at: one.at - shift, openUntil, until };
}
