// The subscription tiers and their limits: data, no rules, no imports.
// The API's page on keys and its page on rates name different plans. All of their names are tiers here. What the page on keys
// does not give is that of the plan in the same place on the other page (basic: Starter, standard: Core); a plan that stands
// between two of the page on keys has the number of keys of the smaller one.

export interface TierLimits {
  /** Proxy keys per account. */
  readonly keys: number;
  readonly requestsPerMinute: number;
  /** Credits that one key may be given. */
  readonly allocationPerKey: number;
}

export const TIERS = {
  free: { keys: 10, requestsPerMinute: 5, allocationPerKey: 10_000 },
  basic: { keys: 15, requestsPerMinute: 10, allocationPerKey: 10_000 },
  starter: { keys: 15, requestsPerMinute: 10, allocationPerKey: 10_000 },
  plus: { keys: 15, requestsPerMinute: 15, allocationPerKey: 10_000 },
  standard: { keys: 30, requestsPerMinute: 20, allocationPerKey: 10_000 },
  core: { keys: 30, requestsPerMinute: 20, allocationPerKey: 10_000 },
  pro: { keys: 50, requestsPerMinute: 30, allocationPerKey: 10_000 },
  business: { keys: 50, requestsPerMinute: 60, allocationPerKey: 10_000 },
  enterprise: { keys: 100, requestsPerMinute: 100, allocationPerKey: 10_000 },
} as const satisfies Record<string, TierLimits>;

export type Tier = keyof typeof TIERS;

/** Roomy, so that somebody who only tries something meets no limit; the smaller tiers can be chosen. */
export const DEFAULT_TIER: Tier = "enterprise";

export const isTier = (name: string): name is Tier => Object.hasOwn(TIERS, name);
