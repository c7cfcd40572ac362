// What this process knows of the budget, by the clock of the place that holds it: for a place that has lost it, as a server
// that was started again empty, or for another place.
import { type Budget, EMPTY_BUDGET, type Spent, merge } from "./budget";
import { shift } from "./shift";

/** A place that ends so soon may be gone elsewhere: the clocks are compared over a network. */
const GRACE_MS = 5_000;

export class Known {
  private budget = EMPTY_BUDGET;
  /** Places of this process. */
  private own: ReadonlySet<string> = new Set();

  /** As it is now held, and what this process has changed in it. */
  note(before: Budget, after: Budget): void {
    const others = new Set(before.spent.filter(({ id }) => !this.own.has(id)).map(({ id }) => id));
    this.own = new Set(after.spent.filter(({ id }) => !others.has(id)).map(({ id }) => id));
    this.budget = after;
  }

  /** `ms`: by how much the clock of the place that holds it from now on is ahead. */
  move(ms: number): void {
    this.budget = shift(this.budget, ms);
  }

  /** Whether the place that holds it has lost something. Nobody but this process takes its places away. */
  isLostIn(held: Budget, now: number): boolean {
    const ids = new Set(held.spent.map(({ id }) => id));
    const isLive = ({ until }: Spent) => until > now + GRACE_MS;
    const live = this.budget.spent.filter(isLive);
    const isEmpty = held.spent.length === 0 && held.taughtAt === undefined;
    return live.some(({ id }) => !ids.has(id) && (isEmpty || this.own.has(id)));
  }

  /** With what this process knows besides. What others have done meanwhile it cannot know: one request first, and its answer tells. */
  addTo(held: Budget): Budget {
    return { ...merge(held, this.budget), cautious: true };
  }
}
