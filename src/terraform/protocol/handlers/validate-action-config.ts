// ValidateActionConfig: an action block, offline. Values may be unknown.
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import {
  type DeepPartial,
  type ValidateActionConfig_Request,
  type ValidateActionConfig_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateActionConfig(
  session: Session,
  request: ValidateActionConfig_Request,
): DeepPartial<ValidateActionConfig_Response> {
  const action = session.action(request.actionType);
  const config = configFromWire(action.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(action, config, "configured"), session.redact) };
}
