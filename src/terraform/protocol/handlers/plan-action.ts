// PlanAction: nothing is done yet; what can be said offline is said again, for values may be known by now.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import { type PlanAction_Request, type PlanAction_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function planAction(
  session: Session,
  request: PlanAction_Request,
): MessageInitShape<typeof PlanAction_ResponseSchema> {
  const action = session.action(request.actionType);
  const config = configFromWire(action.schema, request.config);
  return { diagnostics: diagnosticsToWire(validateConfig(action, config), session.redact) };
}
