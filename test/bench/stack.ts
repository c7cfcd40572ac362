// A configuration with the real terraform, whose commands are timed and whose provider processes are watched.
import { copyFileSync, rmSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { collect, exitOf } from "../support/plugin-client";
import { TerraformWorkspace } from "../support/terraform";
import { type EmulatorProcess } from "./emulator-process";
import { type Usage, watchDescendants } from "./processes";

export const keys = (count: number): string => `resource "electronhub_proxy_key" "k" {
  count            = ${count}
  name             = "key-\${count.index}"
  allocated_amount = 1
}
`;

/** No provider is needed for them but the one in terraform. */
export const data = (count: number): string => `terraform {
  required_providers {}
}
resource "terraform_data" "k" {
  count = ${count}
  input = "key-\${count.index}"
}
`;

const STATE = "terraform.tfstate";

export class Stack {
  private constructor(readonly workspace: TerraformWorkspace) {}

  /** Initialised. `node` is what a script among providers is run with. */
  static async open(
    hcl: string,
    cliConfig: string,
    node: string,
    emulator?: Pick<EmulatorProcess, "apiKey" | "baseUrl">,
  ): Promise<Stack> {
    const workspace = TerraformWorkspace.create({
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`,
      TF_CLI_CONFIG_FILE: cliConfig,
      ...(emulator && { ELECTRONHUB_API_KEY: emulator.apiKey, ELECTRONHUB_BASE_URL: emulator.baseUrl }),
    });
    // What is planted beside it is not what is measured.
    rmSync(workspace.path("terraform.d"), { recursive: true });
    workspace.configure(hcl);
    await workspace.init();
    return new Stack(workspace);
  }

  /** Continues from the state of another one. */
  takeState(other: Stack): void {
    copyFileSync(other.workspace.path(STATE), this.workspace.path(STATE));
  }

  forgetState(): void {
    for (const file of [STATE, `${STATE}.backup`]) rmSync(this.workspace.path(file), { force: true });
  }

  plan(env: Record<string, string> = {}): Promise<number> {
    return this.time(["plan", "-input=false", "-no-color"], { env });
  }

  /** Of a stack in which nothing is to change: anything else is an error. */
  emptyPlan(env: Record<string, string> = {}): Promise<number> {
    return this.time(EMPTY_PLAN, { env });
  }

  /** An empty plan, and what the provider's processes take for it. */
  async watchedPlan(): Promise<Usage & { readonly ms: number }> {
    let stop: (() => Usage) | undefined;
    const ms = await this.time(EMPTY_PLAN, { onStart: (pid) => (stop = watchDescendants(pid, PROVIDER_NAME)) });
    if (!stop) throw new Error("terraform was not started.");
    return { ...stop(), ms };
  }

  apply(env: Record<string, string> = {}): Promise<number> {
    return this.time(["apply", "-input=false", "-no-color", "-auto-approve", "-parallelism=10"], { env });
  }

  close(): void {
    this.workspace.dispose();
  }

  /** From the spawn of terraform to its end. */
  private async time(args: readonly string[], { env = {}, onStart }: Timing): Promise<number> {
    const from = performance.now();
    const child = this.workspace.start(env, ...args);
    if (child.pid !== undefined) onStart?.(child.pid);
    const output = collect(child);
    const code = await exitOf(child);
    const ms = performance.now() - from;
    if (code !== 0)
      throw new Error(`terraform ${args.join(" ")} ended with ${code}:\n${output.stdout}${output.stderr}`);
    return ms;
  }
}

interface Timing {
  readonly env?: Record<string, string>;
  readonly onStart?: (pid: number) => void;
}

const EMPTY_PLAN = ["plan", "-input=false", "-no-color", "-detailed-exitcode"];
const PROVIDER_NAME = "terraform-provider-electronhub";
