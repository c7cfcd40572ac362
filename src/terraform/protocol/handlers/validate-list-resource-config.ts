// ValidateListResourceConfig: the config block of a list block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateListResourceConfig_Request,
  type ValidateListResourceConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateListResourceConfig(
  session: Session,
  request: ValidateListResourceConfig_Request,
): DeepPartial<ValidateListResourceConfig_Response> {
  const resource = session.listResource(request.typeName);
  const config = configFromWire(resource.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(resource, config, "configured"), session.redact) };
}
