// The schema of electronhub_proxy_keys_exclusive, and its validators.
import { checkDeleteAll, checkDuration, checkNamePrefix } from "../../rules";
import { UNKNOWN, attributeStep, types } from "../../terraform/cty";
import {
  type Attributes,
  type Diagnostic,
  type ObjectOf,
  type Schema,
  computed,
  optional,
  optionalComputed,
  required,
} from "../../terraform/framework";
import { checked } from "../checked";
import { keyIdsValidators } from "../key-id-validators";

const stringSet = types.set(types.string);
const namesById = types.map(types.string);

const DEFAULT_IGNORE_EXPIRING_WITHIN = "24h";

export const exclusiveAttributes = {
  key_ids: required(stringSet, {
    description:
      "Ids of the proxy keys that may exist. An apply that adds one, known or not known before, removes nothing: the next plan shows what it would. The key of an id that leaves is not removed in that same apply: its own resource decides what becomes of it.",
    validators: keyIdsValidators,
  }),
  name_prefix: optional(types.string, {
    description: "Only keys whose name begins with this are owned; others are left alone. Omitted: all.",
    validators: [checked(types.string, checkNamePrefix)],
  }),
  ignore_expiring_within: optionalComputed(types.string, {
    description: `Keys that expire within this duration, or have expired, are left alone: what \`deletion_policy = "expire"\` leaves behind, and ephemeral keys. Default \`${DEFAULT_IGNORE_EXPIRING_WITHIN}\`.`,
    default: DEFAULT_IGNORE_EXPIRING_WITHIN,
    validators: [checked(types.string, checkDuration)],
  }),
  use_delete_all: optionalComputed(types.bool, {
    description:
      "Whether keys are removed with the API's delete-all endpoint, in one call: the emergency stop. Only with empty `key_ids` and without `name_prefix`. Keys made between plan and apply, and those that `ignore_expiring_within` or a grace period would spare, are removed too. Default false: one by one, exactly the keys that the plan shows.",
    default: false,
  }),
  present: computed(namesById, {
    description: "The keys that are owned and existed at the last refresh: names by id.",
  }),
  ignored: computed(namesById, {
    description:
      "The keys that were left alone at the last refresh, because they expire within `ignore_expiring_within` or have a grace period left: names by id.",
  }),
  remove: computed(namesById, {
    description: "The keys that the apply removes: names by id. Empty again after the next refresh.",
  }),
} satisfies Attributes;

export type ExclusiveAttributes = typeof exclusiveAttributes;
export type ExclusiveState = ObjectOf<ExclusiveAttributes>;

export const exclusiveSchema: Schema<ExclusiveAttributes> = {
  version: 0,
  description:
    "Exclusive ownership of the account's proxy keys: whatever exists besides `key_ids` is removed. Creating it, or changing `name_prefix` or `ignore_expiring_within`, only records what is there: look at the next plan, which shows what it would `remove`. So the emergency stop, from scratch, takes two applies. A key that leaves `key_ids` and still exists is removed by the next apply, whose plan shows it; one with `deletion_policy = \"expire\"` keeps its `deletion_grace_period` first, also where its destroy fails, if both belong to one provider block (else set `ignore_expiring_within` to the longest grace period). So emptying `key_ids` stops nothing at once; `use_delete_all` does, whatever grace periods were promised. Destroying it removes nothing. Two of them in one account must not overlap, as `ci-` and `ci-x` do: they would remove each other's keys.",
  attributes: exclusiveAttributes,
};

export function validateExclusive(config: ExclusiveState): readonly Diagnostic[] {
  const { use_delete_all: useDeleteAll, key_ids: keyIds, name_prefix: namePrefix } = config;
  if (typeof useDeleteAll !== "boolean" || !Array.isArray(keyIds)) return [];
  if (namePrefix === UNKNOWN) return [];
  const problem = checkDeleteAll({ useDeleteAll, keyIds: keyIds.length, namePrefix: namePrefix ?? undefined });
  return problem ? [{ ...problem, path: [attributeStep("use_delete_all")] }] : [];
}
