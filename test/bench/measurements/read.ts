// ReadResource of a fresh provider, in process, with the one list call that it makes; and that call alone, as Node's own client makes it.
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { type Log, openLedger, redact, systemClock } from "../../../src/api";
import { providerSchema } from "../../../src/provider/configuration";
import { electronhubProvider } from "../../../src/provider/provider";
import { encode } from "../../../src/terraform/cty";
import { objectTypeOf } from "../../../src/terraform/framework";
import { providerServer } from "../../../src/terraform/protocol";
import { ProviderDefinition } from "../../../src/terraform/protocol/tfplugin6_pb";
import { createClient, inProcess } from "../../support/rpc-client";
import { startEmulatorProcess } from "../emulator-process";
import { HTTP_CALL, READ } from "../figures";
import { type Bench, type Measurement, timed } from "./measurement";

const TYPE_NAME = "electronhub_proxy_key";
/** They are short. */
const TIMES = 5;

const nothing = () => undefined;
const SILENT: Log = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  enabled: () => false,
};

export async function read({ directory, node20 }: Bench): Promise<Measurement> {
  const emulator = await startEmulatorProcess(node20);
  const { apiKey, baseUrl } = emulator;
  await emulator.create("key");
  const env = { XDG_STATE_HOME: directory };
  const world = { version: "0.0.1", env, clock: systemClock, random: Math.random, log: SILENT, openLedger };
  const config = {
    ...Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null])),
    api_key: apiKey,
    base_url: baseUrl,
  };
  const configured = async () => {
    const server = providerServer(electronhubProvider(world), SILENT, redact);
    const rpc = createClient(ProviderDefinition, inProcess(server.methods));
    const msgpack = encode(objectTypeOf(providerSchema), config);
    const { diagnostics } = await rpc.configureProvider({ terraformVersion: "1.11.4", config: { msgpack } });
    if (diagnostics.length > 0) throw new Error(`the provider is not configured: ${diagnostics[0]?.summary}`);
    return { rpc, finish: () => server.finish(new AbortController().signal) };
  };
  const first = await configured();
  const { importedResources } = await first.rpc.importResourceState({ typeName: TYPE_NAME, id: "name:key" });
  await first.finish();
  const [imported] = importedResources;
  if (!imported?.state) throw new Error("the key was not imported.");
  const known = { typeName: TYPE_NAME, currentState: imported.state, private: imported.private };
  return {
    round: async (samples) => {
      for (let time = 0; time < TIMES; time++) {
        samples.add(HTTP_CALL, await timed(() => listKeys(baseUrl, apiKey)));
        const { rpc, finish } = await configured();
        const from = performance.now();
        const { newState, diagnostics } = await rpc.readResource(known);
        samples.add(READ, performance.now() - from);
        await finish();
        if (!newState || diagnostics.length > 0) throw new Error("the key was not read.");
      }
    },
    close: () => emulator.stop(),
  };
}

/** Over a connection of its own, as a fresh provider's first call is. */
function listKeys(baseUrl: string, apiKey: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request(`${baseUrl}/auth/proxy`, { agent: false, headers: { authorization: `Bearer ${apiKey}` } });
    call.once("error", reject);
    call.once("response", (answer) => void text(answer).then((body) => resolve(JSON.parse(body)), reject));
    call.end();
  });
}
