// UpgradeResourceState: stored state, as JSON, brought to the present schema version. Called on every refresh, also
// when the version is the same.
import { type JsonValue, type ObjectValue, UNKNOWN, fromJson, parseJson } from "../../cty";
import { type Attributes, DiagnosticsError, errorDiagnostic, objectTypeOf } from "../../framework";
import { toWire } from "../dynamic-value";
import { upgradeStored } from "../stored-version";
import {
  type DeepPartial,
  type UpgradeResourceState_Request,
  type UpgradeResourceState_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function upgradeResourceState(
  session: Session,
  request: UpgradeResourceState_Request,
): DeepPartial<UpgradeResourceState_Response> {
  const { schema, typeName, upgraders = {} } = session.resource(request.typeName);
  if (!request.rawState || request.rawState.json.length === 0) {
    throw new DiagnosticsError([
      errorDiagnostic(
        `The state of ${typeName} is in a form that no version of this provider has written`,
        "Remove it from the state (terraform state rm ADDRESS) and import the object.",
      ),
    ]);
  }
  const stored = parseJson(request.rawState.json);
  const present = { version: schema.version, upgraders };
  const json = upgradeStored(`state of ${typeName}`, present, Number(request.version), stored);
  const state = fromJson(objectTypeOf(schema), json);
  if (state === UNKNOWN) throw new Error("stored state is unknown");
  return { upgradedState: toWire(schema, state && { ...state, ...defaultsOfMissing(schema.attributes, json) }) };
}

/**
 * An attribute that the stored object lacks was added to the schema later. Its default is what the object has had all
 * along: a null would be planned as a change of every object, after every upgrade of the provider. A stored null stays.
 */
function defaultsOfMissing(attributes: Attributes, stored: JsonValue): ObjectValue {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { default: value }]) =>
      value === undefined || Object.hasOwn(stored, name) ? [] : [[name, value]],
    ),
  );
}
