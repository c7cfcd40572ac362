// A clock that stands until it is moved: sleeps end when the test says so, in the order in which they are due.
import { type Clock } from "../../src/api";

interface Sleeper {
  readonly ms: number;
  readonly due: number;
  readonly wake: () => void;
}

/** 2026-01-01T00:00:00Z */
export const START = 1_767_225_600_000;

/** {@link START} in Unix seconds, as the API counts. */
export const START_SECONDS = START / 1000;

export class FakeClock implements Clock {
  private sleepers: readonly Sleeper[] = [];
  private watchers: readonly (() => void)[] = [];

  /** @param time - milliseconds since 1970 */
  constructor(private time: number = START) {}

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.remove(sleeper);
        reject(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
      };
      const wake = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper: Sleeper = { ms, due: this.time + ms, wake };
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort, { once: true });
      this.sleepers = [...this.sleepers, sleeper];
      for (const look of this.watchers) look();
    });
  }

  /** How long each of the present sleeps was asked to take, in the order in which they began. */
  get sleeping(): readonly number[] {
    return this.sleepers.map(({ ms }) => ms);
  }

  /** Resolves as soon as something sleeps for that long, now or later. */
  asleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.sleeping.includes(ms)) return;
        this.watchers = this.watchers.filter((watcher) => watcher !== look);
        resolve();
      };
      this.watchers = [...this.watchers, look];
      look();
    });
  }

  /** Moves the time on. What wakes up runs before what is due later, and may go to sleep again in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (let next = this.earliest(end); next; next = this.earliest(end)) {
      this.time = Math.max(this.time, next.due);
      this.remove(next);
      next.wake();
      await settled();
    }
    this.time = end;
  }

  private earliest(end: number): Sleeper | undefined {
    const due = this.sleepers.filter((sleeper) => sleeper.due <= end);
    return due.reduce<Sleeper | undefined>((first, one) => (first && first.due <= one.due ? first : one), undefined);
  }

  private remove(sleeper: Sleeper): void {
    this.sleepers = this.sleepers.filter((other) => other !== sleeper);
  }
}

/** Lets everything run that waits for nothing but promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
