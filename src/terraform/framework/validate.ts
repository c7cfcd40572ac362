// Validation of a configuration, offline: every attribute's validators run on what is known, then the rules that span attributes.
import { type ObjectValue, UNKNOWN, attributeStep } from "../cty";
import { type Diagnostic } from "./diagnostic";
import { type Resource } from "./resource";
import { type Attributes, type Schema } from "./schema";
import { type Stage } from "./validator";

/** Whatever a configuration is written for: a resource, a data source, an action, the provider itself. */
export type Validated = Pick<Resource<Attributes>, "schema" | "validate">;

/** Everything that can be said of a configuration offline. */
export const validateConfig = (declared: Validated, config: ObjectValue, stage: Stage): readonly Diagnostic[] => [
  ...validateAttributes(declared.schema, config, stage),
  ...(declared.validate?.(config) ?? []),
];

export function validateAttributes(schema: Schema, config: ObjectValue, stage: Stage): readonly Diagnostic[] {
  return Object.entries(schema.attributes).flatMap(([name, attribute]) => {
    const value = config[name];
    if (value === undefined || value === null || value === UNKNOWN) return [];
    return (attribute.validators ?? []).flatMap((validator) => validator.validate(value, [attributeStep(name)], stage));
  });
}
