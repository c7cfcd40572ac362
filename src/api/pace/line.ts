// The line in which processes wait for places, kept with the budget that they share: first come, first served. Each has at
// most one waiter in it, the first of its own queue. Pure.
import { type Budget, type Waiter } from "./budget";

/** Who does not say for so long that it still waits has died, or stands still, and must not keep the others. Longer
 * than a pause of 2 s and a turn of 6 s; and with the second after which others look again, less than 10 s. */
export const LEASE_MS = 8_500;

export type Standing = Pick<Waiter, "id" | "since" | "count">;

/** Takes a place in the line, or says that it still waits there. */
export function standInLine(budget: Budget, who: Standing, now: number): Budget {
  return { ...budget, line: [...others(budget, who.id, now), { ...who, until: now + LEASE_MS }] };
}

export function leaveLine(budget: Budget, id: string, now: number): Budget {
  return { ...budget, line: others(budget, id, now) };
}

/** Places that are wanted by those who came earlier. */
export const placesAhead = (budget: Budget, { id, since }: Standing, now: number): number =>
  others(budget, id, now)
    .filter((other) => other.since < since || (other.since === since && other.id < id))
    .reduce((sum, { count }) => sum + count, 0);

const others = ({ line }: Budget, id: string, now: number): readonly Waiter[] =>
  line.filter((waiter) => waiter.id !== id && waiter.until > now);
