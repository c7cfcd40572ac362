// Counts the calls: per endpoint, and those refused with 429, for tests; per account and day for `GET /user/me`.
// Counts and nothing else.

/** What `GET /user/me` says about an account's calls. */
export interface AccountTraffic {
  readonly history: readonly { readonly date: string; readonly requests: number }[];
  readonly endpoints: Readonly<Record<string, number>>;
}

export class Traffic {
  private requests = new Map<string, number>();
  private refusals = 0;
  private readonly days = new Map<string, Map<string, number>>();
  private readonly endpoints = new Map<string, Map<string, number>>();

  /** `name` is an endpoint's name; `userId` is undefined where the caller is nobody known. */
  record(name: string, userId: string | undefined, now: number): void {
    increment(this.requests, name);
    if (userId === undefined) return;
    increment(inner(this.days, userId), new Date(now).toISOString().slice(0, 10));
    increment(inner(this.endpoints, userId), name);
  }

  /** Takes note of the status that a call was answered with. */
  recordStatus(status: number): void {
    if (status === 429) this.refusals += 1;
  }

  /** Calls per endpoint since the start or the last reset. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.requests);
  }

  /** Calls that were answered with 429 since the start or the last reset, by the rate limit or by a fault. */
  refused(): number {
    return this.refusals;
  }

  reset(): void {
    this.requests = new Map();
    this.refusals = 0;
  }

  of(userId: string): AccountTraffic {
    return {
      history: [...inner(this.days, userId)].map(([date, requests]) => ({ date, requests })),
      endpoints: Object.fromEntries(inner(this.endpoints, userId)),
    };
  }
}

function increment(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function inner(maps: Map<string, Map<string, number>>, name: string): Map<string, number> {
  const known = maps.get(name);
  if (known !== undefined) return known;
  const fresh = new Map<string, number>();
  maps.set(name, fresh);
  return fresh;
}
