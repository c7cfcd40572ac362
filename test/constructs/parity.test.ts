// Constructs and provider schemas describe the same attributes: neither can drift away from the other.
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
import { type Schema } from "../../src/terraform/framework";

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The attributes that a construct offers, as the conventions of provider libraries show them. */
function offered(construct: { prototype: object }, inherited: readonly string[] = []) {
  const members = Object.getOwnPropertyDescriptors(construct.prototype);
  return Object.entries(members)
    .filter(([name, member]) => isGetter(member) && !name.endsWith("Input") && !inherited.includes(name))
    .map(([name, member]) => ({
      name,
      settable: isSetter(member),
      hasInput: `${name}Input` in members,
      resettable: `reset${capitalised(name)}` in members,
    }))
    .sort(byName);
}

function declared(schema: Schema) {
  return Object.entries(schema.attributes)
    .map(([name, { mode }]) => ({
      name: camelCase(name),
      settable: mode !== "computed",
      hasInput: mode !== "computed",
      resettable: mode === "optional" || mode === "optional_computed",
    }))
    .sort(byName);
}

const isGetter = (member: PropertyDescriptor) => "get" in member && typeof member.get === "function";
const isSetter = (member: PropertyDescriptor) => "set" in member && typeof member.set === "function";

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

test.each<[string, { prototype: object }, Schema, string[]]>([
  ["ProxyKey", ProxyKey, proxyKeySchema, []],
  ["ProxyKeysExclusive", ProxyKeysExclusive, exclusiveSchema, []],
  ["DataElectronhubProxyKey", DataElectronhubProxyKey, proxyKeyDataSource.schema, []],
  ["DataElectronhubProxyKeys", DataElectronhubProxyKeys, proxyKeysDataSource.schema, []],
  ["DataElectronhubAccount", DataElectronhubAccount, accountDataSource.schema, []],
  ["DataElectronhubProxyKeyAccess", DataElectronhubProxyKeyAccess, proxyKeyAccessDataSource.schema, []],
  ["EphemeralProxyKey", EphemeralProxyKey, ephemeralProxyKey.schema, []],
  ["EphemeralProxyKeyValue", EphemeralProxyKeyValue, ephemeralProxyKeyValue.schema, []],
  ["DataElectronhubModels", DataElectronhubModels, modelsDataSource.schema, []],
  // alias is Terraform's own.
  ["ElectronhubProvider", ElectronhubProvider, providerSchema, ["alias"]],
])("%s has the attributes of its schema, each as it may be set", (_, construct, schema, inherited) => {
  expect(offered(construct, inherited)).toEqual(declared(schema));
});

test.each<[string, { prototype: object }, Schema]>([
  ["ProxyKeyDisableAction", ProxyKeyDisableAction, disableAction.schema],
  ["ProxyKeyEnableAction", ProxyKeyEnableAction, enableAction.schema],
  ["ProxyKeysDeleteAllAction", ProxyKeysDeleteAllAction, deleteAllAction.schema],
])("%s has the attributes of its schema, which nothing can read", (_, construct, schema) => {
  const members = Object.getOwnPropertyDescriptors(construct.prototype);
  const settable = Object.entries(members).filter(([, member]) => isSetter(member));
  expect(settable.map(([name]) => name)).toEqual(Object.keys(schema.attributes).map(camelCase));
});

test("type names are those of the provider", () => {
  expect(ProxyKey.tfResourceType).toBe("electronhub_proxy_key");
  expect(ProxyKeysExclusive.tfResourceType).toBe("electronhub_proxy_keys_exclusive");
  expect(DataElectronhubProxyKey.tfResourceType).toBe(proxyKeyDataSource.typeName);
  expect(DataElectronhubProxyKeys.tfResourceType).toBe(proxyKeysDataSource.typeName);
  expect(DataElectronhubAccount.tfResourceType).toBe(accountDataSource.typeName);
  expect(DataElectronhubProxyKeyAccess.tfResourceType).toBe(proxyKeyAccessDataSource.typeName);
  expect(EphemeralProxyKey.tfResourceType).toBe(ephemeralProxyKey.typeName);
  expect(EphemeralProxyKeyValue.tfResourceType).toBe(ephemeralProxyKeyValue.typeName);
  expect(ProxyKeyDisableAction.tfResourceType).toBe(disableAction.typeName);
  expect(ProxyKeyEnableAction.tfResourceType).toBe(enableAction.typeName);
  expect(ProxyKeysDeleteAllAction.tfResourceType).toBe(deleteAllAction.typeName);
  expect(DataElectronhubModels.tfResourceType).toBe(modelsDataSource.typeName);
});
