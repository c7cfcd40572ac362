// CloseEphemeralResource: the run is over, also after StopProvider.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { decodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { type CloseEphemeralResource_Request, type CloseEphemeralResource_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function closeEphemeralResource(
  session: Session,
  request: CloseEphemeralResource_Request,
): Promise<MessageInitShape<typeof CloseEphemeralResource_ResponseSchema>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const held = decodePrivate(request.private ?? new Uint8Array());
  const closed = (await resource.close?.({ private: held, client, signal })) ?? {};
  return { diagnostics: diagnosticsToWire(closed.diagnostics ?? [], session.redact) };
}
