// Values on the wire: decoded by their schema, and always answered in msgpack.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { type ObjectValue, UNKNOWN, decode, decodeJson, encode } from "../cty";
import { type Schema, objectTypeOf } from "../framework";
import { type DynamicValue, type DynamicValueSchema } from "./tfplugin6_pb";

export function fromWire(schema: Schema, value: DynamicValue | undefined): ObjectValue | null {
  if (!value) return null;
  const type = objectTypeOf(schema);
  const decoded = value.msgpack.length > 0 ? decode(type, value.msgpack) : decodeJson(type, value.json);
  if (decoded === UNKNOWN) throw new Error("Terraform sent a wholly unknown object");
  return decoded;
}

/** For requests in which Terraform always sends an object. */
export function objectFromWire(schema: Schema, value: DynamicValue | undefined): ObjectValue {
  const object = fromWire(schema, value);
  if (object === null) throw new Error("Terraform sent null where the protocol promises an object");
  return object;
}

export function toWire(schema: Schema, value: ObjectValue | null): MessageInitShape<typeof DynamicValueSchema> {
  return { msgpack: encode(objectTypeOf(schema), value) };
}
