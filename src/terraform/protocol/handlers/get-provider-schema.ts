// GetProviderSchema: the provider's own schema and those of all it offers.
import { type Schema } from "../../framework";
import { type DeepPartial, type GetProviderSchema_Response } from "../tfplugin6_pb";
import { functionsToWire } from "../function-to-wire";
import { schemaToWire } from "../schema-to-wire";
import { type Session } from "../session";
import { serverCapabilities } from "./server-capabilities";

export function getProviderSchema({ provider }: Session): DeepPartial<GetProviderSchema_Response> {
  return {
    serverCapabilities,
    provider: schemaToWire(provider.schema),
    resourceSchemas: byTypeName(provider.resources),
    dataSourceSchemas: byTypeName(provider.dataSources),
    ephemeralResourceSchemas: byTypeName(provider.ephemeralResources ?? []),
    listResourceSchemas: byTypeName(provider.listResources ?? []),
    actionSchemas: Object.fromEntries(
      (provider.actions ?? []).map(({ typeName, schema }) => [typeName, { schema: schemaToWire(schema) }]),
    ),
    functions: functionsToWire(provider.functions ?? []),
  };
}

function byTypeName(objects: readonly { typeName: string; schema: Schema }[]) {
  return Object.fromEntries(objects.map(({ typeName, schema }) => [typeName, schemaToWire(schema)]));
}
