// ListResource: the remote objects of a resource type, one event each. A failure is an event as well: the last one.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { DiagnosticsError, isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type ListResource_EventSchema, type ListResource_Request } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function* listResource(
  session: Session,
  request: ListResource_Request,
): AsyncIterable<MessageInitShape<typeof ListResource_EventSchema>> {
  const { client, signal } = session;
  const listed = session.listResource(request.typeName);
  const resource = session.resource(request.typeName);
  const config = configFromWire(listed.schema, request.config);
  const mistakes = validateConfig(listed, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);
  const limit = request.limit > 0n ? Number(request.limit) : Infinity;
  let left = limit;
  for await (const { displayName, state, diagnostics = [] } of listed.list({ config, limit, client, signal })) {
    if (left-- <= 0) return;
    yield {
      displayName,
      identity: stateIdentity(resource, state),
      resourceObject: request.includeResourceObject ? toWire(resource.schema, state) : undefined,
      diagnostic: diagnosticsToWire(diagnostics, session.redact),
    };
  }
}
