// PlanAction: nothing is done yet. What can be said offline is said again, for values may be known by now; then the action
// looks at what it would do.
import { isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import { type DeepPartial, type PlanAction_Request, type PlanAction_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function planAction(
  session: Session,
  request: PlanAction_Request,
): Promise<DeepPartial<PlanAction_Response>> {
  const action = session.action(request.actionType);
  const config = configFromWire(action.schema, request.config);
  const said = validateConfig(action, config, "used");
  const planned =
    said.some(isError) || !action.plan
      ? []
      : await action.plan({ config, client: session.client, signal: session.signal });
  return { diagnostics: diagnosticsToWire([...said, ...planned], session.redact) };
}
