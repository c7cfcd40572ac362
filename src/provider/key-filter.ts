// Which keys of the account a filter lets pass. Pure. What the API does not tell of a key matches no filter on it: neither
// `expired = true` nor `expired = false` names a key whose expiry is not known.
import { type KeyObject } from "../api";
import { hasExpired } from "../api/keys/expiry";
import { isUnusedSince } from "../api/keys/unused";
import { checkNameRegex, checkUnusedSince, nameRegexOf, parseInstant } from "../rules";
import { types } from "../terraform/cty";
import { type Attributes, type ObjectOf, optional } from "../terraform/framework";
import { checked } from "./checked";
import { composed } from "./composed";

/** What a configuration may ask of the keys that it lists. */
export const filterAttributes = {
  name_regex: optional(types.string, {
    description:
      "Only keys whose name this JavaScript regular expression matches, in whole or in part; `^` and `$` anchor it.",
    validators: [checked(types.string, checkNameRegex)],
  }),
  enabled: optional(types.bool, { description: "Only keys that are on, or only those that are off." }),
  expired: optional(types.bool, {
    description: "Only keys that have expired, or only those that have not, when the list is read.",
  }),
  unused_since: optional(types.string, {
    description:
      "Only keys whose last use, or creation if they were never used, lies before this RFC 3339 instant, such as `2027-01-31T00:00:00Z`.",
    validators: [checked(types.string, checkUnusedSince)],
  }),
} satisfies Attributes;

/** Every condition that is given must hold. */
export interface KeyFilter {
  readonly nameRegex?: RegExp | undefined;
  readonly enabled?: boolean | undefined;
  readonly expired?: boolean | undefined;
  /** Unix seconds: the last use, or the creation of a key that was never used, lies before it. */
  readonly unusedSince?: number | undefined;
}

/** `now` in milliseconds since 1970. */
export const passes = (key: KeyObject, { nameRegex, enabled, expired, unusedSince }: KeyFilter, now: number): boolean =>
  (nameRegex === undefined || (key.name !== undefined && nameRegex.test(composed(key.name)))) &&
  (enabled === undefined || key.is_active === enabled) &&
  (expired === undefined || hasExpired(key, now) === expired) &&
  (unusedSince === undefined || isUnusedSince(key, unusedSince));

/** Of a configuration that was checked. */
export function filterOf({ name_regex, enabled, expired, unused_since }: ObjectOf<typeof filterAttributes>): KeyFilter {
  return {
    nameRegex: typeof name_regex === "string" ? nameRegexOf(name_regex) : undefined,
    enabled: typeof enabled === "boolean" ? enabled : undefined,
    expired: typeof expired === "boolean" ? expired : undefined,
    unusedSince: typeof unused_since === "string" ? parseInstant(unused_since) : undefined,
  };
}
