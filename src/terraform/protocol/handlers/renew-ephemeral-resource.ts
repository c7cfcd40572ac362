// RenewEphemeralResource: what was opened is to last for longer.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { encodePrivate } from "../../framework";
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
  const brought = request.private ?? new Uint8Array();
  const held = session.ephemerals.latest(brought);
  const renewed = (await resource.renew?.({ private: held, client, signal })) ?? {};
  const after = renewed.private ?? held;
  return {
    private: resource.close ? session.ephemerals.renewed(resource.typeName, brought, after) : encodePrivate(after),
    renewAt: timestampToWire(renewed.renewAt),
    diagnostics: diagnosticsToWire(renewed.diagnostics ?? [], session.redact),
  };
}
