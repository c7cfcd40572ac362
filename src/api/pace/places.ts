// The places that requests take in the budget, from before they are sent until they have left the window. Pure.
import { type Budget, WINDOW_MS } from "./budget";

/** A request is about to be sent, and will be given up after `timeoutMs`. */
export function reserve(budget: Budget, id: string, timeoutMs: number, now: number): Budget {
  const openUntil = now + timeoutMs;
  return {
    ...budget,
    spent: [
      ...budget.spent.filter(({ until }) => until > now),
      { id, at: now, openUntil, until: openUntil + WINDOW_MS },
    ],
    ...(budget.left !== undefined && { left: budget.left - 1 }),
  };
}

/** Uses a place that was reserved before; undefined where it holds no longer: it is past its time, or a lock-out came. */
export function redeem(budget: Budget, id: string, timeoutMs: number, now: number): Budget | undefined {
  if (budget.lockedUntil > now || !budget.spent.some((one) => one.id === id && one.openUntil > now)) return undefined;
  const openUntil = now + timeoutMs;
  const renewed = { id, at: now, openUntil, until: openUntil + WINDOW_MS };
  return { ...budget, spent: budget.spent.map((one) => (one.id === id ? renewed : one)) };
}

/** A request that was not needed after all was not sent. */
export function release(budget: Budget, id: string): Budget {
  if (!budget.spent.some((one) => one.id === id)) return budget;
  const left = budget.left === undefined ? {} : { left: budget.left + 1 };
  return { ...budget, ...left, spent: budget.spent.filter((one) => one.id !== id) };
}

/** No answer came. The server may have counted the request until now. */
export function settle(budget: Budget, id: string, now: number): Budget {
  const spent = budget.spent.map((one) => (one.id === id ? { ...one, openUntil: now, until: now + WINDOW_MS } : one));
  return { ...budget, spent };
}
