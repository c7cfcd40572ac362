// The rules by which Terraform core holds a provider to its word, as core itself checks them (internal/plans/objchange):
// what may be planned for a configuration, and what may become of a planned value. Each tells the breaches in words.
import {
  type CtyType,
  type ObjectValue,
  type Value,
  Decimal,
  UNKNOWN,
  equal,
  isWhollyKnown,
} from "../../src/terraform/cty";
import { type Attribute, type Schema, isComputed } from "../../src/terraform/framework";

/** AssertPlanValid: a configured value is planned as configured, or as the prior value that means the same. */
export function planBreaches(
  schema: Schema,
  prior: ObjectValue | null,
  config: ObjectValue,
  planned: ObjectValue,
): readonly string[] {
  return Object.entries(schema.attributes)
    .filter(([name, attribute]) => !isPlannable(attribute, prior?.[name] ?? null, config[name] ?? null, planned[name]))
    .map(([name]) => `${name} is planned as ${shown(planned[name])} and configured as ${shown(config[name])}`);
}

function isPlannable(attribute: Attribute, prior: Value, config: Value, planned: Value = null): boolean {
  if (equal(attribute.type, planned, config)) return true;
  if (prior !== null && config !== null && equal(attribute.type, planned, prior)) return true;
  return isComputed(attribute) && (config === null || attribute.mode === "computed");
}

/** AssertObjectCompatible: what was known stays as it was, and only what was unknown may become anything. */
export function compatibilityBreaches(
  schema: Schema,
  planned: ObjectValue | null,
  actual: ObjectValue | null,
): readonly string[] {
  if (planned === null || actual === null) {
    return planned === actual ? [] : [`the object was ${presence(planned)}, but is now ${presence(actual)}`];
  }
  return Object.entries(schema.attributes)
    .filter(([name, { type }]) => !isCompatible(type, planned[name] ?? null, actual[name] ?? null))
    .map(([name]) => `${name} was ${shown(planned[name])}, but is now ${shown(actual[name])}`);
}

function isCompatible(type: CtyType, planned: Value, actual: Value): boolean {
  if (planned === UNKNOWN) return true;
  if (isWhollyKnown(planned) || planned === null || actual === null || actual === UNKNOWN) {
    return equal(type, planned, actual);
  }
  if (!Array.isArray(planned) || !Array.isArray(actual))
    throw new Error(`${type.kind}: no rule for partly unknown ones`);
  const [before, after]: readonly (readonly Value[])[] = [planned, actual];
  if (type.kind === "set") return isCompatibleSet(type.element, before ?? [], after ?? []);
  if (type.kind !== "list" || before?.length !== after?.length) return false;
  return (before ?? []).every((element, index) => isCompatible(type.element, element, after?.[index] ?? null));
}

/** An unknown element may turn out equal to another one, so that a set may shrink. */
function isCompatibleSet(type: CtyType, planned: readonly Value[], actual: readonly Value[]): boolean {
  return (
    actual.length <= planned.length &&
    planned.every((before) => actual.some((after) => isCompatible(type, before, after))) &&
    actual.every((after) => planned.some((before) => isCompatible(type, before, after)))
  );
}

const presence = (object: ObjectValue | null): string => (object === null ? "absent" : "present");

/** As in a configuration; `?` where it is not known. */
export const shown = (value: Value | undefined): string =>
  JSON.stringify(value ?? null, (_, part: unknown) => {
    if (part === UNKNOWN) return "?";
    return part instanceof Decimal ? part.toFloat64() : part;
  });
