// Terraform's values and types ("cty"): their model, codecs, paths and equality.
export { Decimal, MAX_DIGITS } from "./decimal";
export { equal, hasUnknown, isUnknown, isWhollyKnown } from "./equal";
export { CtyError, NumberLimitError } from "./error";
export { type JsonValue, decodeJson, fromJson, parseJson } from "./json";
export { decode, encode } from "./msgpack";
export { type Path, type PathStep, attributeStep, elementStep, formatPath, indexStep } from "./path";
export {
  type BoolType,
  type CtyType,
  type DynamicType,
  type ListType,
  type MapType,
  type NumberType,
  type ObjectAttributes,
  type ObjectType,
  type SetType,
  type StringType,
  type TupleType,
  parseType,
  sameType,
  typeName,
  typeToJson,
} from "./type";
export * as types from "./type";
export { type KnownOf, type ObjectValue, type Unknown, type Value, type ValueOf, DynamicValue, UNKNOWN } from "./value";
