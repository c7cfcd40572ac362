// Provider processes without processes: each a fresh provider behind its real RPC handlers and codec, with a client that
// speaks real HTTP to the emulator, on a virtual clock. They share a request budget, as processes of one user do.
import { type Clock, type Ledger, memoryLedger, redact } from "../../src/api";
import { type Emulator } from "../../src/emulator";
import { providerSchema } from "../../src/provider/configuration";
import { electronhubProvider } from "../../src/provider/provider";
import { type ObjectValue, Decimal, encode } from "../../src/terraform/cty";
import { objectTypeOf } from "../../src/terraform/framework";
import { providerServer } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { Killed, type Session } from "./core";
import { createClient, inProcess } from "./rpc-client";
import { type VirtualClock } from "./virtual-clock";

export interface ProcessOptions {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly requestTimeoutMs: number;
  /** How far their clock is ahead of the emulator's. */
  readonly skewMs?: number;
  readonly maxRetries?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** Each process has a ledger of its own. @default - all have the same one, in memory */
  readonly openLedger?: () => Ledger;
}

export interface ProviderProcess extends Session {
  /** As StopProvider does, on Ctrl-C. */
  readonly stop: () => Promise<unknown>;
  /** As the end of the process does, once Terraform has asked for it. */
  readonly finish: () => Promise<void>;
  /** Nothing is sent from now on; requests that are under way go on without it. */
  readonly kill: () => void;
}

export class ProviderProcesses {
  private readonly openLedger: () => Ledger;
  /** Every log line of every process, as written. */
  readonly log: string[] = [];

  constructor(private readonly options: ProcessOptions) {
    const shared = memoryLedger(options.clock);
    this.openLedger = options.openLedger ?? (() => shared);
  }

  /** `settings` are of the provider block, besides or instead of the usual ones. */
  async start(settings: ObjectValue = {}): Promise<ProviderProcess> {
    const { clock, emulator, requestTimeoutMs, skewMs = 0, maxRetries = 3, random = () => 0.5 } = this.options;
    const life = new Life();
    const note = (message: string, fields: Record<string, unknown> = {}) =>
      void this.log.push(redact(`${message} ${JSON.stringify(fields)}`));
    const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
    const provider = electronhubProvider({
      version: "0.0.1",
      env: {},
      clock: life.clock({ ...clock.client, now: () => clock.now() + skewMs }),
      random,
      log,
      openLedger: () => life.ledger(this.openLedger()),
    });
    const server = providerServer(provider, log, redact);
    const rpc = createClient(ProviderDefinition, inProcess(server.methods));
    const config: ObjectValue = {
      ...Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null])),
      api_key: emulator.apiKey,
      base_url: emulator.baseUrl,
      request_timeout: `${requestTimeoutMs}ms`,
      max_retries: Decimal.fromNumber(maxRetries),
      ...settings,
    };
    const msgpack = encode(objectTypeOf(providerSchema), config);
    const { diagnostics } = await rpc.configureProvider({ terraformVersion: "1.11.4", config: { msgpack } });
    if (diagnostics.length > 0) throw new Error(`the provider is not configured: ${diagnostics[0]?.summary}`);
    const stop = () => rpc.stopProvider({});
    const finish = () => server.finish(new AbortController().signal);
    return { rpc, stop, finish, kill: () => life.end(), killed: life.ended, isAlive: () => life.isOn };
  }
}

/** Whether a process lives. A dead one cannot tell the time, which it must before it sends anything, and changes no ledger. */
class Life {
  isOn = true;
  private give: (error: Killed) => void = () => undefined;
  readonly ended = new Promise<never>((_, reject) => (this.give = reject));

  constructor() {
    this.ended.catch(() => undefined);
  }

  end(): void {
    this.isOn = false;
    this.give(new Killed());
  }

  clock(clock: Clock): Clock {
    return {
      now: () => (this.guard(), clock.now()),
      sleep: async (ms, signal) => (this.guard(), clock.sleep(ms, signal)),
    };
  }

  ledger(ledger: Ledger): Ledger {
    return {
      change: async (step) => (this.guard(), ledger.change(step)),
      claims: {
        take: async (id, who) => (this.guard(), ledger.claims.take(id, who)),
        isTaken: async (id, who) => (this.guard(), ledger.claims.isTaken(id, who)),
      },
      open: () => ledger.open(),
      close: () => ledger.close(),
    };
  }

  private guard(): void {
    if (!this.isOn) throw new Killed();
  }
}
