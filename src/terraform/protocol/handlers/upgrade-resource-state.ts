// UpgradeResourceState: stored state, as JSON, brought to the present schema version. Called on every refresh, also
// when the version is the same.
import { type MessageInitShape } from "@bufbuild/protobuf";
import { type JsonValue, UNKNOWN, fromJson, parseJson } from "../../cty";
import { type Attributes, DiagnosticsError, type Resource, errorDiagnostic, objectTypeOf } from "../../framework";
import { toWire } from "../dynamic-value";
import { type UpgradeResourceState_Request, type UpgradeResourceState_ResponseSchema } from "../tfplugin6_pb";
import { type Session } from "../session";

export function upgradeResourceState(
  session: Session,
  request: UpgradeResourceState_Request,
): MessageInitShape<typeof UpgradeResourceState_ResponseSchema> {
  const resource = session.resource(request.typeName);
  if (!request.rawState || request.rawState.json.length === 0) {
    throw new DiagnosticsError([
      errorDiagnostic(
        `The state of ${request.typeName} is in a form that no version of this provider has written`,
        "Remove it from the state (terraform state rm ADDRESS) and import the object.",
      ),
    ]);
  }
  const json = upgrade(resource, Number(request.version), parseJson(request.rawState.json));
  const state = fromJson(objectTypeOf(resource.schema), json);
  if (state === UNKNOWN) throw new Error("stored state is unknown");
  return { upgradedState: toWire(resource.schema, state) };
}

function upgrade(resource: Resource<Attributes>, from: number, stored: JsonValue): JsonValue {
  const { schema, typeName, upgraders = {} } = resource;
  if (from > schema.version) {
    throw new DiagnosticsError([
      errorDiagnostic(
        `The state of ${typeName} was written by a newer version of the provider`,
        `It has schema version ${from}; this provider knows versions up to ${schema.version}. Upgrade the provider.`,
      ),
    ]);
  }
  let state = stored;
  for (let version = from; version < schema.version; version++) {
    const step = upgraders[version];
    if (!step) throw new Error(`${typeName} has no upgrade from schema version ${version}`);
    state = step(state);
  }
  return state;
}
