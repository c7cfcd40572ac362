// Terraform's values in TypeScript: known, null or UNKNOWN, never undefined.
import {
  type BoolType,
  type CtyType,
  type DynamicType,
  type ListType,
  type MapType,
  type NumberType,
  type ObjectType,
  type SetType,
  type StringType,
} from "./type";
import { Decimal } from "./decimal";

/** A value that Terraform will only know during apply. */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Unknown = typeof UNKNOWN;

/** Any value; which shape it has follows from its type. Lists, sets and tuples are arrays. */
export type Value =
  | null
  | Unknown
  | string
  | boolean
  | Decimal
  | DynamicValue
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | ObjectValue;

/** The value of an object: every attribute of its type is present, none besides. */
export interface ObjectValue {
  readonly [attribute: string]: Value;
}

/** A value of type "dynamic", with the type it brought along. */
export class DynamicValue {
  constructor(
    readonly type: CtyType,
    readonly value: Value,
  ) {}
}

/** The values that a type admits, null and unknown included. */
export type ValueOf<T extends CtyType> = null | Unknown | KnownOf<T>;

/** The values that a type admits, known and not null at the top (their parts may be either). */
export type KnownOf<T extends CtyType> = T extends StringType
  ? string
  : T extends NumberType
    ? Decimal
    : T extends BoolType
      ? boolean
      : T extends DynamicType
        ? DynamicValue
        : T extends ListType<infer E> | SetType<infer E>
          ? readonly ValueOf<E>[]
          : T extends MapType<infer E>
            ? ReadonlyMap<string, ValueOf<E>>
            : T extends ObjectType<infer A>
              ? { readonly [N in keyof A]: ValueOf<A[N]> }
              : readonly Value[];

/**
 * A value of which every part was just checked against the type, as that type's. The compiler cannot follow such a check: this is
 * the one cast of all sources.
 */
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions
export const checkedAs = <T extends CtyType>(_type: T, value: Value): ValueOf<T> => value as ValueOf<T>;

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isMap = (value: Value): value is ReadonlyMap<string, Value> => value instanceof Map;

export const isObject = (value: Value): value is ObjectValue =>
  typeof value === "object" &&
  value !== null &&
  !isArray(value) &&
  !isMap(value) &&
  !(value instanceof Decimal) &&
  !(value instanceof DynamicValue);
