// Every construct with the schema that it stands for, and the least that it must be given: for what must hold of all of them.
import { type TerraformElement, TerraformStack, Testing } from "cdktf";
import {
  DataElectronhubAccount,
  DataElectronhubModels,
  DataElectronhubProxyKey,
  DataElectronhubProxyKeyAccess,
  DataElectronhubProxyKeys,
  ElectronhubProvider,
  EphemeralProxyKey,
  EphemeralProxyKeyValue,
  ProxyKey,
  ProxyKeyDisableAction,
  ProxyKeyEnableAction,
  ProxyKeysDeleteAllAction,
  ProxyKeysExclusive,
} from "../../src";
import { deleteAllAction } from "../../src/provider/action-delete-all";
import { disableAction, enableAction } from "../../src/provider/action-switch-proxy-key";
import { providerSchema } from "../../src/provider/configuration";
import { accountDataSource } from "../../src/provider/data-account";
import { modelsDataSource } from "../../src/provider/data-models";
import { proxyKeyDataSource } from "../../src/provider/data-proxy-key";
import { proxyKeyAccessDataSource } from "../../src/provider/data-proxy-key-access";
import { proxyKeysDataSource } from "../../src/provider/data-proxy-keys";
import { ephemeralProxyKey } from "../../src/provider/ephemeral-proxy-key";
import { ephemeralProxyKeyValue } from "../../src/provider/ephemeral-proxy-key-value";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { exclusiveSchema } from "../../src/provider/proxy-keys-exclusive/schema";
import { types } from "../../src/terraform/cty";
import { type Schema } from "../../src/terraform/framework";

export type AnyConstruct = new (scope: never, id: never, config: never) => TerraformElement;
export type Properties = Readonly<Record<string, unknown>>;

const ID = "0123456789abcdef0123456789abcdef";

export const CONSTRUCTS: readonly (readonly [AnyConstruct, Schema, Properties, type: string])[] = [
  [ElectronhubProvider, providerSchema, {}, "electronhub"],
  [ProxyKey, proxyKeySchema, { name: "ci", allocatedAmount: 1 }, "electronhub_proxy_key"],
  [ProxyKeysExclusive, exclusiveSchema, { keyIds: [ID] }, "electronhub_proxy_keys_exclusive"],
  [DataElectronhubProxyKey, proxyKeyDataSource.schema, { id: ID }, proxyKeyDataSource.typeName],
  [DataElectronhubProxyKeys, proxyKeysDataSource.schema, {}, proxyKeysDataSource.typeName],
  [DataElectronhubAccount, accountDataSource.schema, {}, accountDataSource.typeName],
  [DataElectronhubModels, modelsDataSource.schema, {}, modelsDataSource.typeName],
  [DataElectronhubProxyKeyAccess, proxyKeyAccessDataSource.schema, { id: ID }, proxyKeyAccessDataSource.typeName],
  [EphemeralProxyKey, ephemeralProxyKey.schema, { name: "ci", allocatedAmount: 1 }, ephemeralProxyKey.typeName],
  [EphemeralProxyKeyValue, ephemeralProxyKeyValue.schema, { id: ID }, ephemeralProxyKeyValue.typeName],
  [ProxyKeyDisableAction, disableAction.schema, { id: ID }, disableAction.typeName],
  [ProxyKeyEnableAction, enableAction.schema, { id: ID }, enableAction.typeName],
  [ProxyKeysDeleteAllAction, deleteAllAction.schema, { confirmCount: 1 }, deleteAllAction.typeName],
];

/** As plain JavaScript would, which nobody checks. */
export const make = <T>(
  construct: new (scope: never, id: never, config: never) => T,
  scope: unknown,
  id: unknown,
  config?: unknown,
): T => new construct(scope as never, id as never, config as never);

export const newStack = (): TerraformStack => new TerraformStack(Testing.app(), "stack");

export type AttributeKind = "string" | "number" | "bool" | "strings";

export interface SettableAttribute {
  readonly construct: AnyConstruct;
  readonly least: Properties;
  readonly property: string;
  readonly attribute: string;
  readonly kind: AttributeKind;
  readonly isRequired: boolean;
}

export const propertyName = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const SETTABLE_ATTRIBUTES: readonly SettableAttribute[] = CONSTRUCTS.flatMap(([construct, schema, least]) =>
  Object.entries(schema.attributes)
    .filter(([, { mode }]) => mode !== "computed")
    .map(([attribute, { type, mode }]) => ({
      construct,
      least,
      property: propertyName(attribute),
      attribute,
      kind: kindOf(type),
      isRequired: mode === "required",
    })),
);

function kindOf(type: unknown): AttributeKind {
  if (type === types.string) return "string";
  if (type === types.number) return "number";
  return type === types.bool ? "bool" : "strings";
}

/** What the output says of the one block that is not a provider block, unless there is no other. */
export function written(stack: TerraformStack, attribute: string): unknown {
  const { resource, data, ephemeral, action, provider } = JSON.parse(Testing.synth(stack)) as Record<string, object>;
  const types = Object.values(resource ?? data ?? ephemeral ?? action ?? provider ?? {}) as Record<
    string,
    Properties
  >[];
  const block = Object.values(types[0] ?? {})[0];
  const settings = (block?.config ?? block) as Properties | undefined;
  return settings?.[attribute];
}

/** The error that it ends in; a test fails where there is none. */
export function failure(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}
