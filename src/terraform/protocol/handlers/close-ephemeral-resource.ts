// CloseEphemeralResource: the run is over, also after StopProvider.
import { diagnosticsToWire } from "../diagnostics-to-wire";
import {
  type DeepPartial,
  type CloseEphemeralResource_Request,
  type CloseEphemeralResource_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

/** The client waits for the answer. */
const NEVER = new AbortController().signal;

export async function closeEphemeralResource(
  session: Session,
  request: CloseEphemeralResource_Request,
): Promise<DeepPartial<CloseEphemeralResource_Response>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const brought = request.private ?? new Uint8Array();
  const held = session.ephemerals.latest(brought);
  // Once is enough: a close that fails has said what is left.
  session.ephemerals.closed(brought);
  const closed = (await resource.close?.({ private: held, client, signal, end: NEVER })) ?? {};
  return { diagnostics: diagnosticsToWire(closed.diagnostics ?? [], session.redact) };
}
