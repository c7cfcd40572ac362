// ReadResource: refresh. Gone is null; whatever fails leaves the state alone.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { decodePrivate, encodePrivate, readState } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type ReadResource_Request, type ReadResource_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function readResource(
  session: Session,
  request: ReadResource_Request,
): Promise<MessageInitShape<typeof ReadResource_ResponseSchema>> {
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
