// The request budget of an account, as a model: what was spent in the last minute, what the server told, and whether the
// account is locked out. Pure; all times are milliseconds of our own clock. Of what the server tells only counts are
// believed, never instants: its clock may differ from ours, and its Reset may be wrong.

/** The sliding window in which the API counts requests. */
export const WINDOW_MS = 60_000;
/** Assumed where neither answers nor the configuration tell a limit: the smallest plan's. */
export const ASSUMED_LIMIT = 5;
/** A look at a key's status and the flip that stands on it: with less than that nothing could be switched. */
const LEAST_LIMIT = 2;
/** No lock-out is believed for longer; the documented one takes three minutes. */
export const MAX_LOCK_OUT_MS = 10 * 60_000;
/** How long a limit that proved too high stays halved. */
const DISTRUST_MS = 10 * 60_000;
/** What the server told longer ago than this is asked anew: the account's plan may have changed. */
const MEMORY_MS = 10 * 60_000;

/** One request, of whichever process of this user. */
export interface Spent {
  readonly id: string;
  /** When it was sent, or its place reserved. */
  readonly at: number;
  /** While it is under way: when it will be given up. The server may count it at any time until then. */
  readonly openUntil: number;
  /** When it has left the server's window for certain. */
  readonly until: number;
}

export interface Budget {
  readonly spent: readonly Spent[];
  /** When an answer came last that could tell the limit. */
  readonly taughtAt?: number;
  /** When the request was sent whose answer was believed last for what is left. Earlier ones may be answered later. */
  readonly believedAt: number;
  /** The server's limit, as it told it last. */
  readonly limit?: number;
  /** Set when the server refused within the limit that it had told. */
  readonly cap?: { readonly value: number; readonly until: number };
  /** Requests of others that the server counts in its window. */
  readonly foreign: { readonly count: number; readonly until: number };
  /** What the server's last `Remaining` still allows, requests sent since and then under way deducted. */
  readonly left?: number;
  readonly lockedUntil: number;
  /** After a lock-out, until a request came through: one at a time. */
  readonly cautious: boolean;
}

export interface BudgetSettings {
  /** The user's own limit, if lower than the server's. */
  readonly requestsPerMinute?: number | undefined;
  /** Requests a minute that are left to others. */
  readonly margin: number;
}

export type Verdict =
  | { readonly kind: "go" }
  | { readonly kind: "wait"; readonly until: number; readonly reason: "lock-out" | "window" | "turn" };

/** What a request's answer says of the budget. */
export interface Told {
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
}

export const EMPTY_BUDGET: Budget = {
  spent: [],
  believedAt: 0,
  foreign: { count: 0, until: 0 },
  lockedUntil: 0,
  cautious: false,
};

/** Whether `count` requests may be sent from `now` on, and if not, when to ask again. */
export function judge(budget: Budget, settings: BudgetSettings, count: number, now: number): Verdict {
  if (budget.lockedUntil > now) return { kind: "wait", until: budget.lockedUntil, reason: "lock-out" };
  const spent = budget.spent.filter(({ until }) => until > now);
  const open = spent.filter(({ openUntil }) => openUntil > now);
  const short = budget.left !== undefined && budget.left < count;
  const oneByOne = budget.taughtAt === undefined || budget.cautious || short;
  if (oneByOne && open.length > 0) {
    return { kind: "wait", until: Math.min(...open.map(({ openUntil }) => openUntil)), reason: "turn" };
  }
  const foreign = budget.foreign.until > now ? Array<number>(budget.foreign.count).fill(budget.foreign.until) : [];
  const leaving = [...spent.map(({ until }) => until), ...foreign].sort((a, b) => a - b);
  const until = leaving[leaving.length + count - 1 - limitOf(budget, settings, now)];
  return until === undefined ? { kind: "go" } : { kind: "wait", until, reason: "window" };
}

/** Without what was learnt too long ago. */
export function recent(budget: Budget, now: number): Budget {
  if (budget.taughtAt === undefined || now - budget.taughtAt <= MEMORY_MS) return budget;
  const { taughtAt: _taughtAt, limit: _limit, left: _left, ...rest } = budget;
  return rest;
}

/** Requests a minute that this user may make. */
export function limitOf(budget: Budget, settings: BudgetSettings, now: number): number {
  const told = budget.limit ?? settings.requestsPerMinute ?? ASSUMED_LIMIT;
  const cap = budget.cap && budget.cap.until > now ? budget.cap.value : Infinity;
  const wanted = Math.min(told - settings.margin, settings.requestsPerMinute ?? Infinity, cap);
  return Math.max(wanted, Math.min(LEAST_LIMIT, told));
}

/** What is stored, and what a process has done without being able to store it. */
export function merge(stored: Budget, own: Budget): Budget {
  const ids = new Set(stored.spent.map(({ id }) => id));
  return {
    ...stored,
    spent: [...stored.spent, ...own.spent.filter(({ id }) => !ids.has(id))],
    lockedUntil: Math.max(stored.lockedUntil, own.lockedUntil),
    cautious: stored.cautious || own.cautious,
  };
}

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

/** An answer came, and it was no lock-out. */
export function learn(budget: Budget, id: string, told: Told, now: number): Budget {
  const settled = settle(budget, id, now);
  const at = budget.spent.find((one) => one.id === id)?.at ?? 0;
  // Answers may overtake each other: what is left is told by the request that was sent last.
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

/** The server refused for `lockOutMs`. It counted what we did not know of, or told too high a limit: halve it. */
export function lockOut(budget: Budget, settings: BudgetSettings, id: string, lockOutMs: number, now: number): Budget {
  const settled = settle(budget, id, now);
  const lockedUntil = now + Math.min(lockOutMs, MAX_LOCK_OUT_MS);
  // Further refusals of the same lock-out teach nothing new.
  if (settled.lockedUntil > now) return { ...settled, lockedUntil: Math.max(settled.lockedUntil, lockedUntil) };
  const cap = { value: Math.floor(limitOf(settled, settings, now) / 2), until: lockedUntil + DISTRUST_MS };
  return { ...settled, taughtAt: now, lockedUntil, cautious: true, believedAt: now, cap };
}
