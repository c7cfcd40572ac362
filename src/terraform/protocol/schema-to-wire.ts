// Schemas on the wire.
import { typeToJson } from "../cty";
import { type Attribute, type Schema, isComputed } from "../framework";
import { type DeepPartial, type Schema as SchemaMessage, type Schema_Attribute, StringKind } from "./tfplugin6_pb";

export function schemaToWire(schema: Schema): DeepPartial<SchemaMessage> {
  const version = BigInt(schema.version);
  return {
    version,
    block: {
      version,
      description: schema.description,
      descriptionKind: StringKind.MARKDOWN,
      attributes: Object.entries(schema.attributes).map(([name, attribute]) => attributeToWire(name, attribute)),
    },
  };
}

function attributeToWire(name: string, attribute: Attribute): DeepPartial<Schema_Attribute> {
  return {
    name,
    type: typeToJson(attribute.type),
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.mode === "required",
    optional: attribute.mode === "optional" || attribute.mode === "optional_computed",
    computed: isComputed(attribute),
    sensitive: attribute.sensitive ?? false,
    deprecated: attribute.deprecated !== undefined,
    deprecationMessage: attribute.deprecated ?? "",
  };
}
