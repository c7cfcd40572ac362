// ValidateResourceConfig: a resource block, offline. Values may be unknown.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import { type ValidateResourceConfig_Request, type ValidateResourceConfig_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateResourceConfig(
  session: Session,
  request: ValidateResourceConfig_Request,
): MessageInitShape<typeof ValidateResourceConfig_ResponseSchema> {
  const resource = session.resource(request.typeName);
  const config = objectFromWire(resource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(resource, config, "configured"), session.redact) };
}
