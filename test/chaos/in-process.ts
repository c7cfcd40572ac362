// The system without terraform: provider processes and the emulator on one virtual clock, and core's part played.
import { type Emulator, type Fault, startEmulator } from "../../src/emulator";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Core, type Run } from "../support/core";
import { numberedKeys } from "../support/emulator";
import { type ProviderProcess, ProviderProcesses } from "../support/provider-process";
import { VirtualClock } from "../support/virtual-clock";
import { configOf } from "./declaration";
import { type Applied, type Declared, type Interruption, type System, calledSoOften, ownersOf } from "./system";

export const TIMEOUT_MS = 30_007;
const REQUESTS_PER_MINUTE = 60;

export class InProcess implements System {
  private readonly core = new Core("electronhub_proxy_key", proxyKeySchema);
  private logged = 0;

  private constructor(
    private readonly clock: VirtualClock,
    readonly emulator: Emulator,
    private readonly processes: ProviderProcesses,
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
    const { run, interrupted } = await this.clock.run(this.planAndApply(declared, interruption));
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

  private async planAndApply(
    declared: Declared,
    interruption: Interruption | undefined,
  ): Promise<{ run: Run; interrupted: Interruption["kind"] | undefined }> {
    const plan = await this.core.plan(await this.processes.start(), configsOf(declared));
    if (plan.failed) return { run: plan, interrupted: undefined };
    const process = await this.processes.start();
    let over = false;
    const applying = this.core.apply(process, plan).finally(() => (over = true));
    const interrupted = interruption && (await this.interrupt(process, interruption, () => over));
    return { run: await applying, interrupted };
  }

  private async interrupt(
    process: ProviderProcess,
    { kind, afterCalls }: Interruption,
    isOver: () => boolean,
  ): Promise<Interruption["kind"] | undefined> {
    if (!(await calledSoOften(this.emulator, afterCalls, isOver))) return undefined;
    if (kind === "stop") await process.stop();
    else process.kill();
    return kind;
  }
}

const configsOf = (declared: Declared) =>
  new Map([...declared].map(([address, declaration]) => [address, configOf(declaration)]));
