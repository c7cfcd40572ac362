// A value as the tree that msgpack spells: what to write for each type. No bytes here.
import { ExtData } from "@msgpack/msgpack";
import { Decimal } from "./decimal";
import { checkAttributes, kindOf, mismatch } from "./error";
import { type Path, attributeStep, elementStep, indexStep } from "./path";
import { type CtyType, typeToJson } from "./type";
import { DynamicValue, UNKNOWN, type Value, isArray, isMap, isObject } from "./value";

const UNKNOWN_ON_WIRE = new ExtData(0, Uint8Array.of(0));

export function toWire(type: CtyType, value: Value, path: Path): unknown {
  if (value === null) return null;
  if (value === UNKNOWN) return UNKNOWN_ON_WIRE;
  switch (type.kind) {
    case "string":
      // A lone surrogate has no UTF-8.
      if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "\ufffd");
      break;
    case "bool":
      if (typeof value === "boolean") return value;
      break;
    case "number":
      if (value instanceof Decimal) return numberToWire(value);
      break;
    case "dynamic":
      if (value instanceof DynamicValue) return [typeToJson(value.type), toWire(value.type, value.value, path)];
      break;
    case "list":
    case "set":
      if (!isArray(value)) break;
      return value.map((element, index) => toWire(type.element, element, [...path, indexStep(index)]));
    case "tuple":
      if (!isArray(value) || value.length !== type.elements.length) break;
      return type.elements.map((element, index) => toWire(element, value[index] ?? null, [...path, indexStep(index)]));
    case "map":
      if (!isMap(value)) break;
      return Object.fromEntries(
        [...value].map(([key, item]) => [key, toWire(type.element, item, [...path, elementStep(key)])]),
      );
    case "object":
      if (!isObject(value)) break;
      checkAttributes(Object.keys(type.attributes), Object.keys(value), path);
      return Object.fromEntries(
        Object.entries(type.attributes).map(([name, attribute]) => [
          name,
          toWire(attribute, value[name] ?? null, [...path, attributeStep(name)]),
        ]),
      );
  }
  throw mismatch(type, kindOf(value), path);
}

/** An int64 where exact, else a float64 where exact, else a decimal string. */
function numberToWire(value: Decimal): unknown {
  const integer = value.toBigInt();
  // The encoder writes a number beyond 32 bits as a float; a bigint it writes as an integer, but always in 64 bits.
  if (integer !== undefined && BigInt.asIntN(32, integer) === integer) return Number(integer);
  if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return integer;
  const float = value.toFloat64();
  return Number.isFinite(float) && Decimal.fromFloat64(float).equals(value) ? float : value.toString();
}
