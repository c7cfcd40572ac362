// ReadResource: refresh. Gone is null; whatever fails leaves the state alone.
import { decodePrivate, encodePrivate, readState } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type ReadResource_Request, type ReadResource_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function readResource(
  session: Session,
  request: ReadResource_Request,
): Promise<DeepPartial<ReadResource_Response>> {
  const resource = session.resource(request.typeName);
  const { schema } = resource;
  const output = await readState(resource, {
    state: objectFromWire(schema, request.currentState),
    private: decodePrivate(request.private),
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
