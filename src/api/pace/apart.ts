// Taking turns: what processes of many machines do while the server that they shared the budget on is away. None hears of the
// others, but each knows from before who they are, and the time by the server's clock. So they take turns of so many requests, in
// one order, as fast as the limit allows, and each assumes that the others use theirs. Pure.
import { type Budget, WINDOW_MS, limitOf } from "./budget";

export interface Apart {
  /** This process, as the ids of its places begin. */
  readonly self: string;
  /** Among those that know each other, in an order that is the same for all of them: how many, and which one this is. */
  readonly of: number;
  readonly rank: number;
  /** When the server was last heard of. */
  readonly since: number;
  /** By how many milliseconds its clock was ahead. */
  readonly aheadMs: number;
}

/** As ids begin that a process gives to its places, and to itself in the line. */
export const processOf = (id: string): string => id.split(".")[0] ?? "";

/** Undefined: there is nobody else, as far as `self` knows. */
export function apartFrom(known: Budget, self: string, since: number, aheadMs: number): Apart | undefined {
  const recent = [...known.spent, ...known.line].filter(({ until }) => until > since);
  const processes = [...new Set([self, ...recent.map(({ id }) => processOf(id))])].sort();
  return processes.length < 2
    ? undefined
    : { self, of: processes.length, rank: processes.indexOf(self), since, aheadMs };
}

/** Calls of one change that follow each other without a wait: mostly so many. */
const TOGETHER = 3;
/** Smaller limits have turns of two. */
const SMALL_LIMIT = 10;

/** From when on `count` requests may be sent together, if the budget allows them besides; not later than `now` if they may be. */
export function turnAt(apart: Apart, budget: Budget, count: number, now: number): number {
  const { of, rank, since, aheadMs, self } = apart;
  const limit = limitOf(budget, { margin: 0 }, now);
  const places = Math.min(limit, limit < SMALL_LIMIT ? TOGETHER - 1 : TOGETHER);
  // A window may begin within a turn and end within another: so many turns, and one more, keep within the limit.
  const turnMs = WINDOW_MS / Math.max(1, Math.floor((limit - places) / places));
  const turnOf = (time: number) => Math.floor((time + aheadMs) / turnMs);
  const beginOf = (turn: number) => turn * turnMs - aheadMs;
  const current = turnOf(now);
  const later = (rank - ((current + 1) % of) + of) % of;
  const next = beginOf(current + 1 + later);
  if (current % of !== rank) return next;
  const sent = budget.spent.filter(({ id, at }) => processOf(id) === self && at >= beginOf(current)).length;
  // Those that want more than a turn has go at its beginning.
  if (sent > 0 && sent + count > places) return next;
  const live = budget.spent.filter(({ until }) => until > now);
  const first = turnOf(Math.max(since, now - WINDOW_MS));
  const others = Array.from({ length: current - first }, (_, n) => first + n).filter(
    (turn) => turn % of !== rank,
  ).length;
  if (live.length + others * places + Math.min(count, places) <= limit) return now;
  return Math.min(next, beginOf(current + 1), ...live.map(({ until }) => until));
}
