// The built provider and what only newer Terraforms ask (1.12 to 1.14: identities, terraform query, actions), asked by a
// client that starts it as Terraform does, with mutual TLS; the API is the emulator, over HTTP.
import { keyId } from "../../src/api/key-id";
import { type Emulator } from "../../src/emulator";
import { deleteAllAction } from "../../src/provider/action-delete-all";
import { disableAction } from "../../src/provider/action-switch-proxy-key";
import { providerSchema } from "../../src/provider/configuration";
import { ephemeralProxyKey } from "../../src/provider/ephemeral-proxy-key";
import { proxyKeyListResource } from "../../src/provider/list-proxy-keys";
import { proxyKeyIdentity, proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { plugin as providerPlugin } from "../../src/provider/plugin";
import { type ObjectValue, Decimal, decode, encode } from "../../src/terraform/cty";
import { type Attributes, type Schema, identityTypeOf } from "../../src/terraform/framework";
import { pathOf } from "../../src/terraform/goplugin";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { startTestEmulator } from "../support/emulator";
import { type PluginClient, startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";
import { type Client, createClient, inProcess } from "../support/rpc-client";
import { blockOf, fromWire, saysOf, toWire } from "../support/typed-rpc";

jest.setTimeout(60_000);

const typeName = "electronhub_proxy_key";

let emulator: Emulator;
let plugin: PluginClient;
let rpc: Client<ProviderDefinition>;
beforeEach(async () => {
  emulator = await startTestEmulator();
  plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE });
  rpc = createClient(ProviderDefinition, plugin.wire);
  const { apiKey: api_key, baseUrl: base_url } = emulator;
  const config = toWire(providerSchema, blockOf(providerSchema, { api_key, base_url }));
  expect((await rpc.configureProvider({ terraformVersion: "1.14.0", config })).diagnostics).toEqual([]);
});
afterEach(async () => {
  expect(await plugin.stop()).toBe(0);
  expect(plugin.output.stderr).not.toMatch(/ek-proxy-[0-9a-z]/);
  await emulator.stop();
});

const somebodyCreates = (name: string) =>
  emulator.store.create(emulator.apiKey, { name, expires_at: -1, allocated_ammount: 1 }).key;
const identityOf = (data: { identityData?: { msgpack: Uint8Array } } | undefined) =>
  data?.identityData && decode(identityTypeOf(proxyKeyIdentity), data.identityData.msgpack);

async function invoke(action: { typeName: string; schema: Schema<Attributes> }, settings: ObjectValue) {
  const config = toWire(action.schema, blockOf(action.schema, settings));
  expect((await rpc.validateActionConfig({ actionType: action.typeName, config })).diagnostics).toEqual([]);
  const heard: string[] = saysOf((await rpc.planAction({ actionType: action.typeName, config })).diagnostics);
  for await (const { type } of rpc.invokeAction({ actionType: action.typeName, config })) {
    if (type?.$case === "completed") heard.push("completed", ...saysOf(type.value.diagnostics));
    else heard.push(type?.value.message ?? "");
  }
  return heard;
}

test("everything is offered, and every schema can be read", async () => {
  const schemas = await rpc.getProviderSchema({});
  expect(schemas.serverCapabilities?.generateResourceConfig).toBe(true);
  expect(Object.keys(schemas.actionSchemas).sort()).toEqual([
    "electronhub_proxy_key_disable",
    "electronhub_proxy_key_enable",
    "electronhub_proxy_keys_delete_all",
  ]);
  expect(Object.keys(schemas.listResourceSchemas)).toEqual([typeName]);
  expect(Object.keys(schemas.ephemeralResourceSchemas)).toEqual([typeName, "electronhub_proxy_key_value"]);
  expect(Object.keys((await rpc.getResourceIdentitySchemas({})).identitySchemas)).toEqual([typeName]);
});

test("the schemas that were encoded when it was bundled are those of the sources", async () => {
  const path = pathOf(ProviderDefinition, ProviderDefinition.methods.getProviderSchema);
  const ofSources = await inProcess(providerPlugin(process).methods).unary(path, new Uint8Array());
  expect(Buffer.from(await plugin.wire.unary(path, new Uint8Array())).equals(ofSources)).toBe(true);
  expect(ofSources.length).toBeGreaterThan(10_000);
});

