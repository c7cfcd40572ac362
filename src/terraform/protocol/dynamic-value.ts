// Values on the wire: decoded by their schema, and always answered in msgpack.
import { type CtyType, type ObjectValue, UNKNOWN, type ValueOf, decode, decodeJson, encode } from "../cty";
import { type Schema, objectTypeOf } from "../framework";
import { type DeepPartial, type DynamicValue } from "./tfplugin6_pb";

/** A value that is not there is null. */
export function valueFromWire<T extends CtyType>(type: T, value: DynamicValue | undefined): ValueOf<T> {
  if (!value) return null;
  return value.msgpack.length > 0 ? decode(type, value.msgpack) : decodeJson(type, value.json);
}

export function fromWire(schema: Schema, value: DynamicValue | undefined): ObjectValue | null {
  const decoded = valueFromWire(objectTypeOf(schema), value);
  if (decoded === UNKNOWN) throw new Error("Terraform sent a wholly unknown object");
  return decoded;
}

/** For requests in which Terraform always sends an object. */
export function objectFromWire(schema: Schema, value: DynamicValue | undefined): ObjectValue {
  const object = fromWire(schema, value);
  if (object === null) throw new Error("Terraform sent null where the protocol promises an object");
  return object;
}

/** For blocks that may be left out, which stands for all of their attributes being null. */
export function configFromWire(schema: Schema, value: DynamicValue | undefined): ObjectValue {
  return fromWire(schema, value) ?? Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null]));
}

export function toWire(schema: Schema, value: ObjectValue | null): DeepPartial<DynamicValue> {
  return { msgpack: encode(objectTypeOf(schema), value) };
}
