// Identities on the wire.
import { type ObjectValue, UNKNOWN, encode, typeToJson } from "../cty";
import { type Resource, type ResourceIdentity, identityOf, identityTypeOf } from "../framework";
import { valueFromWire } from "./dynamic-value";
import { type DeepPartial, type ResourceIdentityData, type ResourceIdentitySchema } from "./tfplugin6_pb";

type WireIdentity = DeepPartial<ResourceIdentityData>;

export const identitySchemaToWire = (identity: ResourceIdentity): DeepPartial<ResourceIdentitySchema> => ({
  version: BigInt(identity.version),
  identityAttributes: Object.entries(identity.attributes).map(([name, { type, requiredForImport, description }]) => ({
    name,
    type: typeToJson(type),
    requiredForImport,
    optionalForImport: !requiredForImport,
    description,
  })),
});

/** Of a state; undefined where the resource has no identity, or the state does not tell it yet. */
export function stateIdentity(
  { identity }: Pick<Resource, "identity">,
  state: ObjectValue | null,
): WireIdentity | undefined {
  const value = identity && identityOf(identity, state);
  return identity && value && identityToWire(identity, value);
}

export const identityToWire = (identity: ResourceIdentity, value: ObjectValue): WireIdentity => ({
  identityData: { msgpack: encode(identityTypeOf(identity), value) },
});

export function identityFromWire(
  identity: ResourceIdentity,
  data: ResourceIdentityData | undefined,
): ObjectValue | undefined {
  const value = valueFromWire(identityTypeOf(identity), data?.identityData);
  if (value === UNKNOWN) throw new Error("Terraform sent an unknown identity");
  return value ?? undefined;
}
