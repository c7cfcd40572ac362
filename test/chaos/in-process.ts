// The system without terraform: provider processes and the emulator on one virtual clock, and core's part played.
import { type Emulator, type Fault, startEmulator } from "../../src/emulator";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Core } from "../support/core";
import { numberedKeys } from "../support/emulator";
import { ProviderProcesses } from "../support/provider-process";
import { VirtualClock } from "../support/virtual-clock";
import { configOf } from "./declaration";
import { planAndApply } from "./plan-and-apply";
import { type Applied, type Declared, type Interruption, type System, ownersOf } from "./system";

export const TIMEOUT_MS = 30_007;
const REQUESTS_PER_MINUTE = 60;

export class InProcess implements System {
  readonly core = new Core("electronhub_proxy_key", proxyKeySchema);
  private logged = 0;

  private constructor(
    private readonly clock: VirtualClock,
    readonly emulator: Emulator,
    readonly processes: ProviderProcesses,
  ) {}

  static async create(): Promise<InProcess> {
    const clock = new VirtualClock(TIMEOUT_MS);
    const emulator = await startEmulator({
      clock,
      wait: clock.serverSleep,
      random: numberedKeys(),
      requestsPerMinute: REQUESTS_PER_MINUTE,
    });
    const processes = new ProviderProcesses({ clock, emulator, requestTimeoutMs: TIMEOUT_MS, maxRetries: 2 });
    return new InProcess(clock, emulator, processes);
  }

  async apply(declared: Declared, faults: readonly Fault[] = [], interruption?: Interruption): Promise<Applied> {
    const from = this.emulator.events().length;
    faults.forEach((fault) => this.emulator.inject(fault));
    const { run, interrupted } = await this.clock.run(
      planAndApply(this, configsOf(declared), this.emulator, interruption),
    );
    this.emulator.clearFaults();
    // Late effects come.
    await this.clock.advance(3 * TIMEOUT_MS);
    await this.clock.run(this.emulator.idle());
    return { ...run, interrupted, events: this.emulator.events().slice(from) };
  }

  async pending(declared: Declared): Promise<readonly string[] | undefined> {
    const plan = await this.clock.run(
      this.processes.start().then((process) => this.core.plan(process, configsOf(declared))),
    );
    return plan.failed ? undefined : [...plan.changes.keys()];
  }

  async import(_: Declared, address: string, id: string): Promise<void> {
    await this.clock.run(this.processes.start().then((process) => this.core.import(process, address, id)));
  }

  owners(): ReadonlyMap<string, string> {
    const ids = [...this.core.state].map(([address, { value }]) => [value.id, address] as const);
    return ownersOf(this, ids);
  }

  newLogLines(): readonly string[] {
    const lines = this.processes.log.slice(this.logged);
    this.logged += lines.length;
    return lines;
  }

  stop(): Promise<void> {
    return this.emulator.stop();
  }
}

const configsOf = (declared: Declared) =>
  new Map([...declared].map(([address, declaration]) => [address, configOf(declaration)]));
