// The budget as the ledger file holds it: unknown in, typed out. Whatever is not plausible is dropped or bounded, so
// that a damaged or hostile file can neither stop us for long nor send us over the limit.
import { type Budget, EMPTY_BUDGET, MAX_LOCK_OUT_MS, type Spent, WINDOW_MS } from "./budget";

/** A request takes no longer than this, and then stays in the window. */
const LONGEST_OPEN_MS = 10 * 60_000;
const MOST_SPENT = 10_000;

/** Undefined where the text is no budget at all. */
export function parseBudget(text: string, now: number): Budget | undefined {
  const stored = parse(text);
  if (!isRecord(stored) || !Array.isArray(stored.spent)) return undefined;
  const foreign = isRecord(stored.foreign) ? stored.foreign : {};
  const cap = isRecord(stored.cap) ? stored.cap : {};
  const limit = positive(stored.limit);
  const value = positive(cap.value);
  const taughtAt = instant(stored.taughtAt, now);
  return {
    ...EMPTY_BUDGET,
    spent: stored.spent.slice(-MOST_SPENT).flatMap((one: unknown) => spentFrom(one, now)),
    ...(taughtAt !== undefined && { taughtAt }),
    believedAt: bounded(stored.believedAt, now),
    ...(limit !== undefined && { limit }),
    ...(value !== undefined && { cap: { value, until: bounded(cap.until, now + 2 * MAX_LOCK_OUT_MS) } }),
    foreign: { count: positive(foreign.count) ?? 0, until: bounded(foreign.until, now + WINDOW_MS) },
    ...(typeof stored.left === "number" && Number.isFinite(stored.left) && { left: stored.left }),
    lockedUntil: bounded(stored.lockedUntil, now + MAX_LOCK_OUT_MS),
    cautious: stored.cautious === true,
  };
}

function spentFrom(one: unknown, now: number): readonly Spent[] {
  if (!isRecord(one) || typeof one.id !== "string") return [];
  const at = bounded(one.at, now);
  const openUntil = bounded(one.openUntil, now + LONGEST_OPEN_MS);
  const until = bounded(one.until, Math.max(openUntil, now) + WINDOW_MS);
  return until > now ? [{ id: one.id, at, openUntil, until }] : [];
}

const bounded = (value: unknown, most: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(value, most) : 0;

/** Undefined where it lies in the future: our clock was set back, or somebody plays with us. */
const instant = (value: unknown, now: number): number | undefined =>
  typeof value === "number" && value <= now ? value : undefined;

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
