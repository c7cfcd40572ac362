// CloseEphemeralResource: the run is over, also after StopProvider.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { decodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { type CloseEphemeralResource_Request, type CloseEphemeralResource_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

/** The client waits for the answer. */
const NEVER = new AbortController().signal;

export async function closeEphemeralResource(
  session: Session,
  request: CloseEphemeralResource_Request,
): Promise<MessageInitShape<typeof CloseEphemeralResource_ResponseSchema>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const held = request.private ?? new Uint8Array();
  // Once is enough: a close that fails has said what is left.
  session.ephemerals.closed(resource.typeName, held);
  const closed = (await resource.close?.({ private: decodePrivate(held), client, signal, end: NEVER })) ?? {};
  return { diagnostics: diagnosticsToWire(closed.diagnostics ?? [], session.redact) };
}
