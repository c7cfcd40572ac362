// Resource identity (protocol 6.9): by which attributes of its state an object is found again. Derived from the state, so
// that it can never disagree with it.
import {
  type CtyType,
  type JsonValue,
  type ObjectType,
  type ObjectValue,
  type Value,
  isWhollyKnown,
  types,
} from "../cty";

export interface IdentityAttribute {
  readonly type: CtyType;
  /** Whether an import has to give it; else it may. */
  readonly requiredForImport: boolean;
  /** Plain text. */
  readonly description: string;
}

export interface ResourceIdentity {
  /** Rises when stored identities have to be upgraded. */
  readonly version: number;
  /** By the names of the resource's own attributes. */
  readonly attributes: { readonly [name: string]: IdentityAttribute };
  /** By the version they upgrade from, each to the next one. */
  readonly upgraders?: { readonly [fromVersion: number]: (identity: JsonValue) => JsonValue };
}

export function identityTypeOf({ attributes }: ResourceIdentity): ObjectType {
  return types.object(Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type])));
}

/** Terraform's rule: an identity is wholly known, or left out. */
export function identityOf({ attributes }: ResourceIdentity, state: ObjectValue | null): ObjectValue | undefined {
  if (state === null) return undefined;
  const identity: ObjectValue = Object.fromEntries(
    Object.keys(attributes).map((name): [string, Value] => [name, state[name] ?? null]),
  );
  const complete = Object.values(identity).every((value) => value !== null && isWhollyKnown(value));
  return complete ? identity : undefined;
}
