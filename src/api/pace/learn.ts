// What answers teach of the budget. Pure.
import { type Budget, MAX_LOCK_OUT_MS, WINDOW_MS } from "./budget";
import { settle } from "./places";

/** How long a limit that proved too high stays halved. */
const DISTRUST_MS = 10 * 60_000;
/** Any limit is down to the least that is possible by then. */
export const MOST_HALVINGS = 20;

/** What a request's answer says of the budget. */
export interface Told {
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
}

/** An answer came, and it was no lock-out. */
export function learn(budget: Budget, id: string, told: Told, now: number): Budget {
  const settled = settle(budget, id, now);
  const at = budget.spent.find((one) => one.id === id)?.at ?? 0;
  // Answers may overtake each other: what is left is known from the request that was sent last.
  const isNews = at > budget.believedAt;
  const limit = told.limit ?? settled.limit;
  const base: Budget = {
    ...settled,
    taughtAt: now,
    cautious: settled.cautious && !isNews,
    believedAt: Math.max(at, budget.believedAt),
    ...(limit !== undefined && { limit }),
  };
  if (limit === undefined || told.remaining === undefined) return base;
  const spent = base.spent.filter(({ until }) => until > now);
  const open = spent.filter(({ openUntil }) => openUntil > now).length;
  // Ours that are under way may or may not be counted yet: for others' count assume that they are, for what is left
  // that they are not.
  const foreign = { count: Math.max(0, limit - told.remaining - spent.length), until: now + WINDOW_MS };
  const left = told.remaining - open;
  if (isNews || base.left === undefined) return { ...base, foreign, left };
  const more = base.foreign.until > now && base.foreign.count > foreign.count ? base.foreign : foreign;
  return { ...base, foreign: more, left: Math.min(left, base.left) };
}

/**
 * The server refused for `lockOutMs`. It counted what we did not know of, or told too high a limit: halve it. That may not
 * have been told yet, on the very first request for instance: then it is halved once it is.
 */
export function lockOut(budget: Budget, id: string, lockOutMs: number, now: number): Budget {
  const settled = settle(budget, id, now);
  const lockedUntil = now + Math.min(lockOutMs, MAX_LOCK_OUT_MS);
  // Further refusals of the same lock-out teach nothing new.
  if (settled.lockedUntil > now) {
    return { ...settled, lockedUntil: Math.max(settled.lockedUntil, lockedUntil), lockedAt: now };
  }
  const before = settled.cap && settled.cap.until > now ? settled.cap.halvings : 0;
  const cap = { halvings: Math.min(before + 1, MOST_HALVINGS), until: lockedUntil + DISTRUST_MS };
  return { ...settled, taughtAt: now, lockedUntil, lockedAt: now, cautious: true, believedAt: now, cap };
}
