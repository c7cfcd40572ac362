// OpenEphemeralResource: once in the plan and once more in the apply, each closed again at its end.
import { DiagnosticsError, encodePrivate, isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { objectFromWire, toWire } from "../dynamic-value";
import { momentToWire } from "../moment-to-wire";
import {
  type DeepPartial,
  type OpenEphemeralResource_Request,
  type OpenEphemeralResource_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export async function openEphemeralResource(
  session: Session,
  request: OpenEphemeralResource_Request,
): Promise<DeepPartial<OpenEphemeralResource_Response>> {
  const resource = session.ephemeralResource(request.typeName);
  const { client, signal } = session;
  const config = objectFromWire(resource.schema, request.config);
  // What was unknown at validation is known by now.
  const mistakes = validateConfig(resource, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);
  const opened = await resource.open({ config, client, signal });
  const held = opened.private ?? {};
  return {
    result: toWire(resource.schema, opened.result),
    private: resource.close ? session.ephemerals.opened(resource.typeName, held) : encodePrivate(held),
    renewAt: momentToWire(opened.renewAt),
    diagnostics: diagnosticsToWire(opened.diagnostics ?? [], session.redact),
  };
}
