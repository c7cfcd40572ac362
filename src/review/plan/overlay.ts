// What a plan says beside its values: which parts are known only during apply, and which the configuration marks as
// sensitive. Both come as a shadow of the value, in which `true` stands for a whole part. Pure.
import { UNKNOWN, type Value } from "../../terraform/cty";
import { isArray } from "../../terraform/cty/value";
import { isList, isRecord } from "./json";

/** The value with UNKNOWN where the shadow says so. Of an attribute's value; unknown parts of it have no value, or null. */
export function withUnknown(value: Value, shadow: unknown): Value {
  if (shadow === true) return UNKNOWN;
  if (!hasTrue(shadow)) return value;
  if (!isList(shadow) || !isArray(value)) return UNKNOWN;
  const length = Math.max(shadow.length, value.length);
  return Array.from({ length }, (_, index) => withUnknown(value[index] ?? null, shadow[index]));
}

/** Whether the shadow names any part. */
export function hasTrue(shadow: unknown): boolean {
  if (shadow === true) return true;
  if (isList(shadow)) return shadow.some(hasTrue);
  return isRecord(shadow) && Object.values(shadow).some(hasTrue);
}

/** The shadow of one attribute. */
export const shadowOf = (shadow: unknown, name: string): unknown => {
  if (shadow === true) return true;
  return isRecord(shadow) && Object.hasOwn(shadow, name) ? shadow[name] : undefined;
};
