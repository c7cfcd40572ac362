// MoveResourceState: the state of another type, perhaps another provider's, becomes state of ours, as a `moved` block asks.
// Terraform asks before ConfigureProvider (tried with 1.11).
import { parseJson } from "../../cty";
import { DiagnosticsError, encodePrivate, errorDiagnostic } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { toWire } from "../dynamic-value";
import { stateIdentity } from "../identity-to-wire";
import { type DeepPartial, type MoveResourceState_Request, type MoveResourceState_Response } from "../tfplugin6_pb";
import { type Session } from "../session";

export async function moveResourceState(
  session: Session,
  request: MoveResourceState_Request,
): Promise<DeepPartial<MoveResourceState_Response>> {
  const { sourceTypeName, targetTypeName } = request;
  const resource = session.resource(targetTypeName);
  const json = request.sourceState?.json ?? new Uint8Array();
  if (!resource.move || json.length === 0) throw cannotMove(sourceTypeName, targetTypeName);
  const response = await resource.move({
    providerAddress: request.sourceProviderAddress,
    typeName: sourceTypeName,
    schemaVersion: Number(request.sourceSchemaVersion),
    state: parseJson(json),
  });
  return {
    targetState: toWire(resource.schema, response.state),
    targetIdentity: stateIdentity(resource, response.state),
    targetPrivate: encodePrivate(response.private ?? {}),
    diagnostics: diagnosticsToWire(response.diagnostics ?? [], session.redact),
  };
}

const cannotMove = (source: string, target: string): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `${target} cannot be moved from ${source}`,
      "Remove the moved block. Forget the old resource without destroying what it stands for (terraform state rm ADDRESS), and import that into the new one.",
    ),
  ]);
