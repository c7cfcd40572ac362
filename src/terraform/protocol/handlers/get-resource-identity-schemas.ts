// GetResourceIdentitySchemas: by which attributes the objects of each resource type are found again.
import { identitySchemaToWire } from "../identity-to-wire";
import { type DeepPartial, type GetResourceIdentitySchemas_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export function getResourceIdentitySchemas({ provider }: Session): DeepPartial<GetResourceIdentitySchemas_Response> {
  const schemas = provider.resources.flatMap(({ typeName, identity }) =>
    identity ? [[typeName, identitySchemaToWire(identity)] as const] : [],
  );
  return { identitySchemas: Object.fromEntries(schemas) };
}
