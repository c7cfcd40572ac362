// ValidateEphemeralResourceConfig: an ephemeral block, offline. Values may be unknown.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import {
  type ValidateEphemeralResourceConfig_Request,
  type ValidateEphemeralResourceConfig_ResponseSchema,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateEphemeralResourceConfig(
  session: Session,
  request: ValidateEphemeralResourceConfig_Request,
): MessageInitShape<typeof ValidateEphemeralResourceConfig_ResponseSchema> {
  const resource = session.ephemeralResource(request.typeName);
  const config = objectFromWire(resource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(resource, config, "configured"), session.redact) };
}
