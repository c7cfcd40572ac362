// An account, its emulator and the provider's processes on one virtual clock, for tests of a resource's life: terraform
// apply is a call. Of proxy keys, unless another resource type is named.
import { type Emulator, type EmulatorOptions, type Fault } from "../../src/emulator";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { Core, type Plan, type Run } from "./core";
import { numberedKeys, startTestEmulator } from "./emulator";
import { ProviderProcesses } from "./provider-process";
import { VirtualClock } from "./virtual-clock";

/** How long the provider waits for an answer. */
export const TIMEOUT_MS = 30_007;

/** Configurations by address. */
export type Declared = Readonly<Record<string, ObjectValue>>;

export class Scene {
  private constructor(
    readonly core: Core,
    readonly clock: VirtualClock,
    readonly emulator: Emulator,
    readonly processes: ProviderProcesses,
  ) {}

  /** `skewMs`: how far this machine's clock is ahead of the API's. */
  static async open(
    options: EmulatorOptions = {},
    core = new Core("electronhub_proxy_key", proxyKeySchema),
    skewMs = 0,
  ): Promise<Scene> {
    const clock = new VirtualClock(TIMEOUT_MS);
    const emulator = await startTestEmulator({ clock, wait: clock.serverSleep, random: numberedKeys(), ...options });
    const processes = new ProviderProcesses({ clock, emulator, requestTimeoutMs: TIMEOUT_MS, skewMs });
    return new Scene(core, clock, emulator, processes);
  }

  /** terraform plan. */
  plan(declared: Declared): Promise<Plan> {
    return this.clock.run(this.planning(declared));
  }

  /** terraform apply: a process plans, another one applies; tells what the latter says. The faults come in between. */
  apply(declared: Declared, faults: readonly Fault[] = []): Promise<Run> {
    return this.clock.run(this.applying(declared, faults));
  }

  /** terraform apply of a plan that was made before. */
  applyPlan(plan: Plan): Promise<Run> {
    return this.clock.run(this.processes.start().then((process) => this.core.apply(process, plan)));
  }

  /** For a test that lets the time run itself. */
  async applying(declared: Declared, faults: readonly Fault[] = []): Promise<Run> {
    const plan = await this.planning(declared);
    if (plan.failed) return plan;
    faults.forEach((fault) => this.emulator.inject(fault));
    return this.core.apply(await this.processes.start(), plan);
  }

  async import(address: string, id: string): Promise<Run> {
    return this.clock.run(this.processes.start().then((process) => this.core.import(process, address, id)));
  }

  /** How often an endpoint was called. */
  count(endpoint: string): number {
    return this.emulator.requests()[endpoint] ?? 0;
  }

  close(): Promise<void> {
    return this.emulator.stop();
  }

  private async planning(declared: Declared): Promise<Plan> {
    return this.core.plan(await this.processes.start(), new Map(Object.entries(declared)));
  }
}

const NOTHING: ObjectValue = Object.fromEntries(Object.keys(proxyKeySchema.attributes).map((name) => [name, null]));

/** What a configuration declares: a key named "ci" with ten credits, and these settings besides. */
export const declare = (settings: ObjectValue = {}): ObjectValue => ({
  ...NOTHING,
  name: "ci",
  allocated_amount: Decimal.fromNumber(10),
  ...settings,
});

/** What an error or warning says. */
export const textsOf = ({ messages }: Run): readonly string[] =>
  messages.map(({ summary, detail }) => `${summary}: ${detail}`);
