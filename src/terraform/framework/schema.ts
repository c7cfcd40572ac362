// Schemas as data: declared once, they drive the codec, validation, planning, the protocol's answer and the docs.
import { type CtyType, type KnownOf, type ObjectType, type ValueOf, types } from "../cty";
import { type PlanModifier } from "./plan-modifier";
import { type Validator } from "./validator";

/** Who decides an attribute's value: the configuration, the provider, or the provider where the configuration is silent. */
export type AttributeMode = "required" | "optional" | "computed" | "optional_computed";

export interface Attribute<T extends CtyType = CtyType> {
  readonly type: T;
  readonly mode: AttributeMode;
  /** Markdown: meaning, units, limits. */
  readonly description: string;
  /** Hidden in plan output. */
  readonly sensitive?: boolean;
  /** Why not to use it any more, and what to use. */
  readonly deprecated?: string;
  /** The planned value where the configuration is silent, whatever the prior state says. Only with "optional_computed". */
  readonly default?: KnownOf<T>;
  /** Run on known values; unknown and null ones pass. */
  readonly validators?: readonly Validator<T>[];
  /** Run in order, after defaults and equivalence. */
  readonly planModifiers?: readonly PlanModifier<T>[];
  /** Whether two spellings mean the same: then the prior one is kept, in plans and on refresh. */
  equivalent?(a: KnownOf<T>, b: KnownOf<T>): boolean;
}

export interface Attributes {
  readonly [name: string]: Attribute;
}

export interface Schema<A extends Attributes = Attributes> {
  /** Rises when stored state has to be upgraded. */
  readonly version: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
}

/** The object that a schema describes: every attribute present, each known, null or UNKNOWN. */
export type ObjectOf<A extends Attributes> = { readonly [N in keyof A]: ValueOf<A[N]["type"]> };

type Details<T extends CtyType> = Omit<Attribute<T>, "type" | "mode">;

export const required = <T extends CtyType>(type: T, details: Details<T>): Attribute<T> => ({
  ...details,
  type,
  mode: "required",
});
export const optional = <T extends CtyType>(type: T, details: Details<T>): Attribute<T> => ({
  ...details,
  type,
  mode: "optional",
});
export const computed = <T extends CtyType>(type: T, details: Details<T>): Attribute<T> => ({
  ...details,
  type,
  mode: "computed",
});
export const optionalComputed = <T extends CtyType>(type: T, details: Details<T>): Attribute<T> => ({
  ...details,
  type,
  mode: "optional_computed",
});

/** Whether the provider may set the attribute. */
export const isComputed = (attribute: Attribute): boolean =>
  attribute.mode === "computed" || attribute.mode === "optional_computed";

const OBJECT_TYPES = new WeakMap<Attributes, ObjectType>();

/** The type of the objects that a schema describes: made once, because every call asks for it several times. */
export function objectTypeOf({ attributes }: Pick<Schema, "attributes">): ObjectType {
  const known = OBJECT_TYPES.get(attributes);
  if (known) return known;
  const typesOf = Object.entries(attributes).map(([name, { type }]) => [name, type] as const);
  const made = types.object(Object.fromEntries(typesOf));
  OBJECT_TYPES.set(attributes, made);
  return made;
}
