// What `terraform show -json` prints of a plan that Core has made: the parts that tell of resources, in Terraform's form.
// test/review/properties-real.built.test.ts holds it against what the real terraform prints of the same change.
import {
  type CtyType,
  type ObjectValue,
  type Value,
  Decimal,
  equal,
  isUnknown,
  isWhollyKnown,
} from "../../src/terraform/cty";
import { type Attribute, type Schema } from "../../src/terraform/framework";
import { type Change, type Instance, type Plan } from "./core";

export interface Planned {
  readonly typeName: string;
  readonly schema: Schema;
  readonly plan: Plan;
  /** As the last apply left it. */
  readonly stored: ReadonlyMap<string, Instance>;
  /** As the plan's refresh found it. */
  readonly refreshed: ReadonlyMap<string, Instance>;
  /** When the plan was made: milliseconds since 1970. */
  readonly at: number;
  /** As with -destroy. */
  readonly destroysAll?: boolean;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const PROVIDER = "registry.terraform.io/electronhub/electronhub";

export function planJson(planned: Planned): string {
  const { plan, refreshed, at } = planned;
  const unchanged = [...refreshed].filter(([address]) => !plan.changes.has(address));
  const changes = [
    ...[...plan.changes].map(([address, change]) => changed(planned, address, change)),
    ...unchanged.map(([address, { value }]) => ({
      ...resource(planned, address),
      change: { actions: ["no-op"], ...shapes(planned.schema, value, value) },
    })),
  ];
  const drift = drifted(planned);
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    ...(drift.length > 0 ? { resource_drift: drift } : {}),
    resource_changes: changes.sort((a, b) => (a.address < b.address ? -1 : 1)),
    configuration: configuration(planned),
    timestamp: new Date(at).toISOString().replace(".000", ""),
    applyable: plan.changes.size > 0,
    complete: true,
    errored: plan.failed,
  });
}

function changed(planned: Planned, name: string, change: Change) {
  const address = name.replace(/ \(deposed\)$/, "");
  const before = change.prior?.value ?? null;
  const reason = reasonOf(planned, change, address !== name);
  return {
    ...resource(planned, address),
    ...(address === name ? {} : { deposed: "00000001" }),
    change: { actions: actionsOf(change), ...shapes(planned.schema, before, change.planned) },
    ...(reason === undefined ? {} : { action_reason: reason }),
  };
}

function actionsOf({ action, replaces, lifecycle }: Change): readonly string[] {
  if (!replaces) return [action];
  return lifecycle.createBeforeDestroy === true ? ["create", "delete"] : ["delete", "create"];
}

function reasonOf(
  { destroysAll = false }: Planned,
  { action, replaces, prior, lifecycle }: Change,
  isDeposed: boolean,
): string | undefined {
  if (action === "delete") return destroysAll || isDeposed ? undefined : "delete_because_no_resource_config";
  if (!replaces) return undefined;
  if (prior?.tainted === true) return "replace_because_tainted";
  return lifecycle.replace === true ? "replace_by_request" : "replace_because_cannot_update";
}

function drifted(planned: Planned) {
  const { schema, stored, refreshed } = planned;
  return [...stored].flatMap(([address, { value }]) => {
    const found = refreshed.get(address)?.value ?? null;
    if (found !== null && isSame(schema, value, found)) return [];
    const actions = [found === null ? "delete" : "update"];
    return [{ ...resource(planned, address), change: { actions, ...shapes(schema, value, found) } }];
  });
}

const isSame = (schema: Schema, a: ObjectValue, b: ObjectValue): boolean =>
  Object.entries(schema.attributes).every(([name, { type }]) => equal(type, a[name] ?? null, b[name] ?? null));

const resource = ({ typeName }: Planned, name: string) => ({
  address: `${typeName}.${name}`,
  mode: "managed",
  type: typeName,
  name,
  provider_name: PROVIDER,
});

