// The tree that msgpack bytes spell, read by type: what may stand for each type. No bytes here.
import { Decimal, DecimalLimitError } from "./decimal";
import { CtyError, NumberLimitError, checkAttributes, kindOf, mismatch } from "./error";
import { type Path, attributeStep, elementStep, indexStep } from "./path";
import { type CtyType, dynamic, number, parseType } from "./type";
import { DynamicValue, UNKNOWN, type Value } from "./value";

/** Stands in the tree for an extension of any kind. */
export const UNKNOWN_EXTENSION = UNKNOWN;
/** Stands before every key of a map in the tree. */
export const KEY_MARK = ":";

export function fromWire(type: CtyType, wire: unknown, path: Path): Value {
  if (wire === null) return null;
  if (wire === UNKNOWN_EXTENSION) return UNKNOWN;
  switch (type.kind) {
    case "string":
      if (typeof wire === "string") return wire;
      break;
    case "bool":
      if (typeof wire === "boolean") return wire;
      break;
    case "number":
      return numberFromWire(wire, path);
    case "dynamic":
      return dynamicFromWire(wire, path);
    case "list":
    case "set":
      if (!Array.isArray(wire)) break;
      return wire.map((element: unknown, index) => fromWire(type.element, element, [...path, indexStep(index)]));
    case "tuple":
      if (!Array.isArray(wire) || wire.length !== type.elements.length) break;
      return type.elements.map((element, index) => fromWire(element, wire[index], [...path, indexStep(index)]));
    case "map":
      if (!isMap(wire)) break;
      return new Map(
        entriesOf(wire).map(([key, item]) => [key, fromWire(type.element, item, [...path, elementStep(key)])]),
      );
    case "object": {
      if (!isMap(wire)) break;
      const given = new Map(entriesOf(wire));
      checkAttributes(Object.keys(type.attributes), given.keys(), path);
      return Object.fromEntries(
        Object.entries(type.attributes).map(([name, attribute]) => [
          name,
          fromWire(attribute, given.get(name), [...path, attributeStep(name)]),
        ]),
      );
    }
  }
  throw mismatch(type, kindOf(wire), path);
}

function numberFromWire(wire: unknown, path: Path): Decimal {
  try {
    if (typeof wire === "bigint") return Decimal.fromBigInt(wire);
    if (typeof wire === "number") return Decimal.fromFloat64(wire);
    if (typeof wire === "string") return Decimal.parse(wire);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const Kind = error instanceof DecimalLimitError ? NumberLimitError : CtyError;
    throw new Kind(`expected a number, got ${error.message}`, path);
  }
  throw mismatch(number, kindOf(wire), path);
}

function dynamicFromWire(wire: unknown, path: Path): DynamicValue {
  const parts: readonly unknown[] = Array.isArray(wire) ? wire : [];
  if (parts.length !== 2) throw mismatch(dynamic, kindOf(wire), path);
  const [typeJson, value] = parts;
  if (!(typeJson instanceof Uint8Array)) throw new CtyError("expected a dynamic value's type", path);
  let type: CtyType;
  try {
    type = parseType(JSON.parse(new TextDecoder().decode(typeJson)));
  } catch {
    throw new CtyError("a dynamic value's type is not a type constraint", path);
  }
  return new DynamicValue(type, fromWire(type, value, path));
}

const entriesOf = (wire: object): [string, unknown][] =>
  Object.entries(wire).map(([key, item]: [string, unknown]) => [key.slice(KEY_MARK.length), item]);

const isMap = (wire: unknown): wire is object =>
  typeof wire === "object" && wire !== null && !Array.isArray(wire) && !(wire instanceof Uint8Array);
