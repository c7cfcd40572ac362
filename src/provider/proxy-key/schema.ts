// The schema of electronhub_proxy_key, and its validators. The single source: docs, constructs' parity and planning
// derive from it.
import { type KnownOf, types } from "../../terraform/cty";
import {
  type Attribute,
  type Attributes,
  type ObjectOf,
  type ResourceIdentity,
  type Schema,
  computed,
  optional,
  optionalComputed,
  required,
  useStateForUnknown,
} from "../../terraform/framework";
import {
  LIMIT_TYPES,
  NAME_MAX_LENGTH,
  type Problem,
  canonicalWhitelist,
  checkAllocatedAmount,
  checkDeletionPolicy,
  checkDuration,
  checkExpiresAt,
  checkIpWhitelist,
  checkLimitType,
  checkModelWhitelist,
  checkName,
  parseDuration,
  parseInstant,
} from "../../rules";
import { checked, checkedElements } from "../checked";
import { type SettingName, type ToldName } from "./settings";

const stringSet = types.set(types.string);

/** The settings of a key: what `settings.ts` has an entry for. */
export const settingAttributes = {
  name: required(types.string, {
    description: `Name, 1 to ${NAME_MAX_LENGTH} characters. Need not be unique in the account.`,
    validators: [checked(types.string, checkName)],
  }),
  allocated_amount: required(types.number, {
    description:
      "Credits that the key may spend, 0 or more. Raising it deducts the difference from the account's balance, lowering it returns unused credit. Accounts cap it, by default at 10,000. Two numbers that are the same 64-bit float are not a change.",
    // What is not a mistake, but worth a warning, is said by the plan: only where it changes.
    validators: [checked(types.number, (amount) => mistakeIn(checkAllocatedAmount(amount.toFloat64())))],
    equivalent: (a, b) => a.toFloat64() === b.toFloat64(),
  }),
  limit_type: optionalComputed(types.string, {
    description: `The window in which the allocation may be spent: ${LIMIT_TYPES.map((type) => `\`${type}\``).join(", ")}; \`daily\` when omitted. The API never tells it. After an import, and after other settings were changed elsewhere, it is null until an update is sent, which sets it.`,
    validators: [checked(types.string, checkLimitType)],
  }),
  expires_at: optionalComputed(types.string, {
    description:
      "When the key stops working: an RFC 3339 instant such as `2027-01-31T00:00:00Z`, in whole seconds, in the future when set or changed. Omitted: never, or as `valid_for` says. Another spelling of the same instant is not a change.",
    validators: [checked(types.string, checkExpiresAt)],
    equivalent: (a, b) => parseInstant(a) !== undefined && parseInstant(a) === parseInstant(b),
  }),
  model_whitelist: optional(stringSet, {
    description:
      'Ids of the models that the key may use. Omitted: all. An empty set is an error, because the API reads it as "all".',
    validators: [checkedElements(stringSet, checkModelWhitelist)],
  }),
  ip_whitelist: optional(stringSet, {
    description:
      'IPv4 and IPv6 addresses or CIDR blocks from which the key may be used. Omitted: all. An empty set is an error, because the API reads it as "all". `10.0.0.5` and `10.0.0.5/32` are the same.',
    validators: [checkedElements(stringSet, checkIpWhitelist)],
    equivalent: sameAddresses,
  }),
  enabled: optionalComputed(types.bool, {
    description:
      "Whether the key works; `true` when omitted. A key that is off keeps its settings, history and allocation.",
    default: true,
  }),
} satisfies { readonly [A in SettingName]: Attribute };

export type SettingAttributes = typeof settingAttributes;

/** Those that the API tells, as data sources show them. */
export const settingFacts = {
  name: computed(types.string, { description: "Name of the key." }),
  allocated_amount: computed(types.number, { description: "Credits that the key may spend." }),
  expires_at: computed(types.string, { description: "When the key stops working, RFC 3339; null: never." }),
  model_whitelist: computed(stringSet, { description: "Models that the key may use; null: all." }),
  ip_whitelist: computed(stringSet, { description: "Addresses from which the key may be used; null: all." }),
  enabled: computed(types.bool, { description: "Whether the key works." }),
} satisfies { readonly [A in ToldName]: Pick<SettingAttributes[A], "type"> & Attribute };

