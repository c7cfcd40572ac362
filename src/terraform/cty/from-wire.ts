// A value as msgpack items, read by type: what may stand for each type. The bytes are msgpack-reader.ts's.
import { Decimal, DecimalLimitError } from "./decimal";
import { CtyError, DepthError, NumberLimitError, kindOf, mismatch, missing, placed, surplus } from "./error";
import { ArrayHead, EXTENSION, type Item, MapHead, type Reader } from "./msgpack-reader";
import { attributeStep, elementStep, indexStep } from "./path";
import { type CtyType, MAX_WIRE_DEPTH, type ObjectAttributes, dynamic, number, parseType } from "./type";
import { DynamicValue, type ObjectValue, UNKNOWN, type Value } from "./value";

/** `depth`: how many arrays and maps it stands in. */
export function fromWire(type: CtyType, reader: Reader, depth = 0): Value {
  const item = reader.next();
  if (item === null) return null;
  // Of any kind: an unknown value, whatever refinements it names.
  if (item === EXTENSION) return UNKNOWN;
  if (depth === MAX_WIRE_DEPTH && (item instanceof ArrayHead || item instanceof MapHead)) throw new DepthError();
  switch (type.kind) {
    case "string":
      if (typeof item === "string") return item;
      break;
    case "bool":
      if (typeof item === "boolean") return item;
      break;
    case "number":
      return numberOf(item);
    case "dynamic":
      return dynamicOf(item, reader, depth + 1);
    case "list":
    case "set":
      if (item instanceof ArrayHead) return elements(item.length, () => type.element, reader, depth + 1);
      break;
    case "tuple":
      if (item instanceof ArrayHead && item.length === type.elements.length)
        return elements(item.length, (index) => type.elements[index] ?? dynamic, reader, depth + 1);
      break;
    case "map":
      if (item instanceof MapHead) return entries(item.size, type.element, reader, depth + 1);
      break;
    case "object":
      if (item instanceof MapHead) return attributes(item.size, type.attributes, reader, depth + 1);
      break;
  }
  throw mismatch(type, kindOfItem(item), []);
}

function numberOf(item: Item): Decimal {
  try {
    if (typeof item === "bigint") return Decimal.fromBigInt(item);
    if (typeof item === "number") return Decimal.fromFloat64(item);
    if (typeof item === "string") return Decimal.parse(item);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const Kind = error instanceof DecimalLimitError ? NumberLimitError : CtyError;
    throw new Kind(`expected a number, got ${error.message}`);
  }
  throw mismatch(number, kindOfItem(item), []);
}

/** An array of its type, as JSON, and of the value itself. */
function dynamicOf(item: Item, reader: Reader, depth: number): DynamicValue {
  if (!(item instanceof ArrayHead) || item.length !== 2) throw mismatch(dynamic, kindOfItem(item), []);
  const typeJson = reader.next();
  if (!(typeJson instanceof Uint8Array)) throw new CtyError("expected a dynamic value's type");
  let type: CtyType;
  try {
    type = parseType(JSON.parse(new TextDecoder().decode(typeJson)));
  } catch {
    throw new CtyError("a dynamic value's type is not a type constraint");
  }
  return new DynamicValue(type, fromWire(type, reader, depth));
}

/** Not allocated by their number beforehand: the bytes may promise more than they hold. */
function elements(length: number, typeAt: (index: number) => CtyType, reader: Reader, depth: number): Value[] {
  const read: Value[] = [];
  for (let index = 0; index < length; index++) {
    try {
      read.push(fromWire(typeAt(index), reader, depth));
    } catch (error) {
      throw placed(error, indexStep(index));
    }
  }
  return read;
}

function entries(size: number, type: CtyType, reader: Reader, depth: number): ReadonlyMap<string, Value> {
  const read = new Map<string, Value>();
  for (let count = 0; count < size; count++) {
    const key = reader.key();
    try {
      read.set(key, fromWire(type, reader, depth));
    } catch (error) {
      throw placed(error, elementStep(key));
    }
  }
  return read;
}

/** In the order of the type, whatever that on the wire is. */
function attributes(size: number, types: ObjectAttributes, reader: Reader, depth: number): ObjectValue {
  const read = new Map<string, Value>();
  let unwanted: string | undefined;
  for (let count = 0; count < size; count++) {
    const name = reader.key();
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (!type) {
      unwanted ??= name;
      reader.skip();
      continue;
    }
    try {
      read.set(name, fromWire(type, reader, depth));
    } catch (error) {
      throw placed(error, attributeStep(name));
    }
  }
  const inOrder = Object.keys(types).map((name): [string, Value] => {
    const value = read.get(name);
    if (value === undefined) throw missing(name);
    return [name, value];
  });
  if (unwanted !== undefined) throw surplus(unwanted);
  return Object.fromEntries(inOrder);
}

function kindOfItem(item: Item): string {
  if (item instanceof ArrayHead) return "an array";
  return item instanceof MapHead ? "an object" : kindOf(item);
}
