// Validation of a configuration against its schema: runs every attribute's validators on what is known.
import { type CtyType, type KnownOf, type ObjectValue, type Path, UNKNOWN, attributeStep } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { type Schema } from "./schema";

/** Checks one attribute's value: known and not null at the top, though elements may be unknown. */
export interface Validator<T extends CtyType = CtyType> {
  validate(value: KnownOf<T>, path: Path): readonly Diagnostic[];
}

export function validateAttributes(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  return Object.entries(schema.attributes).flatMap(([name, attribute]) => {
    const value = config[name];
    if (value === undefined || value === null || value === UNKNOWN) return [];
    return (attribute.validators ?? []).flatMap((validator) => validator.validate(value, [attributeStep(name)]));
  });
}
