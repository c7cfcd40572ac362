// Equality and knownness of values. Sets are compared as sets, numbers exactly, null equals only null and UNKNOWN
// only UNKNOWN.
import { Decimal } from "./decimal";
import { type CtyType, sameType } from "./type";
import { DynamicValue, UNKNOWN, type Unknown, type Value, isArray, isMap, isObject } from "./value";

export function equal(type: CtyType, a: Value, b: Value): boolean {
  if (a === null || b === null || a === UNKNOWN || b === UNKNOWN) return a === b;
  switch (type.kind) {
    case "string":
    case "bool":
      return a === b;
    case "number":
      return a instanceof Decimal && b instanceof Decimal && a.equals(b);
    case "dynamic":
      if (!(a instanceof DynamicValue) || !(b instanceof DynamicValue)) return false;
      return sameType(a.type, b.type) && equal(a.type, a.value, b.value);
    case "list":
      return isArray(a) && isArray(b) && sameElements(a, b, () => type.element);
    case "tuple":
      return isArray(a) && isArray(b) && sameElements(a, b, (index) => type.elements[index]);
    case "set":
      return isArray(a) && isArray(b) && sameSet(type.element, a, b);
    case "map":
      if (!isMap(a) || !isMap(b) || a.size !== b.size) return false;
      return [...a].every(([key, value]) => b.has(key) && equal(type.element, value, b.get(key) ?? null));
    case "object":
      if (!isObject(a) || !isObject(b)) return false;
      return Object.entries(type.attributes).every(([name, attribute]) =>
        equal(attribute, a[name] ?? null, b[name] ?? null),
      );
  }
}

export const isUnknown = (value: Value): value is Unknown => value === UNKNOWN;

/** Whether neither the value nor any part of it is UNKNOWN. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (value instanceof DynamicValue) return isWhollyKnown(value.value);
  if (isArray(value)) return value.every(isWhollyKnown);
  if (isMap(value)) return [...value.values()].every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

/** Whether the value or any part of it is UNKNOWN. */
export const hasUnknown = (value: Value): boolean => !isWhollyKnown(value);

function sameElements(
  a: readonly Value[],
  b: readonly Value[],
  typeAt: (index: number) => CtyType | undefined,
): boolean {
  if (a.length !== b.length) return false;
  return a.every((element, index) => {
    const type = typeAt(index);
    return type !== undefined && equal(type, element, b[index] ?? null);
  });
}

/** Without regard to order; an element that stands twice in one must stand twice in the other. */
function sameSet(type: CtyType, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  return a.every((element) => {
    const index = left.findIndex((candidate) => equal(type, element, candidate));
    if (index < 0) return false;
    left.splice(index, 1);
    return true;
  });
}
