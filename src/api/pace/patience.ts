// How long one request waits for lock-outs to end: from its first one on, however many follow.

export class Patience {
  private since: number | undefined;

  constructor(private readonly maxWaitMs: number) {}

  /** Whether to wait for so long from `now` on, by the process's own clock. */
  lasts(ms: number, now: number): boolean {
    // Not later than now: the clock may have been set back.
    this.since = Math.min(this.since ?? now, now);
    return now + ms - this.since <= this.maxWaitMs;
  }
}
