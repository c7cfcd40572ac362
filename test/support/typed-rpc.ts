// RPCs in values instead of bytes: encoded and decoded by a schema, with what was said beside them.
import { type ObjectValue, decode, encode } from "../../src/terraform/cty";
import { type Attributes, type Schema, objectTypeOf } from "../../src/terraform/framework";

/** A block of this schema in which these attributes are set. */
export const blockOf = (schema: Schema<Attributes>, settings: ObjectValue = {}): ObjectValue => ({
  ...Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null])),
  ...settings,
});

export const toWire = (schema: Schema<Attributes>, value: ObjectValue | null) => ({
  msgpack: encode(objectTypeOf(schema), value),
});

export function fromWire(schema: Schema<Attributes>, wire: { msgpack: Uint8Array } | undefined): ObjectValue | null {
  const value = wire ? decode(objectTypeOf(schema), wire.msgpack) : null;
  if (typeof value === "symbol") throw new Error("an unknown object was answered");
  return value;
}

export const saysOf = (diagnostics: readonly { readonly summary: string; readonly detail: string }[]): string[] =>
  diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`);
