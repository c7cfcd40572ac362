// The system with the real terraform and the built provider, in real time: Ctrl-C and kills are real as well.
import { execFileSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Emulator, type Fault, startEmulator } from "../../src/emulator";
import { numberedKeys } from "../support/emulator";
import { TerraformWorkspace } from "../support/terraform";
import { type Declaration } from "./declaration";
import { type Applied, type Declared, type Interruption, type System, calledSoOften, ownersOf } from "./system";

export const TIMEOUT_MS = 600;

const TYPE = "electronhub_proxy_key";
const PROVIDER = `provider "electronhub" {\n  request_timeout = "${TIMEOUT_MS}ms"\n  max_retries     = 1\n}\n`;

export class RealTerraform implements System {
  private logged = 0;

  private constructor(
    readonly emulator: Emulator,
    private readonly workspace: TerraformWorkspace,
  ) {}

  static async create(): Promise<RealTerraform> {
    const emulator = await startEmulator({ random: numberedKeys(), requestsPerMinute: 100_000 });
    const workspace = TerraformWorkspace.create({
      ELECTRONHUB_API_KEY: emulator.apiKey,
      ELECTRONHUB_BASE_URL: emulator.baseUrl,
    });
    workspace.configure(PROVIDER);
    await workspace.init();
    return new RealTerraform(emulator, workspace);
  }

  async apply(declared: Declared, faults: readonly Fault[] = [], interruption?: Interruption): Promise<Applied> {
    const from = this.emulator.events().length;
    const backup = this.readState();
    this.workspace.configure(hclOf(declared));
    faults.forEach((fault) => this.emulator.inject(fault));
    const { code, output, interrupted } = await this.runApply(interruption);
    this.emulator.clearFaults();
    await this.emulator.idle();
    // Terraform does not write its local state in one step: killed in between, it leaves half of it.
    if (interrupted === "kill terraform" && !isState(this.readState())) this.restoreState(backup);
    const failed = code !== 0;
    const messages = [
      { address: "", severity: failed ? ("error" as const) : ("warning" as const), summary: output, detail: "" },
    ];
    return { messages, failed, interrupted, events: this.emulator.events().slice(from) };
  }

  async pending(declared: Declared): Promise<readonly string[] | undefined> {
    this.workspace.configure(hclOf(declared));
    const { resource_changes: changes = [] } = await this.workspace.planJson();
    return changes.filter(({ change }) => change.actions.join() !== "no-op").map(({ address }) => address);
  }

  async import(declared: Declared, address: string, id: string): Promise<void> {
    this.workspace.configure(hclOf(declared));
    await this.workspace.run("import", "-input=false", "-no-color", `${TYPE}.${address}`, id);
  }

  owners(): ReadonlyMap<string, string> {
    const text = this.readState();
    if (text === undefined) return new Map();
    const state = JSON.parse(text) as {
      resources: { name: string; instances: { attributes: { id: string } }[] }[];
    };
    const ids = state.resources.flatMap(({ name, instances }) =>
      instances.map(({ attributes }) => [attributes.id, name] as const),
    );
    return ownersOf(this, ids);
  }

  private readState(): string | undefined {
    const file = this.workspace.path("terraform.tfstate");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  private restoreState(backup: string | undefined): void {
    const file = this.workspace.path("terraform.tfstate");
    if (backup === undefined) rmSync(file);
    else writeFileSync(file, backup);
  }

  newLogLines(): readonly string[] {
    const file = this.workspace.path("provider.log");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    const fresh = lines.slice(this.logged);
    this.logged = lines.length;
    return fresh;
  }

  async stop(): Promise<void> {
    this.workspace.dispose();
    await this.emulator.stop();
  }

  private async runApply(
    interruption: Interruption | undefined,
  ): Promise<{ code: number; output: string; interrupted: Interruption["kind"] | undefined }> {
    const log = { TF_LOG_PROVIDER: "TRACE", TF_LOG_PATH: this.workspace.path("provider.log") };
    const child = this.workspace.start(log, "apply", "-input=false", "-no-color", "-auto-approve");
    let output = "";
    const collect = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    let over = false;
    const closed = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
    const ended = closed.then((code) => ((over = true), code));
    const interrupted = interruption && (await this.interrupt(child, interruption, () => over));
    return { code: await ended, output: output.replace(/\s+/g, " "), interrupted };
  }

  private async interrupt(
    child: ChildProcess,
    { kind, afterCalls }: Interruption,
    isOver: () => boolean,
  ): Promise<Interruption["kind"] | undefined> {
    if (!(await calledSoOften(this.emulator, afterCalls, isOver))) return undefined;
    if (kind === "stop") {
      child.kill("SIGINT");
      return kind;
    }
    const providers = childrenOf(child.pid);
    if (kind === "kill") providers.forEach((pid) => process.kill(pid, "SIGKILL"));
    else child.kill("SIGKILL");
    // An orphaned provider ends by itself.
    while (providers.some(isRunning)) await new Promise(setImmediate);
    return kind;
  }
}

function childrenOf(parent: number | undefined): readonly number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const processes = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));
}

function isState(text: string | undefined): boolean {
  if (text === undefined) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function hclOf(declared: Declared): string {
  const resources = [...declared].map(
    ([address, declaration]) => `resource "${TYPE}" "${address}" {\n${attributesOf(declaration)}}\n`,
  );
  return [PROVIDER, ...resources].join("\n");
}

function attributesOf({ name, amount, limitType, expiresAt, models, ips, enabled, storeKey }: Declaration): string {
  const attributes = {
    name,
    allocated_amount: amount,
    limit_type: limitType,
    expires_at: expiresAt,
    model_whitelist: models,
    ip_whitelist: ips,
    enabled,
    store_key: storeKey,
  };
  return Object.entries(attributes)
    .map(([attribute, value]) => `  ${attribute} = ${JSON.stringify(value)}\n`)
    .join("");
}
