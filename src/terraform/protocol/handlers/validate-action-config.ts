// ValidateActionConfig: an action block, offline. Values may be unknown.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import { type ValidateActionConfig_Request, type ValidateActionConfig_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function validateActionConfig(
  session: Session,
  request: ValidateActionConfig_Request,
): MessageInitShape<typeof ValidateActionConfig_ResponseSchema> {
  const action = session.action(request.actionType);
  const config = configFromWire(action.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(action, config, "configured"), session.redact) };
}
