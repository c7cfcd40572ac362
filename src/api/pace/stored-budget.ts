// The budget as the ledger file holds it: unknown in, typed out. Whatever is not plausible is dropped or bounded, so
// that a damaged or hostile file can neither stop us for long nor send us over the limit. Files of other versions of the
// provider may lack what this one writes.
import { type Budget, EMPTY_BUDGET, MEMORY_MS, type Spent, type Waiter } from "./budget";
import { MOST_HALVINGS } from "./learn";
import { rebase } from "./rebase";

const MOST_SPENT = 10_000;
/** Processes of one user that wait at the same time. */
const MOST_WAITERS = 200;
const MOMENT_MS = 60_000;

/** Undefined where the text is no budget at all. */
export function parseBudget(text: string, now: number): Budget | undefined {
  const stored = parse(text);
  if (!isRecord(stored) || !Array.isArray(stored.spent)) return undefined;
  const foreign = isRecord(stored.foreign) ? stored.foreign : {};
  const limit = positive(stored.limit);
  const taughtAt = instant(stored.taughtAt);
  const lockedAt = instant(stored.lockedAt);
  const budget: Budget = {
    ...EMPTY_BUDGET,
    spent: stored.spent.slice(-MOST_SPENT).flatMap(spentFrom),
    line: Array.isArray(stored.line) ? stored.line.slice(-MOST_WAITERS).flatMap(waiterFrom) : [],
    ...(taughtAt !== undefined && { taughtAt }),
    believedAt: instant(stored.believedAt) ?? 0,
    ...(limit !== undefined && { limit }),
    ...planFrom(stored.plan),
    ...capFrom(stored.cap),
    foreign: { count: positive(foreign.count) ?? 0, until: instant(foreign.until) ?? 0 },
    ...(typeof stored.left === "number" && Number.isFinite(stored.left) && { left: stored.left }),
    lockedUntil: instant(stored.lockedUntil) ?? 0,
    ...(lockedAt !== undefined && { lockedAt }),
    cautious: stored.cautious === true,
  };
  return rebase(budget, now);
}

/** Milliseconds after which nothing in it counts any more, and a moment. */
export function lifetimeOf(budget: Budget, now: number): number {
  const { spent, line, taughtAt = 0, plan, cap, foreign, lockedUntil } = budget;
  const ends = [...spent, ...line, foreign].map(({ until }) => until);
  const memories = [taughtAt, plan?.at ?? 0].map((at) => at + MEMORY_MS);
  return Math.max(now, ...ends, ...memories, cap?.until ?? 0, lockedUntil) - now + MOMENT_MS;
}

function spentFrom(one: unknown): readonly Spent[] {
  if (!isRecord(one) || typeof one.id !== "string") return [];
  const { id } = one;
  return [{ id, at: instant(one.at) ?? 0, openUntil: instant(one.openUntil) ?? 0, until: instant(one.until) ?? 0 }];
}

function waiterFrom(one: unknown): readonly Waiter[] {
  if (!isRecord(one) || typeof one.id !== "string") return [];
  const count = positive(one.count);
  if (count === undefined) return [];
  return [{ id: one.id, since: instant(one.since) ?? 0, count, until: instant(one.until) ?? 0 }];
}

function planFrom(stored: unknown): Pick<Budget, "plan"> {
  const at = isRecord(stored) ? instant(stored.at) : undefined;
  if (!isRecord(stored) || at === undefined) return {};
  const limit = positive(stored.limit);
  return { plan: { at, ...(limit !== undefined && { limit }) } };
}

function capFrom(stored: unknown): Pick<Budget, "cap"> {
  if (!isRecord(stored)) return {};
  // Earlier versions wrote what the halved limit was.
  const halvings = positive(stored.halvings) ?? (positive(stored.value) === undefined ? undefined : 1);
  if (halvings === undefined) return {};
  return { cap: { halvings: Math.min(halvings, MOST_HALVINGS), until: instant(stored.until) ?? 0 } };
}

const instant = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

const positive = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 1_000_000 ? value : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
