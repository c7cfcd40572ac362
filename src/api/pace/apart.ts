// Taking turns: what processes of many machines do while the server that they shared the budget on is away. None hears of the
// others, but each knows from before who they are, and the time by the server's clock. So they take turns of equal length, in
// one order, and each assumes that the others use theirs: a window has room for all turns that fall into it. A turn that is not
// used is lost. Each has room for the largest change, or for the whole limit where that is smaller. Pure.
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
  /** A refusal that all of them know of. */
  readonly cap?: Budget["cap"];
}

/** As ids begin that a process gives to its places, and to itself in the line. */
export const processOf = (id: string): string => id.split(".")[0] ?? "";

/**
 * Who has sent nothing for so long, and does not wait either, has ended. One that only pauses and goes on has turns that the others
 * do not reckon with; so a plan keeps its turns for a minute, although its apply would have use for them.
 */
const ENDED_AFTER_MS = WINDOW_MS;

/** From what was known at `since`. Undefined: there is nobody else, as far as `self` knows. */
export function apartFrom(known: Budget, self: string, since: number, aheadMs: number): Apart | undefined {
  const sending = known.spent.filter(({ openUntil }) => openUntil > since - ENDED_AFTER_MS);
  const waiting = known.line.filter(({ until }) => until > since);
  const processes = [...new Set([self, ...[...sending, ...waiting].map(({ id }) => processOf(id))])].sort();
  return processes.length < 2
    ? undefined
    : { self, of: processes.length, rank: processes.indexOf(self), since, aheadMs, cap: known.cap };
}

/** Requests that the largest change sends: off, an update and on again, each switch with its look. */
const LARGEST_CHANGE = 5;
/** Places are taken in so much of a turn, from its beginning. */
const TAKING_MS = 5_000;
/** By then, from a turn's beginning on, all of its requests are sent, if the clocks differ by little. */
const SENDING_MS = 10_000;

/** How many turns a window has, and how many requests each. The same for all: of what was learnt since, only the limit counts. */
function turnsOf({ cap }: Apart, { cap: _cap, ...budget }: Budget, now: number) {
  const limit = limitOf({ ...budget, ...(cap && { cap }) }, { margin: 0 }, now);
  const turns = Math.max(1, Math.floor(limit / LARGEST_CHANGE));
  // So long that no window has requests of more turns than that, wherever it begins.
  return { limit, turns, width: Math.floor(limit / turns), turnMs: (WINDOW_MS + SENDING_MS) / turns };
}

/** How many requests can be sent together. */
export const turnWidth = (apart: Apart, budget: Budget, now: number): number => turnsOf(apart, budget, now).width;

/**
 * From when on `count` requests, at most the turn's width, may be sent together, if the budget allows them besides; not later than
 * `now` if they may be.
 */
export function turnAt(apart: Apart, budget: Budget, count: number, now: number): number {
  const { of, rank, since, aheadMs, self } = apart;
  const { limit, turns, width, turnMs } = turnsOf(apart, budget, now);
  const turnOf = (time: number) => Math.floor((time + aheadMs) / turnMs);
  const beginOf = (turn: number) => Math.ceil(turn * turnMs - aheadMs);
  const current = turnOf(now);
  const next = beginOf(current + 1 + ((rank - ((current + 1) % of) + of) % of));
  if (current % of !== rank || now >= beginOf(current) + TAKING_MS) return next;
  const taken = budget.spent.filter(({ id, at }) => processOf(id) === self && at >= beginOf(current)).length;
  if (taken + count > width) return next;
  // What this process knows of, and what others may have sent since in their turns.
  const live = budget.spent.filter(({ until }) => until > now);
  const first = Math.max(turnOf(since), current - turns + 1);
  const before = Array.from({ length: Math.max(0, current - first) }, (_, n) => first + n);
  const others = before.filter((turn) => turn % of !== rank).length;
  if (live.length + others * width + count <= limit) return now;
  return Math.min(next, ...live.map(({ until }) => until));
}