test("terraform query: list, generate the configuration, import by identity, plan nothing", async () => {
  const key = somebodyCreates("by ${hand}");
  const config = toWire(proxyKeyListResource.schema, blockOf(proxyKeyListResource.schema));
  expect((await rpc.validateListResourceConfig({ typeName, config })).diagnostics).toEqual([]);
  const events = [];
  for await (const event of rpc.listResource({ typeName, config, includeResourceObject: true })) events.push(event);
  expect(events.map((event) => [event.displayName, identityOf(event.identity)])).toEqual([
    ["by ${hand}", { id: keyId(key) }],
  ]);
  const [listed] = events;
  const generated = await rpc.generateResourceConfig({ typeName, state: listed?.resourceObject });
  expect(generated.diagnostics).toEqual([]);

  const imported = await rpc.importResourceState({ typeName, identity: listed?.identity });
  const [first] = imported.importedResources;
  const read = await rpc.readResource({ typeName, currentState: first?.state, private: first?.private });
  expect(identityOf(read.newIdentity)).toEqual({ id: keyId(key) });
  const state = fromWire(proxyKeySchema, read.newState);
  const configured = fromWire(proxyKeySchema, generated.config);
  const planned = await rpc.planResourceChange({
    typeName,
    priorState: read.newState,
    // As Terraform merges them: what is not configured stays.
    proposedNewState: toWire(proxyKeySchema, { ...state, ...nonNull(configured) }),
    config: generated.config,
    priorPrivate: read.private,
  });
  expect([saysOf(planned.diagnostics), fromWire(proxyKeySchema, planned.plannedState)]).toEqual([[], state]);
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
});

const nonNull = (object: ObjectValue | null): ObjectValue =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([, value]) => value !== null));

test("a stored identity is read again", async () => {
  const id = "0".repeat(32);
  const rawIdentity = { json: new TextEncoder().encode(JSON.stringify({ id })) };
  const { upgradedIdentity, diagnostics } = await rpc.upgradeResourceIdentity({ typeName, version: 0n, rawIdentity });
  expect([identityOf(upgradedIdentity), diagnostics]).toEqual([{ id }, []]);
});

test("actions: the plan tells what comes, progress comes while it goes on, then the end", async () => {
  const id = keyId(somebodyCreates("ci"));
  expect(await invoke(disableAction, { id })).toEqual([
    `A proxy key will be switched off: Proxy key "ci" (${id}) will be switched off, and is on now.`,
    `Proxy key "ci" (${id}) is switched off...`,
    `Proxy key "ci" (${id}) is off.`,
    "completed",
  ]);
  expect(emulator.store.keys()).toMatchObject([{ is_active: false }]);
  expect(await invoke(deleteAllAction, { confirm_count: Decimal.fromNumber(2) })).toEqual([
    expect.stringContaining("confirm_count is 2, and the account has 1 proxy key"),
    "completed",
    expect.stringContaining("confirm_count is 2, and the account has 1 proxy key"),
  ]);
  expect(await invoke(deleteAllAction, { confirm_count: Decimal.fromNumber(1) })).toEqual([
    expect.stringContaining(`The account has 1 proxy key now:\n- "ci" (${id})`),
    "Removing every one of 1 proxy key...",
    "1 proxy key removed.",
    "completed",
  ]);
  expect(emulator.store.keys()).toEqual([]);
});

test("the first progress is heard before the call that it announces is answered", async () => {
  const id = keyId(somebodyCreates("ci"));
  const config = toWire(disableAction.schema, { id });
  const events = rpc.invokeAction({ actionType: disableAction.typeName, config })[Symbol.asyncIterator]();
  emulator.inject({ endpoint: "POST /auth/proxy/toggle", kind: "delay", milliseconds: 300, when: "before" });
  const first = await events.next();
  expect([first.done, emulator.store.keys()[0]?.is_active]).toEqual([false, true]);
  for (let event = await events.next(); !event.done; event = await events.next());
  expect(emulator.store.keys()[0]?.is_active).toBe(false);
});

test("an ephemeral key is renewed and closed by a process that has been asked to stop", async () => {
  const { schema } = ephemeralProxyKey;
  const settings = { name: "run", allocated_amount: Decimal.fromNumber(1) };
  const opened = await rpc.openEphemeralResource({ typeName, config: toWire(schema, blockOf(schema, settings)) });
  expect([saysOf(opened.diagnostics), fromWire(schema, opened.result)?.key]).toEqual([
    [],
    emulator.store.keys()[0]?.key,
  ]);
  const renewed = await rpc.renewEphemeralResource({ typeName, private: opened.private });
  expect(renewed.diagnostics).toEqual([]);
  await rpc.stopProvider({});
  expect((await rpc.closeEphemeralResource({ typeName, private: renewed.private })).diagnostics).toEqual([]);
  expect(emulator.store.keys()).toEqual([]);
});

test("values travel as bytes that another codec wrote", async () => {
  // {"id": "<32 zeros>"} in msgpack, written out by hand.
  const msgpack = Buffer.from(`81a26964d920${Buffer.from("0".repeat(32)).toString("hex")}`, "hex");
  expect(Buffer.from(encode(identityTypeOf(proxyKeyIdentity), { id: "0".repeat(32) }))).toEqual(msgpack);
  const answer = await rpc.importResourceState({ typeName, identity: { identityData: { msgpack } } });
  expect(saysOf(answer.diagnostics)).toEqual([
    expect.stringContaining(`The account has no proxy key with the id ${"0".repeat(32)}`),
  ]);
});
