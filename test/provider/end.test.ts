// The end of a provider process: it waits until the request ledger holds what its answers have taught.
import { type Ledger, memoryLedger, systemClock } from "../../src/api";
import { type Emulator } from "../../src/emulator";
import { providerSchema } from "../../src/provider/configuration";
import { electronhubProvider } from "../../src/provider/provider";
import { encode } from "../../src/terraform/cty";
import { objectTypeOf } from "../../src/terraform/framework";
import { providerServer } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { startTestEmulator } from "../support/emulator";
import { createClient, inProcess } from "../support/rpc-client";

let emulator: Emulator;
beforeEach(async () => (emulator = await startTestEmulator()));
afterEach(() => emulator.stop());

const log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  enabled: () => false,
};

test("the process ends once what its last answer told is stored, and its answers do not wait for that", async () => {
  const ledger = memoryLedger(systemClock);
  let store: () => void = () => undefined;
  const stored = new Promise<void>((resolve) => (store = resolve));
  let changes = 0;
  // The first change takes the request's place.
  const slow: Ledger = {
    claims: ledger.claims,
    open: () => ledger.open(),
    close: () => ledger.close(),
    change: (step) => (++changes === 1 ? ledger.change(step) : stored.then(() => ledger.change(step))),
  };
  const world = { version: "0.0.1", env: {}, clock: systemClock, random: Math.random, log, openLedger: () => slow };
  const server = providerServer(electronhubProvider(world), log, (text) => text);
  const rpc = createClient(ProviderDefinition, inProcess(server.methods));
  const config = {
    ...Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null])),
    api_key: emulator.apiKey,
    base_url: emulator.baseUrl,
    validate_credentials: true,
  };
  const { diagnostics } = await rpc.configureProvider({
    config: { msgpack: encode(objectTypeOf(providerSchema), config) },
  });
  expect([diagnostics, changes]).toEqual([[], 2]);
  let hasEnded = false;
  const end = server.finish(new AbortController().signal).then(() => (hasEnded = true));
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(hasEnded).toBe(false);
  store();
  await end;
  expect(await ledger.change((budget) => ({ budget, result: budget.limit }))).toBe(1_000_000);
});
