// UpgradeResourceIdentity: a stored identity, as JSON, brought to the present version of its schema.
import { UNKNOWN, fromJson, parseJson } from "../../cty";
import { identityTypeOf } from "../../framework";
import { identityToWire } from "../identity-to-wire";
import { upgradeStored } from "../stored-version";
import {
  type DeepPartial,
  type UpgradeResourceIdentity_Request,
  type UpgradeResourceIdentity_Response,
} from "../tfplugin6_pb";
import { type Session } from "../session";

export function upgradeResourceIdentity(
  session: Session,
  request: UpgradeResourceIdentity_Request,
): DeepPartial<UpgradeResourceIdentity_Response> {
  const { identity, typeName } = session.resource(request.typeName);
  if (!identity) throw new Error(`${typeName} has no identity`);
  const json = request.rawIdentity?.json ?? new Uint8Array();
  // An object that was never given one has none to upgrade.
  if (json.length === 0) return {};
  const stored = upgradeStored(`identity of ${typeName}`, identity, Number(request.version), parseJson(json));
  const value = fromJson(identityTypeOf(identity), stored);
  if (value === UNKNOWN) throw new Error("the stored identity is unknown");
  return value === null ? {} : { upgradedIdentity: identityToWire(identity, value) };
}
