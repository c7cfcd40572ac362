// Constructs and provider schemas describe the same attributes: neither can drift away from the other.
import {
  DataElectronhubAccount,
  DataElectronhubModels,
  DataElectronhubProxyKey,
  DataElectronhubProxyKeys,
  ElectronhubProvider,
  ProxyKey,
  ProxyKeysExclusive,
} from "../../src";
import { providerSchema } from "../../src/provider/configuration";
import { accountDataSource } from "../../src/provider/data-account";
import { modelsDataSource } from "../../src/provider/data-models";
import { proxyKeyDataSource } from "../../src/provider/data-proxy-key";
import { proxyKeysDataSource } from "../../src/provider/data-proxy-keys";
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
  ["DataElectronhubModels", DataElectronhubModels, modelsDataSource().schema, []],
  // alias is Terraform's own.
  ["ElectronhubProvider", ElectronhubProvider, providerSchema, ["alias"]],
])("%s has the attributes of its schema, each as it may be set", (_, construct, schema, inherited) => {
  expect(offered(construct, inherited)).toEqual(declared(schema));
});

test("type names are those of the provider", () => {
  expect(ProxyKey.tfResourceType).toBe("electronhub_proxy_key");
  expect(ProxyKeysExclusive.tfResourceType).toBe("electronhub_proxy_keys_exclusive");
  expect(DataElectronhubProxyKey.tfResourceType).toBe(proxyKeyDataSource.typeName);
  expect(DataElectronhubProxyKeys.tfResourceType).toBe(proxyKeysDataSource.typeName);
  expect(DataElectronhubAccount.tfResourceType).toBe(accountDataSource.typeName);
  expect(DataElectronhubModels.tfResourceType).toBe(modelsDataSource().typeName);
});
