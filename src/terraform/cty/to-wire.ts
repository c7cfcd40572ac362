// A value as msgpack items, written by type: what to write for each. The bytes are msgpack-writer.ts's.
import { Decimal } from "./decimal";
import { DepthError, kindOf, mismatch, missing, placed, surplus } from "./error";
import { type Writer } from "./msgpack-writer";
import { attributeStep, elementStep, indexStep } from "./path";
import { type CtyType, MAX_WIRE_DEPTH, type ObjectAttributes, dynamic, typeToJson } from "./type";
import { DynamicValue, type ObjectValue, UNKNOWN, type Value, isArray, isMap, isObject } from "./value";

/** `depth`: how many arrays and maps it stands in. */
export function toWire(type: CtyType, value: Value, writer: Writer, depth = 0): void {
  if (value === null) return writer.nil();
  if (value === UNKNOWN) return writer.extension(0);
  switch (type.kind) {
    case "string":
      if (typeof value === "string") return writer.text(value);
      break;
    case "bool":
      if (typeof value === "boolean") return writer.bool(value);
      break;
    case "number":
      if (value instanceof Decimal) return writeNumber(value, writer);
      break;
    case "dynamic":
      if (value instanceof DynamicValue) return writeDynamic(value, writer, below(depth));
      break;
    case "list":
    case "set":
      if (isArray(value)) return writeElements(value, () => type.element, writer, below(depth));
      break;
    case "tuple":
      if (isArray(value) && value.length === type.elements.length)
        return writeElements(value, (index) => type.elements[index] ?? dynamic, writer, below(depth));
      break;
    case "map":
      if (isMap(value)) return writeEntries(value, type.element, writer, below(depth));
      break;
    case "object":
      if (isObject(value)) return writeAttributes(value, type.attributes, writer, below(depth));
      break;
  }
  throw mismatch(type, kindOf(value), []);
}

/** What would not be read is not written either. */
function below(depth: number): number {
  if (depth === MAX_WIRE_DEPTH) throw new DepthError();
  return depth + 1;
}

/** An int64 where exact, else a float64 where exact, else a decimal string. */
function writeNumber(value: Decimal, writer: Writer): void {
  const float = value.toFloat64();
  const integer = value.isInteger();
  if (integer && (float | 0) === float) return writer.integer(float);
  const whole = integer ? value.toBigInt() : undefined;
  if (whole !== undefined && BigInt.asIntN(64, whole) === whole) return writer.long(whole);
  if (Number.isFinite(float) && Decimal.fromFloat64(float).equals(value)) return writer.double(float);
  return writer.text(value.toString());
}

function writeDynamic({ type, value }: DynamicValue, writer: Writer, depth: number): void {
  writer.array(2);
  writer.binary(typeToJson(type));
  toWire(type, value, writer, depth);
}

function writeElements(
  values: readonly Value[],
  typeAt: (index: number) => CtyType,
  writer: Writer,
  depth: number,
): void {
  writer.array(values.length);
  for (const [index, value] of values.entries()) {
    try {
      toWire(typeAt(index), value, writer, depth);
    } catch (error) {
      throw placed(error, indexStep(index));
    }
  }
}

function writeEntries(values: ReadonlyMap<string, Value>, type: CtyType, writer: Writer, depth: number): void {
  writer.map(values.size);
  for (const [key, value] of values) {
    writer.text(key);
    try {
      toWire(type, value, writer, depth);
    } catch (error) {
      throw placed(error, elementStep(key));
    }
  }
}

function writeAttributes(value: ObjectValue, types: ObjectAttributes, writer: Writer, depth: number): void {
  const names = Object.keys(types);
  for (const name of names) if (!Object.hasOwn(value, name)) throw missing(name);
  const unwanted = Object.keys(value).find((name) => !Object.hasOwn(types, name));
  if (unwanted !== undefined) throw surplus(unwanted);
  writer.map(names.length);
  for (const [name, type] of Object.entries(types)) {
    writer.text(name);
    try {
      toWire(type, value[name] ?? null, writer, depth);
    } catch (error) {
      throw placed(error, attributeStep(name));
    }
  }
}
