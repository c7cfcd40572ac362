// ValidateEphemeralResourceConfig: an ephemeral block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateEphemeralResourceConfig_Request,
  type ValidateEphemeralResourceConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateEphemeralResourceConfig(
  session: Session,
  request: ValidateEphemeralResourceConfig_Request,
): DeepPartial<ValidateEphemeralResourceConfig_Response> {
  const resource = session.ephemeralResource(request.typeName);
  const config = objectFromWire(resource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(resource, config, "configured"), session.redact) };
}
