// The API's rate limit: requests per minute in a sliding window, and the lock-out of an account that goes over it. No HTTP.
import { type Clock } from "./clock";

const WINDOW_MS = 60_000;
const LOCK_OUT_MS = 180_000;

/** Where a caller stands after a call. */
export interface Budget {
  /** Calls per minute. */
  readonly limit: number;
  /** Calls left in the window. */
  readonly remaining: number;
  /** Unix seconds: when the next call's place comes free, or when the lock-out ends. */
  readonly reset: number;
  /** Seconds until the lock-out ends; 0 where there is none. */
  readonly lockedFor: number;
}

interface Calls {
  /** Times of the calls in the window, in milliseconds, oldest first. */
  readonly times: number[];
  lockedUntil: number;
}

export class RateLimiter {
  private readonly callers = new Map<string, Calls>();

  constructor(private readonly clock: Clock) {}

  /** Counts a call. Every one counts: one that fails, and one during the lock-out. */
  count(caller: string, limit: number): Budget {
    const now = this.clock.now();
    const calls = this.callsOf(caller);
    calls.times.push(now);
    while ((calls.times[0] ?? now) <= now - WINDOW_MS) calls.times.shift();
    if (now >= calls.lockedUntil && calls.times.length > limit) calls.lockedUntil = now + LOCK_OUT_MS;
    return budget(calls, limit, now);
  }

  /** Locks a caller out, whatever is left of its budget. */
  lockOut(caller: string, limit: number): Budget {
    const now = this.clock.now();
    const calls = this.callsOf(caller);
    calls.lockedUntil = now + LOCK_OUT_MS;
    return budget(calls, limit, now);
  }

  private callsOf(caller: string): Calls {
    const known = this.callers.get(caller);
    if (known !== undefined) return known;
    const fresh: Calls = { times: [], lockedUntil: 0 };
    this.callers.set(caller, fresh);
    return fresh;
  }
}

function budget(calls: Calls, limit: number, now: number): Budget {
  if (now < calls.lockedUntil) {
    const lockedFor = Math.ceil((calls.lockedUntil - now) / 1000);
    return { limit, remaining: 0, reset: Math.ceil(calls.lockedUntil / 1000), lockedFor };
  }
  const oldest = calls.times[0] ?? now;
  const reset = Math.ceil((oldest + WINDOW_MS) / 1000);
  return { limit, remaining: limit - calls.times.length, reset, lockedFor: 0 };
}
