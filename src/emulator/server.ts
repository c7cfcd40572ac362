// Starts and stops an emulator on a loopback port.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app";
import { systemClock } from "./clock";
import { addControl } from "./control";
import { type Wait } from "./disturb";
import { parseFault } from "./fault-parser";
import { FaultPlan } from "./fault-plan";
import { type Fault } from "./faults";
import { Ledger } from "./ledger";
import { DEFAULT_KEPT_EVENTS, defaultRate, type EmulatorOptions, openAccounts } from "./options";
import { type Account, type KeyEvent } from "./proxy-key";
import { RateLimiter } from "./rate-limit";
import { StateFile } from "./state-file";
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
  /** To look at and change keys behind a client's back: what it changes is logged as somebody else's doing. */
  readonly store: Store;
  /** Calls per endpoint since the start or the last reset, e.g. `{"POST /auth/proxy/create": 3}`; none: no entry. */
  requests(): Record<string, number>;
  /** How many calls were answered with 429 since the start or the last reset, by the rate limit or by a fault. */
  refused(): number;
  /** Sets `requests` and `refused` to none. */
  resetRequests(): void;
  /** The last state changes of all keys (`keptEvents`), oldest first. */
  events(): readonly KeyEvent[];
  /** Throws where the fault cannot be: as at `POST /emulator/faults`. */
  inject(fault: Fault): void;
  clearFaults(): void;
  /**
   * Resolves as soon as no call is being answered or delayed; at once where none is. A call that has not arrived yet is
   * not known of; one that its client has given up is, until its effect has come.
   */
  idle(): Promise<void>;
  /** Ends open connections too. */
  stop(): Promise<void>;
}

const realWait: Wait = async (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** Rejects with the system's error where the port is taken, and with a sentence where the state file cannot be used. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { stateFile } = options;
  if (stateFile === undefined) return startWith(options, undefined);
  const file = await StateFile.open(stateFile);
  try {
    return await startWith(options, file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function startWith(options: EmulatorOptions, file: StateFile | undefined): Promise<Emulator> {
  const { clock = systemClock, edgeClock = clock, wait = realWait, host = "127.0.0.1" } = options;
  const { keptEvents = DEFAULT_KEPT_EVENTS, onFailure: report = () => undefined, onAnswer = () => undefined } = options;
  const saved = file?.load();
  const accounts = openAccounts(options, saved?.accounts ?? []);
  const [first] = accounts;
  if (first === undefined) throw new Error("an emulator needs at least one account");
  const random = options.random ?? (() => randomBytes(24).toString("hex"));
  const refusePastExpiryOnUpdate = options.refusePastExpiryOnUpdate ?? false;
  const rules = { clock, random, refusePastExpiryOnUpdate };
  const ledger = new Ledger(clock, accounts, saved?.keys, keptEvents);
  const client = new Store(rules, ledger, "client");
  const somebodyElse = new Store(rules, ledger, "somebody else");

  const traffic = new Traffic();
  const faults = new FaultPlan();
  const stopping = new AbortController();
  const limiter = new RateLimiter(clock);
  const strangersPerMinute = defaultRate(options);
  const stores = { ledger, client, somebodyElse };
  const parts = {
    ...stores,
    limiter,
    traffic,
    faults,
    clock,
    edgeClock,
    wait,
    stopping: stopping.signal,
    strangersPerMinute,
    report,
    onAnswer,
  };
  const app = createApp(parts);
  addControl(app, parts);

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const inFlight = new InFlight();
  const server = createServer((request, response) => inFlight.add(listener(request, response)));
  const stop = async (): Promise<void> => {
    stopping.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await file?.close();
  };
  // No idle connection is closed: a client that was busy in between would send its next request into the end of it.
  server.keepAliveTimeout = 0;
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  if (file !== undefined) await keepState(file, ledger, stop);

  const url = `http://${host === "::1" ? "[::1]" : host}:${address.port}`;
  return {
    url,
    baseUrl: `${url}/v1`,
    apiKey: first.apiKey,
    accounts: ledger.accounts(),
    store: somebodyElse,
    requests: () => traffic.counts(),
    refused: () => traffic.refused(),
    resetRequests: () => traffic.reset(),
    events: () => ledger.events(),
    inject: (fault) => faults.inject(parseFault(fault)),
    clearFaults: () => faults.clear(),
    idle: () => inFlight.none(),
    stop,
  };
}

/** Saves now and with every change. Saving at once shows a file that cannot be written before anything is lost. */
async function keepState(file: StateFile, ledger: Ledger, stop: () => Promise<void>): Promise<void> {
  const save = () => {
    const accounts = ledger.accounts().map((account) => {
      return { apiKey: account.apiKey, userId: account.userId, credits: ledger.credits(account) };
    });
    file.save({ accounts, keys: ledger.keys() });
  };
  try {
    save();
  } catch (error) {
    await stop();
    throw error;
  }
  ledger.saveWith(save);
}

/** Which calls are under way, for code that waits until all are done. */
class InFlight {
  private readonly calls = new Set<Promise<void>>();

  /** `call` settles when it is answered, or never will be. */
  add(call: Promise<void>): void {
    const ended = call.finally(() => this.calls.delete(ended));
    this.calls.add(ended);
  }

  /** Resolves as soon as no call is under way; at once where none is. */
  async none(): Promise<void> {
    while (this.calls.size > 0) await Promise.allSettled(this.calls);
  }
}
