// GetResourceIdentitySchemas: by which attributes the objects of each resource type are found again.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { identitySchemaToWire } from "../identity-to-wire";
import { type GetResourceIdentitySchemas_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function getResourceIdentitySchemas({
  provider,
}: Session): MessageInitShape<typeof GetResourceIdentitySchemas_ResponseSchema> {
  const schemas = provider.resources.flatMap(({ typeName, identity }) =>
    identity ? [[typeName, identitySchemaToWire(identity)] as const] : [],
  );
  return { identitySchemas: Object.fromEntries(schemas) };
}
