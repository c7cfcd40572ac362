// ApplyResourceChange: create, update or delete. The state reached is answered beside any error, and Terraform keeps it.
import { applyChange, decodePrivate, encodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { fromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type ApplyResourceChange_Request, type ApplyResourceChange_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function applyResourceChange(
  session: Session,
  request: ApplyResourceChange_Request,
): Promise<DeepPartial<ApplyResourceChange_Response>> {
  const resource = session.resource(request.typeName);
  const { schema } = resource;
  const output = await applyChange(resource, {
    config: fromWire(schema, request.config),
    prior: fromWire(schema, request.priorState),
    planned: fromWire(schema, request.plannedState),
    private: decodePrivate(request.plannedPrivate),
    client: session.client,
    signal: session.signal,
  });
  return {
    newState: toWire(schema, output.state),
    newIdentity: stateIdentity(resource, output.state),
    private: encodePrivate(output.private),
    diagnostics: diagnosticsToWire(output.diagnostics, session.redact),
  };
}