/** Of what changes. What is unknown comes from another resource. */
function configuration({ typeName, schema, plan }: Planned): Json {
  const declared = [...plan.changes].flatMap(([name, { config }]) => (config === null ? [] : [{ name, config }]));
  return {
    provider_config: { electronhub: { name: "electronhub", full_name: PROVIDER } },
    root_module: {
      resources: declared.map(({ name, config }) => ({
        address: `${typeName}.${name}`,
        mode: "managed",
        type: typeName,
        name,
        provider_config_key: "electronhub",
        expressions: expressionsOf(schema, config),
        schema_version: 0,
      })),
    },
  };
}

const expressionsOf = (schema: Schema, config: ObjectValue): Json =>
  Object.fromEntries(
    attributesOf(schema, config).flatMap(({ name, attribute: { type }, value }): [string, Json][] => {
      if (value === null) return [];
      const isKnown = isWhollyKnown(value);
      return [[name, isKnown ? { constant_value: jsonOf(type, value) } : { references: ["terraform_data.later"] }]];
    }),
  );

/** The two objects, what of the second is unknown, and what of both is sensitive by the schema. */
const shapes = (schema: Schema, before: ObjectValue | null, after: ObjectValue | null) => ({
  before: before && valuesOf(schema, before),
  after: after && valuesOf(schema, after),
  after_unknown: after === null || isWhollyKnown(after) ? {} : unknownIn(schema, after),
  before_sensitive: before !== null && sensitiveIn(schema, before),
  after_sensitive: after !== null && sensitiveIn(schema, after),
});

interface Valued {
  readonly name: string;
  readonly attribute: Attribute;
  readonly value: Value;
}

const attributesOf = (schema: Schema, object: ObjectValue): readonly Valued[] =>
  Object.entries(schema.attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => ({ name, attribute, value: object[name] ?? null }));

/** An unknown attribute is left out. */
const valuesOf = (schema: Schema, object: ObjectValue): Json =>
  Object.fromEntries(
    attributesOf(schema, object).flatMap(({ name, attribute: { type }, value }) =>
      isUnknown(value) ? [] : [[name, jsonOf(type, value)]],
    ),
  );

const unknownIn = (schema: Schema, object: ObjectValue): Json =>
  Object.fromEntries(
    attributesOf(schema, object).flatMap(({ name, attribute: { type }, value }): [string, Json][] => {
      if (isUnknown(value)) return [[name, true]];
      return isCollection(type) && value !== null
        ? [[name, elementsOf(type, listed(value)).map((element) => isUnknown(element))]]
        : [];
    }),
  );

const sensitiveIn = (schema: Schema, object: ObjectValue): Json =>
  Object.fromEntries(
    attributesOf(schema, object).flatMap(({ name, attribute, value }): [string, Json][] => {
      if (attribute.sensitive === true) return [[name, true]];
      if (!isCollection(attribute.type) || value === null) return [];
      return [[name, isUnknown(value) ? [] : listed(value).map(() => false)]];
    }),
  );

const isCollection = ({ kind }: CtyType): boolean => kind === "set" || kind === "list";

function jsonOf(type: CtyType, value: Value): Json {
  if (value === null || isUnknown(value)) return null;
  if (value instanceof Decimal) return value.toFloat64();
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (type.kind !== "set" && type.kind !== "list") throw new Error(`${type.kind}: a value that no key has`);
  return elementsOf(type, listed(value)).map((element) => jsonOf(type.element, element));
}

function listed(value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new Error("a collection that is not a list");
  const elements: readonly Value[] = value;
  return elements;
}

/** A set is printed in order, and what of it is unknown at its end. */
const elementsOf = ({ kind }: CtyType, elements: readonly Value[]): readonly Value[] =>
  kind === "set" ? [...elements].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)) : elements;

const sortKey = (element: Value): string => (typeof element === "string" ? element : "\u{10ffff}");
