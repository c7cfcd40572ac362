// The system on two machines at the same time, each with keys, a state and provider processes of its own, and nothing in common but
// the account and a ledger on a real Redis server. On one virtual clock, which that server has too.
import { type Ledger } from "../../src/api";
import { type Emulator, type Fault, startEmulator } from "../../src/emulator";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Core } from "../support/core";
import { numberedKeys } from "../support/emulator";
import { ProviderProcesses } from "../support/provider-process";
import { type RedisServer } from "../support/redis-server";
import { VirtualClock } from "../support/virtual-clock";
import { virtualLedger } from "../support/virtual-redis";
import { configOf } from "./declaration";
import { TIMEOUT_MS } from "./in-process";
import { fail } from "./invariants";
import { type Machine, planAndApply } from "./plan-and-apply";
import { type Applied, type Declared, type Interruption, type System, ownersOf } from "./system";

/** So few that an apply of both has to wait for the next minute now and then. */
const REQUESTS_PER_MINUTE = 10;
/** Each has the keys of its addresses; of the other one's it knows nothing. */
const ADDRESSES: readonly (readonly string[])[] = [["k1", "k3"], ["k2"]];

const machineOf = (address: string): number => ADDRESSES.findIndex((addresses) => addresses.includes(address));

export class TwoMachines implements System {
  private readonly machines: readonly Machine[];
  private ledgers: Ledger[] = [];
  /** Why a process could not use the server: there is no reason for it. */
  private readonly troubles: string[] = [];

  private constructor(
    private readonly clock: VirtualClock,
    readonly emulator: Emulator,
    server: RedisServer,
  ) {
    const openLedger = () => {
      const ledger = virtualLedger(server, emulator, clock.client, (trouble) => this.troubles.push(trouble));
      this.ledgers.push(ledger);
      return ledger;
    };
    this.machines = ADDRESSES.map(() => ({
      core: new Core("electronhub_proxy_key", proxyKeySchema),
      processes: new ProviderProcesses({ clock, emulator, requestTimeoutMs: TIMEOUT_MS, maxRetries: 2, openLedger }),
    }));
  }

  /**
   * Empties the server. Its ledger is named by the emulator's address, which an earlier emulator may have had: that one's claims would
   * be of keys with the same ids.
   */
  static async create(server: RedisServer): Promise<TwoMachines> {
    await server.ask("FLUSHALL");
    const clock = new VirtualClock(TIMEOUT_MS);
    const emulator = await startEmulator({
      clock,
      wait: clock.serverSleep,
      random: numberedKeys(),
      requestsPerMinute: REQUESTS_PER_MINUTE,
    });
    return new TwoMachines(clock, emulator, server);
  }

  async apply(declared: Declared, faults: readonly Fault[] = [], interruption?: Interruption): Promise<Applied> {
    const from = this.emulator.events().length;
    faults.forEach((fault) => this.emulator.inject(fault));
    // One of them is interrupted; the other one goes on.
    const which = (interruption?.afterCalls ?? 0) % this.machines.length;
    const applying = this.machines.map((machine, index) =>
      planAndApply(machine, configsOf(declared, index), this.emulator, index === which ? interruption : undefined),
    );
    const ended = await this.clock.run(Promise.all(applying));
    this.emulator.clearFaults();
    // Late effects come.
    await this.clock.advance(3 * TIMEOUT_MS);
    await this.clock.run(this.emulator.idle());
    await this.closeLedgers();
    if (this.troubles.length > 0) fail("the ledger was left", { troubles: this.troubles });
    if (this.emulator.refused() > 0) fail("a request was refused for the rate", { refused: this.emulator.refused() });
    return {
      messages: ended.flatMap(({ run }) => run.messages),
      failed: ended.some(({ run }) => run.failed),
      interrupted: ended.find(({ interrupted }) => interrupted !== undefined)?.interrupted,
      events: this.emulator.events().slice(from),
    };
  }

  async pending(declared: Declared): Promise<readonly string[] | undefined> {
    const planning = this.machines.map(async ({ core, processes }, index) =>
      core.plan(await processes.start(), configsOf(declared, index)),
    );
    const plans = await this.clock.run(Promise.all(planning));
    return plans.some(({ failed }) => failed) ? undefined : plans.flatMap(({ changes }) => [...changes.keys()]);
  }

  async import(_: Declared, address: string, id: string): Promise<void> {
    const machine = this.machines[machineOf(address)];
    if (!machine) throw new Error(`no machine has ${address}`);
    await this.clock.run(machine.processes.start().then((process) => machine.core.import(process, address, id)));
  }

  owners(): ReadonlyMap<string, string> {
    const states = this.machines.flatMap(({ core }) => [...core.state]);
    return ownersOf(
      this,
      states.map(([address, { value }]) => [value.id, address] as const),
    );
  }

  newLogLines(): readonly string[] {
    return this.machines.flatMap(({ processes }) => processes.log.splice(0));
  }

  async stop(): Promise<void> {
    await this.closeLedgers();
    await this.emulator.stop();
  }

  /** As processes do when they end: what they were told last is stored first. */
  private async closeLedgers(): Promise<void> {
    const ledgers = this.ledgers.splice(0);
    await this.clock.run(
      Promise.all(ledgers.map((ledger) => ledger.change((budget) => ({ budget, result: undefined })))),
    );
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  }
}

const configsOf = (declared: Declared, machine: number) =>
  new Map(
    [...declared].flatMap(([address, declaration]) =>
      machineOf(address) === machine ? [[address, configOf(declaration)] as const] : [],
    ),
  );
