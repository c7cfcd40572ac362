// One key's world: core's part played, provider processes and the emulator on one virtual clock; and a record in words of
// what was done and seen, which a failure is told with.
import { keyId } from "../../../src/api/key-id";
import { type Emulator, type Fault, startEmulator } from "../../../src/emulator";
import { type KeyEvent, type StoredKey } from "../../../src/emulator/proxy-key";
import { proxyKeySchema } from "../../../src/provider/proxy-key/schema";
import { Core, type Instance, type Message, type Plan, type Run } from "../../support/core";
import { shown } from "../../support/core-rules";
import { numberedKeys } from "../../support/emulator";
import { ProviderProcesses } from "../../support/provider-process";
import { VirtualClock } from "../../support/virtual-clock";
import { type Declared, plannedConfig, resolvedConfig } from "./declared";

const TIMEOUT_MS = 30_007;
const ADDRESS = "k";

export class World {
  private readonly core = new Core("electronhub_proxy_key", proxyKeySchema);
  private readonly record: string[] = [];
  /** What is declared now; null: nothing. */
  declared: Declared | null = null;
  /** Ids of keys whose creation failed halfway, for as long as they are tainted. */
  readonly unfinished = new Set<string>();

  private constructor(
    private readonly clock: VirtualClock,
    readonly emulator: Emulator,
    private readonly processes: ProviderProcesses,
  ) {}

  static async create(): Promise<World> {
    const clock = new VirtualClock(TIMEOUT_MS);
    const emulator = await startEmulator({
      clock,
      wait: clock.serverSleep,
      random: numberedKeys(),
      requestsPerMinute: 1_000_000,
    });
    const processes = new ProviderProcesses({ clock, emulator, requestTimeoutMs: TIMEOUT_MS, maxRetries: 0 });
    return new World(clock, emulator, processes);
  }

  now(): number {
    return this.clock.now();
  }

  /** What Terraform's state holds. */
  get instance(): Instance | undefined {
    return this.core.state.get(ADDRESS);
  }

  /** That of the key in state; empty where there is none. */
  get id(): string {
    const id = this.instance?.value.id;
    return typeof id === "string" ? id : "";
  }

  taint(tainted: boolean): void {
    const { instance } = this;
    if (!instance) return;
    this.core.state.set(ADDRESS, { ...instance, tainted });
    if (!tainted) this.unfinished.delete(this.id);
  }

  /** The key with this id, as the API has it. */
  key(id: unknown): StoredKey | undefined {
    return this.emulator.store.keysOf(this.emulator.apiKey).find(({ key }) => keyId(key) === id);
  }

  /** What happened since `sequence` events had. */
  eventsSince(sequence: number): readonly KeyEvent[] {
    return this.emulator.events().slice(sequence);
  }

  async plan(declared: Declared | null): Promise<Plan> {
    const configs = new Map(declared ? [[ADDRESS, plannedConfig(declared)]] : []);
    const lifecycles = new Map(
      declared ? [[ADDRESS, { ...declared, resolved: resolvedConfig(declared.attributes) }]] : [],
    );
    const plan = await this.running("plan", async () =>
      this.core.plan(await this.processes.start(), configs, lifecycles),
    );
    const changes = [...plan.changes].map(([name, { action, replaces, planned }]) => {
      const operations = planned ? ` operations = ${shown(planned.operations)}` : "";
      return `${name} ${replaces ? "replace" : action}${operations}`;
    });
    this.note(`  plan: ${plan.failed ? "failed" : changes.join("; ") || "no changes"}`);
    this.noteMessages(plan.messages);
    return plan;
  }

  async apply(plan: Plan, fault?: Fault): Promise<Run> {
    if (fault) this.emulator.inject(fault);
    const run = await this.running("apply", async () => this.core.apply(await this.processes.start(), plan));
    this.emulator.clearFaults();
    this.note(`  apply: ${run.failed ? "failed" : "done"}; operations = ${shown(this.instance?.value.operations)}`);
    this.noteMessages(run.messages);
    return run;
  }

  async import(id: string): Promise<Run> {
    const run = await this.running("import", async () => this.core.import(await this.processes.start(), ADDRESS, id));
    this.noteMessages(run.messages);
    return run;
  }

  wait(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  note(line: string): void {
    this.record.push(line);
  }

  fail(promise: string, facts: object = {}): never {
    const details = Object.entries(facts).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`);
    throw new Error([promise, ...details, "", ...this.record].join("\n"));
  }

  stop(): Promise<void> {
    return this.emulator.stop();
  }

  /** What core does not let pass is told with the record. */
  private async running<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.clock.run(work());
    } catch (error) {
      return this.fail(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private noteMessages(messages: readonly Message[]): void {
    for (const { severity, summary, detail } of messages) this.note(`    ${severity}: ${summary} | ${detail}`);
  }
}
