// The request budget of an account, as a model: what was spent in the last minute, what the server told, whether the
// account is locked out, and who waits. Pure; all times are milliseconds of our own clock. Of what the server tells only
// counts are believed, never instants: its clock may differ from ours, and its Reset may be wrong.
//
// Three brakes stand beside the window of our own requests, and none can do the work of another. Without any one of them, or of
// the two facts below, a test of pacing fails:
// - `foreign`: the server counts more in its window than we have sent, so others use the account, too. They take places
//   for a whole window, or until a later answer shows fewer of them.
// - `left`: what the server allows at this moment, which may be less than the window has room for: requests that are under way
//   count in `foreign` as if the server knew them, here as if it did not. It never stops a request, but lets them go one by one
//   where it is short, so that each answer is heard before the next request is sent.
// - `cap`: the server refused although window and `left` allowed it. The limit that it tells is too high, or it tells none; a
//   refusal does not say by how much. So the limit is halved for a while, however often it is told again.
// - `cautious`: a lock-out may last longer than was told. All that waited for its end would be refused together, so one goes first.
// - `believedAt`: answers may overtake each other. One to a request that was sent earlier must not raise what a later one has
//   told to be left, nor end the caution that a refusal began.

import { type Apart } from "./apart";

/** The sliding window in which the API counts requests. */
export const WINDOW_MS = 60_000;
/** Assumed where neither answers nor the configuration nor the account's plan tell a limit: the smallest plan's. */
export const ASSUMED_LIMIT = 5;
/** A look at a key's status and the flip that stands on it: with less than that nothing could be switched. */
const LEAST_LIMIT = 2;
/** No lock-out is believed for longer; the documented one takes three minutes. */
export const MAX_LOCK_OUT_MS = 10 * 60_000;
/** What the server told longer ago than this is asked anew: the account's plan may have changed. */
export const MEMORY_MS = 10 * 60_000;

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

/** A process that waits for places. */
export interface Waiter {
  readonly id: string;
  /** When it began to wait: first come, first served. */
  readonly since: number;
  /** How many places it wants. */
  readonly count: number;
  /** It has ended without a word if it has not said by then that it still waits. */
  readonly until: number;
}

export interface Budget {
  readonly spent: readonly Spent[];
  readonly line: readonly Waiter[];
  /** When an answer came last that could tell the limit. */
  readonly taughtAt?: number;
  /** When the request was sent whose answer was believed last for what is left. Earlier ones may be answered later. */
  readonly believedAt: number;
  /** The server's limit, as it told it last. */
  readonly limit?: number;
  /** What is documented for the account's plan, looked up because answers tell no limit; none where the plan is not known. */
  readonly plan?: { readonly limit?: number; readonly at: number };
  /** Set when the server refused within the limit: that is halved so often, whatever it is told to be. */
  readonly cap?: { readonly halvings: number; readonly until: number };
  /** Requests of others that the server counts in its window. */
  readonly foreign: { readonly count: number; readonly until: number };
  /** What the server's last `Remaining` still allows, requests sent since and then under way deducted. */
  readonly left?: number;
  readonly lockedUntil: number;
  /** When that lock-out was told. */
  readonly lockedAt?: number;
  /** Set while those that share the budget cannot reach it: they take turns. Of this process alone, and never stored. */
  readonly apart?: Apart;
  /** After a lock-out, until a request came through: one at a time. */
  readonly cautious: boolean;
}

export interface BudgetSettings {
  /** The user's own limit, if lower than the server's. */
  readonly requestsPerMinute?: number | undefined;
  /** Requests a minute that are left to others. */
  readonly margin: number;
}

export const EMPTY_BUDGET: Budget = {
  spent: [],
  line: [],
  believedAt: 0,
  foreign: { count: 0, until: 0 },
  lockedUntil: 0,
  cautious: false,
};

/** Without what was learnt too long ago. */
export function recent(budget: Budget, now: number): Budget {
  const { plan, ...besides } = budget;
  const known = plan && now - plan.at > MEMORY_MS ? besides : budget;
  if (known.taughtAt === undefined || now - known.taughtAt <= MEMORY_MS) return known;
  const { taughtAt: _taughtAt, limit: _limit, left: _left, ...rest } = known;
  return rest;
}

/** Requests a minute that this user may make. */
export function limitOf(budget: Budget, settings: BudgetSettings, now: number): number {
  const told = knownLimit(budget, settings) ?? ASSUMED_LIMIT;
  const wanted = Math.min(told - settings.margin, settings.requestsPerMinute ?? Infinity);
  const { halvings = 0, until = 0 } = budget.cap ?? {};
  const trusted = until > now ? Math.floor(wanted / 2 ** halvings) : wanted;
  return Math.max(trusted, Math.min(LEAST_LIMIT, told));
}

/** Undefined where it must be assumed. */
export const knownLimit = ({ limit, plan }: Budget, { requestsPerMinute }: BudgetSettings): number | undefined =>
  limit ?? requestsPerMinute ?? plan?.limit;

/** When each request that counts now leaves the window, others' included, in order. */
export function leavingTimes({ spent, foreign }: Budget, now: number): readonly number[] {
  const others = foreign.until > now ? Array<number>(foreign.count).fill(foreign.until) : [];
  return [...spent.flatMap(({ until }) => (until > now ? [until] : [])), ...others].sort((a, b) => a - b);
}

/** What is stored, and what a process has done or learnt without being able to store it. */
export function merge(stored: Budget, own: Budget): Budget {
  const newer = (own.taughtAt ?? 0) > (stored.taughtAt ?? 0) ? own : stored;
  const spent = new Map(stored.spent.map((one) => [one.id, one]));
  for (const one of own.spent) spent.set(one.id, laterOf(spent.get(one.id) ?? one, one));
  return {
    ...newer,
    spent: [...spent.values()],
    line: stored.line,
    lockedUntil: Math.max(stored.lockedUntil, own.lockedUntil),
    cautious: stored.cautious || own.cautious,
  };
}

/** The same request: a place that was reserved is used later, and then answered before it would have been given up. */
const laterOf = (one: Spent, other: Spent): Spent =>
  other.at > one.at || (other.at === one.at && other.openUntil < one.openUntil) ? other : one;
