// Validation of a configuration against its schema: runs every attribute's validators on what is known.
import { type ObjectValue, UNKNOWN, attributeStep } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { type Schema } from "./schema";
import { type Stage } from "./validator";

export function validateAttributes(schema: Schema, config: ObjectValue, stage: Stage): readonly Diagnostic[] {
  return Object.entries(schema.attributes).flatMap(([name, attribute]) => {
    const value = config[name];
    if (value === undefined || value === null || value === UNKNOWN) return [];
    return (attribute.validators ?? []).flatMap((validator) => validator.validate(value, [attributeStep(name)], stage));
  });
}
