// The values of a resource in a plan as the provider's own schema types them. What does not fit it, or is not in it, is named and
// never guessed.
import { CtyError, type ObjectType, type ObjectValue, UNKNOWN, type Value, fromJson } from "../../terraform/cty";
import { type Attributes } from "../../terraform/framework";
import { isRecord, memberOf, toJsonValue } from "./json";
import { hasTrue, shadowOf, withUnknown } from "./overlay";
import { type Typed } from "./plan";

/** A value of a wrong type. The message names the attribute and never tells the value. */
export class ValueError extends Error {}

/** What a resource type of this provider holds. */
export interface Shape<S extends ObjectValue> {
  readonly attributes: Attributes;
  readonly type: ObjectType;
  /** Given every attribute, each of its type. */
  is(state: ObjectValue): state is S;
}

export interface Shadows {
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** Of a value that is an object. Attributes that it lacks are null, as in the state of an earlier version. */
export function typedValue<S extends ObjectValue>(shape: Shape<S>, json: unknown, shadows: Shadows): Typed<S> {
  const known = read(shape, json);
  const names = Object.keys(shape.attributes);
  const state = Object.fromEntries(
    names.map((name) => [name, withUnknown(known[name] ?? null, shadowOf(shadows.unknown, name))] as const),
  );
  if (!shape.is(state)) throw new Error("an attribute is missing");
  return { state, sensitive: new Set(names.filter((name) => hasTrue(shadowOf(shadows.sensitive, name)))) };
}

/** Attributes that have a value, or will have one, and that this version does not know. */
export function strangeAttributes({ attributes }: Pick<Shape<never>, "attributes">, json: unknown, unknown: unknown) {
  const strangeIn = (record: unknown): readonly string[] =>
    isRecord(record) ? Object.keys(record).filter((name) => !Object.hasOwn(attributes, name)) : [];
  const valued = strangeIn(json).filter((name) => memberOf(json, name) !== null);
  return [...new Set([...valued, ...strangeIn(unknown).filter((name) => hasTrue(shadowOf(unknown, name)))])];
}

function read(shape: Pick<Shape<never>, "type">, json: unknown): { readonly [name: string]: Value } {
  if (!isRecord(json)) throw new ValueError("expected an object");
  try {
    const known = fromJson(shape.type, toJsonValue(json));
    return known === null || known === UNKNOWN ? {} : known;
  } catch (error) {
    if (error instanceof CtyError || error instanceof RangeError) throw new ValueError(error.message);
    throw error;
  }
}
