// ValidateResourceConfig: a resource block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateResourceConfig_Request,
  type ValidateResourceConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateResourceConfig(
  session: Session,
  request: ValidateResourceConfig_Request,
): DeepPartial<ValidateResourceConfig_Response> {
  const resource = session.resource(request.typeName);
  const config = objectFromWire(resource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(resource, config, "configured"), session.redact) };
}
