// ImportResourceState: an existing object, found by the id that the user gave, becomes state.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { DiagnosticsError, encodePrivate, errorDiagnostic } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { toWire } from "../dynamic-value";
import { type ImportResourceState_Request, type ImportResourceState_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function importResourceState(
  session: Session,
  request: ImportResourceState_Request,
): Promise<MessageInitShape<typeof ImportResourceState_ResponseSchema>> {
  const { typeName, id } = request;
  const resource = session.resource(typeName);
  if (!resource.import) {
    throw new DiagnosticsError([
      errorDiagnostic(`${typeName} cannot be imported`, "Declare the resource and let Terraform create it."),
    ]);
  }
  const response = await resource.import({ id, client: session.client, signal: session.signal });
  const imported = response.state && {
    typeName,
    state: toWire(resource.schema, response.state),
    private: encodePrivate(response.private ?? {}),
  };
  return {
    importedResources: imported ? [imported] : [],
    diagnostics: diagnosticsToWire(response.diagnostics ?? [], session.redact),
  };
}