export const proxyKeyAttributes = {
  ...settingAttributes,
  valid_for: optional(types.string, {
    description:
      "How long the key works, as a duration such as `720h`, instead of `expires_at`: the instant is computed when it is applied, and stays.",
    validators: [checked(types.string, checkDuration)],
    equivalent: sameDuration,
  }),
  renew_before: optional(types.string, {
    description:
      "With `valid_for`: when less than this is left at a refresh, the plan sets a new expiry. Not together with `rotate_before`. A new or changed line counts from the next plan on.",
    validators: [checked(types.string, checkDuration)],
    equivalent: sameDuration,
  }),
  rotate_before: optional(types.string, {
    description:
      'With `valid_for`: when less than this is left at a refresh, the plan replaces the key. With `create_before_destroy` and `deletion_policy = "expire"` that is a rotation without downtime.',
    validators: [checked(types.string, checkDuration)],
    equivalent: sameDuration,
  }),
  deletion_policy: optionalComputed(types.string, {
    description:
      "What destroying the resource does: `delete` (the default) removes the key; `disable` switches it off and keeps it; `expire` lets it work on for `deletion_grace_period`, for a rotation without downtime; `abandon` leaves it as it is. A key that is kept holds its slot and its credits. Where `electronhub_proxy_keys_exclusive` owns the account, it removes that key with a later apply, but not within its grace period.",
    default: "delete",
    validators: [checked(types.string, checkDeletionPolicy)],
  }),
  deletion_grace_period: optional(types.string, {
    description:
      'With `deletion_policy = "expire"`: how long the key works on after it is destroyed, as a duration such as `24h`. Never longer than it would have worked anyway.',
    validators: [checked(types.string, checkDuration)],
    equivalent: sameDuration,
  }),
  store_key: optionalComputed(types.bool, {
    description:
      "Whether `key` is stored. With `false` no secret is in the state: the key is found again by its id. Turned off later, the secret still stands in that plan and in backups of the state: rotate the key then.",
    default: true,
  }),
  key: computed(types.string, {
    description: "The secret, `ek-proxy-...`; null with `store_key = false`.",
    sensitive: true,
    planModifiers: [useStateForUnknown],
  }),
  id: computed(types.string, {
    description: "The first 32 hexadecimal digits of the SHA-256 of the key's value; not a secret.",
    planModifiers: [useStateForUnknown],
  }),
  created_at: computed(types.string, {
    description: "When the key was created, RFC 3339.",
    planModifiers: [useStateForUnknown],
  }),
  operations: computed(types.list(types.string), {
    description:
      "The API calls that the last change made, known already in the plan. Each begins with the number of the change, as in `#7 update allocated_amount`.",
  }),
} satisfies Attributes;

export type ProxyKeyAttributes = typeof proxyKeyAttributes;
export type ProxyKeyState = ObjectOf<ProxyKeyAttributes>;
export type SettingsState = ObjectOf<SettingAttributes>;

export const proxyKeySchema: Schema<ProxyKeyAttributes> = {
  version: 0,
  description:
    "A proxy key of the account: a sub-key with an allocation of credits, an expiry, model and IP whitelists and an on/off switch.",
  attributes: proxyKeyAttributes,
};

/** By which Terraform 1.12 and later find a key again, also in `terraform query`. */
export const proxyKeyIdentity: ResourceIdentity = {
  version: 0,
  attributes: {
    id: {
      type: types.string,
      requiredForImport: true,
      description: "The first 32 hexadecimal digits of the SHA-256 of the key's value; not a secret.",
    },
  },
};

const mistakeIn = (problem: Problem | undefined): Problem | undefined =>
  problem?.severity === "error" ? problem : undefined;

/** `24h` and `1d`, for instance. */
function sameDuration(a: string, b: string): boolean {
  return parseDuration(a) !== undefined && parseDuration(a) === parseDuration(b);
}

/** Equality of the whole set, in canonical form: Terraform refuses a mix of prior and configured spellings. */
function sameAddresses(a: KnownOf<typeof stringSet>, b: KnownOf<typeof stringSet>): boolean {
  const canonical = (entries: KnownOf<typeof stringSet>) =>
    canonicalWhitelist(entries.filter((entry) => typeof entry === "string")).join();
  return canonical(a) === canonical(b);
}
