// What this process knows of the budget, by the clock of the place that holds it: for a place that has lost it, as a server
// that was started again empty, or for another place.
import { processOf } from "./apart";
import { type Budget, EMPTY_BUDGET, type Spent, merge } from "./budget";
import { shift } from "./shift";

/** A place that ends so soon may be gone elsewhere: the clocks are compared over a network. */
const GRACE_MS = 5_000;

export class Known {
  private held = EMPTY_BUDGET;
  /** Places of this process, and itself in the line. */
  private own: ReadonlySet<string> = new Set();
  private process: string | undefined;

  get budget(): Budget {
    return this.held;
  }

  /** As the ids of its places begin; undefined before it had one. */
  get self(): string | undefined {
    return this.process;
  }

  /** As it is now held, and what this process has changed in it. */
  note(before: Budget, after: Budget): void {
    const others = new Set([...before.spent, ...before.line].map(({ id }) => id).filter((id) => !this.own.has(id)));
    const own = [...after.spent, ...after.line].map(({ id }) => id).filter((id) => !others.has(id));
    const [first] = own;
    if (first !== undefined) this.process = processOf(first);
    this.own = new Set(own);
    this.held = after;
  }

  /** `ms`: by how much the clock of the place that holds it from now on is ahead. */
  move(ms: number): void {
    this.held = shift(this.held, ms);
  }

  /** Whether the place that holds it has lost something. Nobody but this process takes its places away. */
  isLostIn(held: Budget, now: number): boolean {
    const ids = new Set(held.spent.map(({ id }) => id));
    const isLive = ({ until }: Spent) => until > now + GRACE_MS;
    const live = this.held.spent.filter(isLive);
    const isEmpty = held.spent.length === 0 && held.taughtAt === undefined;
    return live.some(({ id }) => !ids.has(id) && (isEmpty || this.own.has(id)));
  }

  /** With what this process knows besides. What others have done meanwhile it cannot know: one request first, and its answer tells. */
  addTo(held: Budget): Budget {
    return { ...merge(held, this.held), cautious: true };
  }
}
