// A request ledger on a server, as Terraform sees it: what is an error, what a warning, and when each is said.
import { openLedger, systemClock } from "../../src/api";
import { type Emulator } from "../../src/emulator";
import { providerSchema } from "../../src/provider/configuration";
import { accountDataSource } from "../../src/provider/data-account";
import { electronhubProvider } from "../../src/provider/provider";
import { type ObjectValue, encode } from "../../src/terraform/cty";
import { objectTypeOf } from "../../src/terraform/framework";
import { providerServer } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { startTestEmulator } from "../support/emulator";
import { type RedisServer, describeWithRedis, startRedis } from "../support/redis-server";
import { createClient, inProcess } from "../support/rpc-client";
import { newHome } from "../api/pace/redis/runner";

const PASSWORD = "hush-hush-password";
const SUMMARY = "The shared request ledger cannot be used for now";

let emulator: Emulator;
const ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => void (emulator = await startTestEmulator()));
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await emulator.stop();
});

/** A provider process, and what it logs. */
function startProvider(env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const note = (message: string, fields?: object) => lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
  const world = { version: "0.0.1", env: { XDG_STATE_HOME: newHome(), ...env }, random: Math.random, log, openLedger };
  const server = providerServer(electronhubProvider({ ...world, clock: systemClock }), log, (text) => text);
  const rpc = createClient(ProviderDefinition, inProcess(server.methods));
  ends.push(() => server.finish(new AbortController().signal));
  const configure = async (settings: ObjectValue = {}) => {
    const config = {
      ...Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null])),
      api_key: emulator.apiKey,
      base_url: emulator.baseUrl,
      ...settings,
    };
    const { diagnostics } = await rpc.configureProvider({
      config: { msgpack: encode(objectTypeOf(providerSchema), config) },
    });
    return diagnostics;
  };
  /** A data source is read, which costs a request: what is said beside it. */
  const read = async () => {
    const nothing = Object.fromEntries(Object.keys(accountDataSource.schema.attributes).map((name) => [name, null]));
    const config = { msgpack: encode(objectTypeOf(accountDataSource.schema), nothing) };
    const { diagnostics } = await rpc.readDataSource({ typeName: "electronhub_account", config });
    return diagnostics;
  };
  return { configure, read, lines };
}

test.each([
  ["the attribute", { ledger: "redis://hush@x" }, {}, "Invalid ledger"],
  ["the environment", {}, { ELECTRONHUB_LEDGER: "http://:hush@x" }, "Invalid ELECTRONHUB_LEDGER"],
])("a malformed address in %s is an error", async (_, settings, env, summary) => {
  const said = await startProvider(env).configure(settings);
  expect(JSON.stringify(said)).toContain('"ledger"');
  expect(said).toMatchObject([{ summary, attribute: { steps: [{ selector: { $case: "attributeName" } }] } }]);
  expect(JSON.stringify(said)).not.toContain("hush");
});

describeWithRedis("the provider with a request ledger on a server", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis({ args: ["--requirepass", PASSWORD], admin: { password: PASSWORD } });
    ends.push(() => redis.stop());
  });

  const address = (password = PASSWORD) => redis.url.replace("redis://", `redis://:${password}@`);

  test("the attribute names it, or the environment does; nothing is said", async () => {
    for (const [settings, env] of [
      [{ ledger: address() }, {}],
      [{}, { ELECTRONHUB_LEDGER: address() }],
    ] as const) {
      const { configure, read, lines } = startProvider(env);
      expect(await configure(settings)).toEqual([]);
      expect(await read()).toEqual([]);
      expect(lines.join()).not.toContain(PASSWORD);
    }
    const [key = ""] = (await redis.ask("KEYS", "*")) as string[];
    expect(String(await redis.ask("GET", key)).match(/"id"/g)).toHaveLength(2);
  });

  test("a password that the server refuses is an error at the attribute, before anything is asked of the API", async () => {
    const { configure, lines } = startProvider();
    const said = await configure({ ledger: address(`not-${PASSWORD}`) });
    expect(said).toMatchObject([{ summary: "The request ledger refuses the provider" }]);
    expect(said[0]?.detail).toContain(`The Redis server at 127.0.0.1:${redis.port} refuses: WRONGPASS`);
    expect(JSON.stringify(said) + lines.join()).not.toContain(PASSWORD);
    expect(emulator.requests()).toEqual({});
  });

  test("one that cannot be reached is a warning at configure, once, and the file counts", async () => {
    await redis.kill();
    const { configure, read, lines } = startProvider();
    const said = await configure({ ledger: address() });
    expect(said).toMatchObject([{ summary: SUMMARY }]);
    expect(said[0]?.detail).toMatch(/^The Redis server at 127\.0\.0\.1:\d+ cannot be used: ECONNREFUSED\. /);
    expect(await read()).toEqual([]);
    expect(JSON.stringify(said) + lines.join()).not.toContain(PASSWORD);
  });

  test("one that goes away later is a warning beside the next answer, once", async () => {
    const { configure, read } = startProvider();
    expect(await configure({ ledger: address() })).toEqual([]);
    expect(await read()).toEqual([]);
    await redis.kill();
    expect(await read()).toMatchObject([{ summary: SUMMARY }]);
    expect(await read()).toEqual([]);
    await redis.restart();
    expect(await read()).toEqual([]);
  });
});
