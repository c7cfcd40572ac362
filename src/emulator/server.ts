// Starts and stops an emulator on a loopback port.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app";
import { systemClock } from "./clock";
import { addControl } from "./control";
import { type Fault, FaultPlan, type Wait } from "./faults";
import { defaultRate, type EmulatorOptions, openAccounts } from "./options";
import { type Account, type KeyEvent } from "./proxy-key";
import { RateLimiter } from "./rate-limit";
import { loadState, saveState } from "./state-file";
import { Store } from "./store";
import { Traffic } from "./traffic";

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The API's base URL: `http://127.0.0.1:<port>/v1` */
  readonly baseUrl: string;
  /** The first account's API key. */
  readonly apiKey: string;
  readonly accounts: readonly Account[];
  /** To look at and change keys behind a client's back. */
  readonly store: Store;
  /** Calls per endpoint since the start or the last reset, e.g. `{"POST /auth/proxy/create": 3}`; none: no entry. */
  requests(): Record<string, number>;
  resetRequests(): void;
  /** Every state change of every key since the start, oldest first. */
  events(): readonly KeyEvent[];
  inject(fault: Fault): void;
  clearFaults(): void;
  /** Ends open connections too. */
  stop(): Promise<void>;
}

const realWait: Wait = async (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** Rejects with the system's error where the port is taken, and with a sentence where the state file is of no use. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock = systemClock, wait = realWait, host = "127.0.0.1", stateFile } = options;
  const saved = stateFile === undefined ? undefined : loadState(stateFile);
  const accounts = openAccounts(options, saved?.accounts ?? []);
  const [first] = accounts;
  if (first === undefined) throw new Error("an emulator needs at least one account");
  const random = options.random ?? (() => randomBytes(24).toString("hex"));
  const refusePastExpiryOnUpdate = options.refusePastExpiryOnUpdate ?? false;
  const store = new Store({ clock, random, refusePastExpiryOnUpdate }, accounts, saved?.keys);

  const traffic = new Traffic();
  const faults = new FaultPlan();
  const stopping = new AbortController();
  const limiter = new RateLimiter(clock);
  const strangersPerMinute = defaultRate(options);
  const parts = { store, limiter, traffic, faults, clock, wait, stopping: stopping.signal, strangersPerMinute };
  const app = createApp(parts);
  addControl(app, parts);

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  const stop = async (): Promise<void> => {
    stopping.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  if (stateFile !== undefined) await keepState(stateFile, store, stop);

  const url = `http://${host === "::1" ? "[::1]" : host}:${address.port}`;
  return {
    url,
    baseUrl: `${url}/v1`,
    apiKey: first.apiKey,
    accounts: store.accounts(),
    store,
    requests: () => traffic.counts(),
    resetRequests: () => traffic.reset(),
    events: () => store.events(),
    inject: (fault) => faults.inject(fault),
    clearFaults: () => faults.clear(),
    stop,
  };
}

/** Saves now and after every change. Saving at once shows a file that cannot be written before anything is lost. */
async function keepState(file: string, store: Store, stop: () => Promise<void>): Promise<void> {
  try {
    saveState(file, store);
  } catch (error) {
    await stop();
    throw error;
  }
  store.onChange(() => saveState(file, store));
}
