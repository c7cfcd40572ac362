// ApplyResourceChange: create, update or delete. The state reached is answered beside any error, and Terraform keeps it.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { applyChange, decodePrivate, encodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { fromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type ApplyResourceChange_Request, type ApplyResourceChange_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function applyResourceChange(
  session: Session,
  request: ApplyResourceChange_Request,
): Promise<MessageInitShape<typeof ApplyResourceChange_ResponseSchema>> {
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
