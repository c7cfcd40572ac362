// Where one plan of the gallery is made: a directory with the real terraform and the built provider, and an emulator. Both
// live at one fixed time, which only the case moves on.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Emulator, type Fault, startEmulator } from "../../../src/emulator";
import { run } from "../../support/command";
import { numberedKeys } from "../../support/emulator";
import { PROVIDER } from "../../support/provider";
import { TerraformWorkspace } from "../../support/terraform";
import { normalised } from "./normalised";

/** When every case begins. In the past, so that files written meanwhile do not look as if they came from the future. */
const START = Date.parse("2026-03-02T09:00:00Z");

const HOUR_MS = 3_600_000;

const QUIET = ["-input=false", "-no-color"];

const ROOT = resolve(__dirname, "../../..");

export class Stage {
  private constructor(
    private readonly time: { now: number },
    readonly emulator: Emulator,
    readonly workspace: TerraformWorkspace,
  ) {}

  /** @param account - a file with an emulator's keys, of which a copy is used */
  static async open(account?: string, start = START): Promise<Stage> {
    const environment: Record<string, string> = {};
    const workspace = TerraformWorkspace.create(environment);
    fixClock(workspace);
    const stateFile = account === undefined ? undefined : workspace.path("account.json");
    if (account !== undefined) copyFileSync(account, workspace.path("account.json"));
    const time = { now: start };
    const emulator = await startEmulator({
      requestsPerMinute: 1_000_000,
      clock: { now: () => time.now },
      random: numberedKeys(),
      stateFile,
    });
    environment.ELECTRONHUB_API_KEY = emulator.apiKey;
    environment.ELECTRONHUB_BASE_URL = emulator.baseUrl;
    return new Stage(time, emulator, workspace);
  }

  /** Time passes. */
  later(hours: number): void {
    this.time.now += hours * HOUR_MS;
  }

  /** Declares, and applies. */
  async apply(hcl: string, ...args: readonly string[]): Promise<void> {
    await this.declare(hcl);
    await this.succeed("apply", ...QUIET, "-auto-approve", ...args);
  }

  /** An apply that goes wrong, because of the faults. */
  async fail(hcl: string, ...faults: readonly Fault[]): Promise<void> {
    await this.declare(hcl);
    faults.forEach((fault) => this.emulator.inject(fault));
    const { code } = await this.run("apply", ...QUIET, "-auto-approve");
    this.emulator.clearFaults();
    if (code === 0) throw new Error("the apply was to fail");
  }

  /** The JSON of the plan, made the same whenever it is made. */
  async plan(hcl: string, ...args: readonly string[]): Promise<string> {
    await this.planAsIs(hcl, ...args);
    return this.show();
  }

  /** As Terraform prints it, but for its own clock, which nothing fixes. */
  async planAsIs(hcl: string, ...args: readonly string[]): Promise<string> {
    await this.declare(hcl);
    await this.succeed("plan", ...QUIET, "-out=tfplan", ...args);
    const json = await this.succeed("show", "-json", "tfplan");
    return json.replace(/"timestamp":"[^"]*"/, `"timestamp":"${new Date(this.time.now).toISOString()}"`);
  }

  /** The last plan. */
  async applyPlan(): Promise<void> {
    await this.succeed("apply", ...QUIET, "tfplan");
  }

  /** Of one stack that a CDKTF program of the repository synthesises, in a directory like a user's. */
  async planStack(program: string, name: string, ...args: readonly string[]): Promise<string> {
    const packages = this.workspace.path("node_modules");
    mkdirSync(packages);
    for (const name of ["cdktf", "constructs", "typescript", "ts-node", "@types"]) {
      symlinkSync(join(ROOT, "node_modules", name), join(packages, name), "junction");
    }
    symlinkSync(ROOT, join(packages, "cdktf-provider-electronhub"), "junction");
    copyFileSync(join(ROOT, program), this.workspace.path("main.ts"));
    copyFileSync(join(ROOT, dirname(program), "tsconfig.json"), this.workspace.path("tsconfig.json"));
    await run(process.execPath, ["node_modules/ts-node/dist/bin.js", "-T", "main.ts"], {
      cwd: this.workspace.directory,
    });
    return this.plan(readFileSync(this.workspace.path("cdktf.out/stacks", name, "cdk.tf.json"), "utf8"), ...args);
  }

  /** Of a plan that fails: Terraform keeps what it had planned by then. */
  async failingPlan(hcl: string, ...args: readonly string[]): Promise<string> {
    await this.declare(hcl);
    const { code } = await this.run("plan", ...QUIET, "-out=tfplan", ...args);
    if (code === 0) throw new Error("the plan was to fail");
    return this.show();
  }

  /** What somebody does at the console, to the key of this name. */
  outside(name: string, change: Parameters<Emulator["store"]["change"]>[1]): void {
    this.emulator.store.change(this.keyNamed(name), change);
  }

  removeOutside(name: string): void {
    this.emulator.store.remove(this.keyNamed(name));
  }

  spend(name: string, credits: number): void {
    this.emulator.store.spend(this.keyNamed(name), credits);
  }

  /** A key that Terraform knows nothing of. */
  createOutside(
    name: string,
    credits: number,
    settings: Partial<Parameters<Emulator["store"]["create"]>[1]> = {},
  ): void {
    const { store, apiKey } = this.emulator;
    store.create(apiKey, { name, allocated_ammount: credits, expires_at: -1, ...settings });
  }

  /** A file of the configuration besides, as a module's. */
  write(path: string, hcl: string): void {
    mkdirSync(dirname(this.workspace.path(path)), { recursive: true });
    writeFileSync(this.workspace.path(path), hcl);
  }

  /** What CDKTF writes is JSON, and has a requirement of its own. */
  private async declare(text: string): Promise<void> {
    if (text.startsWith("{")) writeFileSync(this.workspace.path("cdk.tf.json"), text);
    else this.workspace.configure(text);
    await this.succeed("init", "-input=false");
  }

  private async succeed(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} failed:\n${stdout}${stderr}`);
    return stdout;
  }

  async close(): Promise<void> {
    this.workspace.dispose();
    await this.emulator.stop();
  }

  private run(...args: readonly string[]) {
    return this.workspace.runWith({ GALLERY_TIME: String(this.time.now) }, ...args);
  }

  private async show(): Promise<string> {
    const json = await this.succeed("show", "-json", "tfplan");
    return normalised(json, { now: this.time.now, events: this.emulator.events(), baseUrl: this.emulator.baseUrl });
  }

  private keyNamed(name: string): string {
    const found = this.emulator.store.keys().filter((key) => key.name === name);
    const [key, ...others] = found;
    if (key === undefined || others.length > 0) throw new Error(`${found.length} keys are named ${name}`);
    return key.key;
  }
}

/** Where the provider was planted, a script takes its place that starts it with the clock. */
function fixClock(workspace: TerraformWorkspace): void {
  const clock = resolve(__dirname, "fixed-clock.cjs");
  const plugins = workspace.path("terraform.d");
  for (const entry of readdirSync(plugins, { recursive: true, withFileTypes: true })) {
    if (!entry.name.startsWith("terraform-provider-")) continue;
    const file = join(entry.parentPath, entry.name);
    rmSync(file);
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" --require "${clock}" "${PROVIDER}" "$@"\n`);
    chmodSync(file, 0o755);
  }
}
