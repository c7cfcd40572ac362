// RenewEphemeralResource: what was opened is to last for longer.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { decodePrivate, encodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { timestampToWire } from "../timestamp-to-wire";
import { type RenewEphemeralResource_Request, type RenewEphemeralResource_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function renewEphemeralResource(
  session: Session,
  request: RenewEphemeralResource_Request,
): Promise<MessageInitShape<typeof RenewEphemeralResource_ResponseSchema>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const before = request.private ?? new Uint8Array();
  const held = decodePrivate(before);
  const renewed = (await resource.renew?.({ private: held, client, signal })) ?? {};
  const after = encodePrivate(renewed.private ?? held);
  if (resource.close) session.ephemerals.renewed(resource.typeName, before, after);
  return {
    private: after,
    renewAt: timestampToWire(renewed.renewAt),
    diagnostics: diagnosticsToWire(renewed.diagnostics ?? [], session.redact),
  };
}
