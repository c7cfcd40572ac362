// State as Terraform stores it: JSON, read by type and without loss. A plain JSON.parse would round large numbers.
import { parse } from "lossless-json";
import { Decimal } from "./decimal";
import { CtyError, kindOf, mismatch } from "./error";
import { type Path, attributeStep, elementStep, indexStep } from "./path";
import { type CtyType, MAX_DEPTH, parseType } from "./type";
import { DynamicValue, type Value, type ValueOf, checkedAs } from "./value";

/** Parsed JSON, with exact numbers. */
export type JsonValue = null | boolean | string | Decimal | readonly JsonValue[] | JsonObject;
interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** What becomes of an attribute that the type lacks. */
type Surplus = "refuse" | "drop";

/** A dynamic value is an object around its value. */
const MAX_JSON_DEPTH = 2 * MAX_DEPTH;

/** Throws a CtyError on what is not JSON text in UTF-8. */
export function parseJson(text: string | Uint8Array): JsonValue {
  let json: unknown;
  try {
    const decoded = typeof text === "string" ? text : new TextDecoder("utf-8", { fatal: true }).decode(text);
    json = parse(decoded, null, (number) => Decimal.parse(number));
  } catch {
    // Not the parser's own message: it quotes the text, which may be a secret.
    throw new CtyError("not a JSON value");
  }
  return narrowed(json, MAX_JSON_DEPTH);
}

/** Attributes that the text lacks are null, as in older state; one that the type lacks is an error. */
export function decodeJson<T extends CtyType>(type: T, text: string | Uint8Array): ValueOf<T> {
  return typed(type, parseJson(text), "refuse");
}

/**
 * As decodeJson, but attributes that the type lacks are dropped: state written by a neighbouring version is read, and
 * the next refresh fills it.
 */
export function fromJson<T extends CtyType>(type: T, json: JsonValue): ValueOf<T> {
  return typed(type, json, "drop");
}

function typed<T extends CtyType>(type: T, json: JsonValue, surplus: Surplus): ValueOf<T> {
  return checkedAs(type, convert(type, json, surplus, []));
}

function narrowed(json: unknown, depth: number): JsonValue {
  if (json === null || typeof json === "boolean" || typeof json === "string" || json instanceof Decimal) return json;
  if (depth === 0) throw new CtyError("a JSON value that nests too deeply");
  if (Array.isArray(json)) return json.map((element: unknown) => narrowed(element, depth - 1));
  if (typeof json !== "object") throw new TypeError("the JSON parser made something that is not JSON");
  return Object.fromEntries(
    Object.entries(json).map(([name, item]: [string, unknown]) => [name, narrowed(item, depth - 1)]),
  );
}

function convert(type: CtyType, json: JsonValue, surplus: Surplus, path: Path): Value {
  if (json === null) return null;
  switch (type.kind) {
    case "string":
      if (typeof json === "string") return json;
      break;
    case "bool":
      if (typeof json === "boolean") return json;
      break;
    case "number":
      if (json instanceof Decimal) return json;
      break;
    case "dynamic":
      if (!isRecord(json)) break;
      return dynamicValue(json, surplus, path);
    case "list":
    case "set":
      if (!isList(json)) break;
      return json.map((element, index) => convert(type.element, element, surplus, [...path, indexStep(index)]));
    case "tuple":
      if (!isList(json) || json.length !== type.elements.length) break;
      return type.elements.map((element, index) =>
        convert(element, json[index] ?? null, surplus, [...path, indexStep(index)]),
      );
    case "map":
      if (!isRecord(json)) break;
      return new Map(
        Object.entries(json).map(([key, item]) => [
          key,
          convert(type.element, item, surplus, [...path, elementStep(key)]),
        ]),
      );
    case "object":
      if (!isRecord(json)) break;
      if (surplus === "refuse") refuseSurplus(type.attributes, json, path);
      return Object.fromEntries(
        Object.entries(type.attributes).map(([name, attribute]) => [
          name,
          convert(attribute, ownProperty(json, name), surplus, [...path, attributeStep(name)]),
        ]),
      );
  }
  throw mismatch(type, kindOf(json), path);
}

/** In stored JSON a dynamic value is `{"value": ..., "type": ...}`. */
function dynamicValue(json: JsonObject, surplus: Surplus, path: Path): DynamicValue {
  let type: CtyType;
  try {
    type = parseType(ownProperty(json, "type"));
  } catch {
    throw new CtyError("a dynamic value's type is not a type constraint", path);
  }
  return new DynamicValue(type, convert(type, ownProperty(json, "value"), surplus, path));
}

function refuseSurplus(attributes: object, json: JsonObject, path: Path): void {
  const surplus = Object.keys(json).find((name) => !Object.hasOwn(attributes, name));
  if (surplus !== undefined) throw new CtyError(`there is no attribute ${JSON.stringify(surplus)}`, path);
}

const ownProperty = (json: JsonObject, name: string): JsonValue =>
  Object.hasOwn(json, name) ? (json[name] ?? null) : null;

const isList = (json: JsonValue): json is readonly JsonValue[] => Array.isArray(json);

const isRecord = (json: JsonValue): json is JsonObject =>
  typeof json === "object" && json !== null && !isList(json) && !(json instanceof Decimal);
