// Terraform's type system ("cty"): what types there are and how they travel in schemas, as JSON.
// The ground floor of the SDK: nothing here knows schemas, the protocol or any provider.

export interface StringType {
  readonly kind: "string";
}
export interface NumberType {
  readonly kind: "number";
}
export interface BoolType {
  readonly kind: "bool";
}
/** A value that brings its own type along. */
export interface DynamicType {
  readonly kind: "dynamic";
}
export interface ListType<E extends CtyType = CtyType> {
  readonly kind: "list";
  readonly element: E;
}
/** Like a list, but without order and without equal elements. */
export interface SetType<E extends CtyType = CtyType> {
  readonly kind: "set";
  readonly element: E;
}
export interface MapType<E extends CtyType = CtyType> {
  readonly kind: "map";
  readonly element: E;
}
export interface ObjectType<A extends ObjectAttributes = ObjectAttributes> {
  readonly kind: "object";
  readonly attributes: A;
}
export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly CtyType[];
}

export interface ObjectAttributes {
  readonly [name: string]: CtyType;
}

export type CtyType =
  StringType | NumberType | BoolType | DynamicType | ListType | SetType | MapType | ObjectType | TupleType;

export const string: StringType = { kind: "string" };
export const number: NumberType = { kind: "number" };
export const bool: BoolType = { kind: "bool" };
export const dynamic: DynamicType = { kind: "dynamic" };
export const list = <E extends CtyType>(element: E): ListType<E> => ({ kind: "list", element });
export const set = <E extends CtyType>(element: E): SetType<E> => ({ kind: "set", element });
export const map = <E extends CtyType>(element: E): MapType<E> => ({ kind: "map", element });
export const object = <A extends ObjectAttributes>(attributes: A): ObjectType<A> => ({ kind: "object", attributes });
export const tuple = (elements: readonly CtyType[]): TupleType => ({ kind: "tuple", elements });

/** Types, and so values, nest no deeper than this; what does is hostile or broken. */
export const MAX_DEPTH = 100;
/** Room for a value of the deepest type, and for what stands around each dynamic value on the way. */
export const MAX_WIRE_DEPTH = 2 * MAX_DEPTH;

/** As in schemas and beside dynamic values: `"string"`, `["set","string"]`, `["object",{"a":"bool"}]`. */
export function typeToJson(type: CtyType): Uint8Array {
  return new TextEncoder().encode(canonical(type));
}

/** Whether both are one type; the order of an object's attributes does not matter. */
export function sameType(a: CtyType, b: CtyType): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** Reads a parsed JSON type constraint. Throws a TypeError on anything else. */
export function parseType(json: unknown): CtyType {
  return parseConstraint(json, 1);
}

/** For messages: `set of string`, `object`. An object's attributes are left out. */
export function typeName(type: CtyType): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeName(type.element)}`;
    case "dynamic":
      return "dynamic value";
    case "string":
    case "number":
    case "bool":
    case "object":
    case "tuple":
      return type.kind;
  }
}

function parseConstraint(json: unknown, depth: number): CtyType {
  if (depth > MAX_DEPTH) throw new TypeError("a type that nests too deeply");
  if (typeof json === "string") return primitive(json);
  if (!Array.isArray(json)) throw new TypeError("not a type constraint");
  const parts: readonly unknown[] = json;
  const [kind, inner, ...rest] = parts;
  // An object's third element names its optional attributes, which matters to nobody but the configuration's reader.
  if (rest.length > (kind === "object" ? 1 : 0)) throw new TypeError("not a type constraint");
  switch (kind) {
    case "list":
    case "set":
    case "map":
      return { kind, element: parseConstraint(inner, depth + 1) };
    case "tuple":
      if (!Array.isArray(inner)) break;
      return tuple(inner.map((element: unknown) => parseConstraint(element, depth + 1)));
    case "object": {
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) break;
      const attributes = Object.entries(inner).map(([name, type]) => [name, parseConstraint(type, depth + 1)] as const);
      return object(Object.fromEntries(attributes));
    }
  }
  throw new TypeError("not a type constraint");
}

function primitive(name: string): CtyType {
  switch (name) {
    case "string":
      return string;
    case "number":
      return number;
    case "bool":
      return bool;
    case "dynamic":
      return dynamic;
    default:
      throw new TypeError("not a type constraint");
  }
}

const canonical = (type: CtyType): string => JSON.stringify(constraint(type));

/** Attributes are sorted, as Terraform writes them, so that one type has one text. */
function constraint(type: CtyType): unknown {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.kind, constraint(type.element)];
    case "tuple":
      return [type.kind, type.elements.map(constraint)];
    case "object": {
      const sorted = Object.entries(type.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
      return [type.kind, Object.fromEntries(sorted.map(([name, attribute]) => [name, constraint(attribute)]))];
    }
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
  }
}
