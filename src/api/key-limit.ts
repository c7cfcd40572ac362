// How many proxy keys an account may have.

/** By the plan's name. Source: the API's page on proxy keys. */
const KEY_LIMITS: ReadonlyMap<string, number> = new Map([
  ["free", 10],
  ["basic", 15],
  ["standard", 30],
  ["pro", 50],
  ["enterprise", 100],
]);

/** Undefined where the plan is not known to this version. */
export const keyLimitOf = (subscription: string | undefined): number | undefined =>
  KEY_LIMITS.get(subscription?.toLowerCase() ?? "");
