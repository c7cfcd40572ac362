// Rules for a proxy key's name, allocation and window. Limits: the API's documentation of POST /auth/proxy/create.
import { parseDuration } from "./duration";
import { type Problem, concern, problem, shown } from "./problem";

/** Characters (code points) in a key's name. */
export const NAME_MAX_LENGTH = 25;
/** Credits; the cap of an account that was given no other. */
export const DEFAULT_ALLOCATION_CAP = 10_000;
/** From the shortest window to the longest. */
export const LIMIT_TYPES = ["daily", "weekly", "monthly"] as const;
/** What the API takes where a create or an update leaves it out. */
export const DEFAULT_LIMIT_TYPE = "daily";
/** What destroying a key does to it. */
export const DELETION_POLICIES = ["delete", "disable", "expire", "abandon"] as const;
/** What every proxy key's value begins with. */
export const PROXY_KEY_PREFIX = "ek-proxy-";

export function checkName(name: string): Problem | undefined {
  // Terraform normalises strings before the provider counts them.
  const length = [...name.normalize("NFC")].length;
  if (length >= 1 && length <= NAME_MAX_LENGTH) return undefined;
  const received = length === 0 ? "name is empty" : `name ${shown(name)} has ${length} characters`;
  return problem("Invalid name of a proxy key", `${received}; it must have 1 to ${NAME_MAX_LENGTH}.`);
}

export function checkAllocatedAmount(amount: number): Problem | undefined {
  if (!Number.isFinite(amount) || amount < 0) {
    return problem("Invalid allocation", `allocated_amount is ${amount}; it must be a number of credits, 0 or more.`);
  }
  if (amount <= DEFAULT_ALLOCATION_CAP) return undefined;
  return concern(
    "The allocation is above the default cap",
    `allocated_amount is ${amount}; accounts cap it at ${DEFAULT_ALLOCATION_CAP} credits a key unless agreed otherwise. The API decides.`,
  );
}

export function checkLimitType(type: string): Problem | undefined {
  if (LIMIT_TYPES.some((known) => known === type)) return undefined;
  return problem("Unknown limit_type", `limit_type is ${shown(type)}; it must be one of ${LIMIT_TYPES.join(", ")}.`);
}

export function checkDeletionPolicy(policy: string): Problem | undefined {
  if (DELETION_POLICIES.some((known) => known === policy)) return undefined;
  return problem(
    "Unknown deletion_policy",
    `deletion_policy is ${shown(policy)}; it must be one of ${DELETION_POLICIES.join(", ")}.`,
  );
}

/** Both as configured; undefined where not. */
export function checkGracePeriod(policy: string | undefined, gracePeriod: string | undefined): Problem | undefined {
  if (policy === "expire" && gracePeriod === undefined) {
    return problem(
      "deletion_grace_period is missing",
      'deletion_policy "expire" lets the key work on for a while when it is destroyed: say how long, as in deletion_grace_period = "24h".',
    );
  }
  if (policy === "expire" || gracePeriod === undefined) return undefined;
  return problem(
    "deletion_grace_period without deletion_policy expire",
    `deletion_grace_period goes only with deletion_policy "expire"; deletion_policy is ${shown(policy ?? "delete")}.`,
  );
}

/** What says how long a key is valid; undefined where it is not configured. */
export interface Validity {
  readonly expiresAt: string | undefined;
  readonly validFor: string | undefined;
  readonly renewBefore: string | undefined;
  readonly rotateBefore: string | undefined;
}

export function checkValidity({ expiresAt, validFor, renewBefore, rotateBefore }: Validity): Problem | undefined {
  if (expiresAt !== undefined && validFor !== undefined) {
    return problem("expires_at and valid_for", "Both say when the key stops working. Keep one of them.");
  }
  if (renewBefore !== undefined && rotateBefore !== undefined) {
    return problem(
      "renew_before and rotate_before",
      "One renews the expiry of the key, the other makes a new key. Keep one of them.",
    );
  }
  const [name, before] = rotateBefore === undefined ? ["renew_before", renewBefore] : ["rotate_before", rotateBefore];
  if (before === undefined) return undefined;
  if (validFor === undefined) {
    return problem(`${name} without valid_for`, `${name} goes only with valid_for, which is not set.`);
  }
  const [whole, left] = [parseDuration(validFor), parseDuration(before)];
  if (whole === undefined || left === undefined || left < whole) return undefined;
  return problem(
    `${name} is not shorter than valid_for`,
    `${name} is ${shown(before)} and valid_for is ${shown(validFor)}, so it would always be due.`,
  );
}
