// ListResource: the remote objects of a resource type, one event each. A failure is an event as well: the last one.
import { DiagnosticsError, isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire, toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type ListResource_Event, type ListResource_Request } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function* listResource(
  session: Session,
  request: ListResource_Request,
): AsyncIterable<DeepPartial<ListResource_Event>> {
  const { client, signal } = session;
  const listed = session.listResource(request.typeName);
  const resource = session.resource(request.typeName);
  const config = configFromWire(listed.schema, request.config);
  const mistakes = validateConfig(listed, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);
  const limit = request.limit > 0n ? Number(request.limit) : Infinity;
  const includeObject = request.includeResourceObject;
  let left = limit;
  for await (const item of listed.list({ config, limit, includeObject, client, signal })) {
    const { displayName, state, diagnostics = [] } = item;
    if (state !== null && left-- <= 0) return;
    yield {
      displayName,
      // Terraform passes over an event that warns and identifies nothing.
      identity: stateIdentity(resource, state),
      resourceObject: includeObject && state !== null ? toWire(resource.schema, state) : undefined,
      diagnostic: diagnosticsToWire(diagnostics, session.redact),
    };
  }
}
