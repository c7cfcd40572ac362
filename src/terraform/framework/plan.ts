// PlanResourceChange as an ordered pipeline of small steps over values. Pure: the same request gives the same plan,
// because Terraform plans updates again in the apply process and compares.
import {
  type ObjectValue,
  type Path,
  type Value,
  UNKNOWN,
  attributeStep,
  equal,
  formatPath,
  isWhollyKnown,
} from "../cty";
import { type Diagnostic, errorDiagnostic } from "./diagnostic";
import { type PrivateState } from "./private-state";
import { type PlanResponse, type Resource } from "./resource";
import { type Attribute, type Attributes, type Schema, isComputed } from "./schema";

export interface PlanInput<C> {
  readonly config: ObjectValue;
  /** Null: the object is to be created. */
  readonly prior: ObjectValue | null;
  /** Terraform's merge of config and prior state: prior values stand where computed attributes are not configured. */
  readonly proposed: ObjectValue;
  readonly private: PrivateState;
  readonly client: C;
}

export interface PlanOutput {
  readonly planned: ObjectValue;
  readonly requiresReplace: readonly Path[];
  readonly private: PrivateState;
  readonly diagnostics: readonly Diagnostic[];
}

export function planChange<C>(resource: Resource<Attributes, C>, input: PlanInput<C>): PlanOutput {
  const { schema } = resource;
  const { config, prior } = input;

  let planned = applyDefaults(schema, config, input.proposed);
  planned = prior === null ? planned : keepEquivalent(schema, prior, planned);
  // Only once spelling is out of the way does "changed" mean something.
  if (prior === null || !sameObject(schema.attributes, prior, planned))
    planned = markComputedUnknown(schema, config, planned);
  const modified = modifyAttributes(schema, config, prior, planned);
  const refined: PlanResponse<Attributes> = resource.plan?.({ ...input, planned: modified.planned }) ?? {
    planned: modified.planned,
  };

  return {
    planned: refined.planned,
    requiresReplace: [...modified.requiresReplace, ...(refined.requiresReplace ?? [])],
    private: refined.private ?? input.private,
    diagnostics: [...(refined.diagnostics ?? []), ...checkPlan(schema, config, prior, refined.planned)],
  };
}

/** A default holds wherever the configuration is silent, so that removing a line returns to it. */
function applyDefaults(schema: Schema, config: ObjectValue, proposed: ObjectValue): ObjectValue {
  return mapAttributes(schema, proposed, (name, attribute, value) =>
    config[name] === null && attribute.default !== undefined ? attribute.default : value,
  );
}

/** Values that mean the same as the prior ones are planned in the prior spelling: no change is shown. */
export function keepEquivalent(schema: Schema, prior: ObjectValue, next: ObjectValue): ObjectValue {
  return mapAttributes(schema, next, (name, attribute, value) => {
    const before = prior[name];
    if (!attribute.equivalent || before === undefined || before === null || value === null) return value;
    if (before === UNKNOWN || value === UNKNOWN || !isWhollyKnown(value)) return value;
    return attribute.equivalent(before, value) ? before : value;
  });
}

/** In a change, whatever the provider computes may come out differently; modifiers and the resource know better. */
function markComputedUnknown(schema: Schema, config: ObjectValue, planned: ObjectValue): ObjectValue {
  return mapAttributes(schema, planned, (name, attribute, value) =>
    config[name] === null && isComputed(attribute) && attribute.default === undefined ? UNKNOWN : value,
  );
}

function modifyAttributes(
  schema: Schema,
  config: ObjectValue,
  prior: ObjectValue | null,
  planned: ObjectValue,
): { planned: ObjectValue; requiresReplace: readonly Path[] } {
  const requiresReplace: Path[] = [];
  const modified = mapAttributes(schema, planned, (name, attribute, value) => {
    let current = value;
    for (const modifier of attribute.planModifiers ?? []) {
      const response = modifier.modify({
        config: config[name] ?? null,
        prior: prior?.[name] ?? null,
        planned: current,
        isCreate: prior === null,
      });
      current = response.planned;
      if (response.requiresReplace) requiresReplace.push([attributeStep(name)]);
    }
    return current;
  });
  return { planned: modified, requiresReplace };
}

/** Terraform's rule: a configured value is planned as configured, or as the prior value that means the same. */
function checkPlan(
  schema: Schema,
  config: ObjectValue,
  prior: ObjectValue | null,
  planned: ObjectValue,
): readonly Diagnostic[] {
  return Object.entries(schema.attributes).flatMap(([name, attribute]) => {
    const configured = config[name] ?? null;
    const value = planned[name] ?? null;
    if (equal(attribute.type, value, configured)) return [];
    if (configured === null && isComputed(attribute)) return [];
    if (prior !== null && equal(attribute.type, value, prior[name] ?? null)) return [];
    const path = [attributeStep(name)];
    return [
      errorDiagnostic(
        `Bug in the provider: ${formatPath(path)} is planned differently from the configuration`,
        "This is not your mistake. Please report it with the configuration of this resource.",
        path,
      ),
    ];
  });
}

/** Whether two objects agree in all of the given attributes. */
export function sameObject(attributes: Attributes, a: ObjectValue, b: ObjectValue): boolean {
  return Object.entries(attributes).every(([name, attribute]) =>
    equal(attribute.type, a[name] ?? null, b[name] ?? null),
  );
}

function mapAttributes(
  schema: Schema,
  object: ObjectValue,
  map: (name: string, attribute: Attribute, value: Value) => Value,
): ObjectValue {
  const entries = Object.entries(schema.attributes).map(
    ([name, attribute]) => [name, map(name, attribute, object[name] ?? null)] as const,
  );
  return Object.fromEntries(entries);
}
