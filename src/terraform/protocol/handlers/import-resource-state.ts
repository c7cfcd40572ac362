// ImportResourceState: an existing object, found by the id or the identity that the user gave, becomes state.
import { DiagnosticsError, encodePrivate, errorDiagnostic } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { toWire } from "../dynamic-value";
import { identityFromWire, stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type ImportResourceState_Request, type ImportResourceState_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function importResourceState(
  session: Session,
  request: ImportResourceState_Request,
): Promise<DeepPartial<ImportResourceState_Response>> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  if (!resource.import) {
    throw new DiagnosticsError([
      errorDiagnostic(`${typeName} cannot be imported`, "Declare the resource and let Terraform create it."),
    ]);
  }
  const identity = resource.identity && identityFromWire(resource.identity, request.identity);
  const target = identity ? ({ kind: "identity", identity } as const) : ({ kind: "id", id: request.id } as const);
  const response = await resource.import({ target, client: session.client, signal: session.signal });
  const imported = response.state && {
    typeName,
    state: toWire(resource.schema, response.state),
    identity: stateIdentity(resource, response.state),
    private: encodePrivate(response.private ?? {}),
  };
  return {
    importedResources: imported ? [imported] : [],
    diagnostics: diagnosticsToWire(response.diagnostics ?? [], session.redact),
  };
}
