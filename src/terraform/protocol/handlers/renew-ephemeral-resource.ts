// RenewEphemeralResource: what was opened is to last for longer.
import { encodePrivate } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { momentToWire } from "../moment-to-wire";
import {
  type DeepPartial,
  type RenewEphemeralResource_Request,
  type RenewEphemeralResource_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export async function renewEphemeralResource(
  session: Session,
  request: RenewEphemeralResource_Request,
): Promise<DeepPartial<RenewEphemeralResource_Response>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const brought = request.private ?? new Uint8Array();
  const held = session.ephemerals.latest(brought);
  const renewed = (await resource.renew?.({ private: held, client, signal })) ?? {};
  const after = renewed.private ?? held;
  return {
    private: resource.close ? session.ephemerals.renewed(resource.typeName, brought, after) : encodePrivate(after),
    renewAt: momentToWire(renewed.renewAt),
    diagnostics: diagnosticsToWire(renewed.diagnostics ?? [], session.redact),
  };
}
