// A directory in which the real terraform (or tofu) works with the built provider, as a user's would: planted in the
// implied local mirror, with an environment of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../package.json";
import { PROVIDER } from "./provider";

export const terraformBinary = process.env.TERRAFORM_BINARY_NAME || "terraform";

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, colours off, box drawing removed and lines joined, so that a message can be searched whatever its wrapping. */
  readonly text: string;
}

export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Record<string, unknown> | null;
      readonly after: Record<string, unknown> | null;
      readonly after_sensitive: unknown;
    };
  }[];
  readonly resource_drift?: readonly { readonly address: string }[];
}

export class TerraformWorkspace {
  readonly directory = mkdtempSync(join(tmpdir(), "electronhub-acceptance-"));
  private readonly children = new Set<ReturnType<typeof spawn>>();

  private constructor(private readonly environment: Record<string, string>) {}

  /** `environment` is added to a minimal one; nothing else of this process's environment is seen. */
  static create(environment: Record<string, string>): TerraformWorkspace {
    const workspace = new TerraformWorkspace(environment);
    plantProvider(workspace.directory);
    writeFileSync(workspace.path("cli.tfrc"), "");
    return workspace;
  }

  path(...segments: string[]): string {
    return join(this.directory, ...segments);
  }

  /** Replaces the configuration; the provider requirement is added. */
  configure(hcl: string): void {
    const requirement = `terraform {\n  required_providers {\n    electronhub = {\n      source = "electronhub/electronhub"\n    }\n  }\n}\n`;
    writeFileSync(this.path("main.tf"), hcl.includes("required_providers") ? hcl : requirement + hcl);
  }

  async init(): Promise<void> {
    await this.expectSuccess("init", "-input=false");
  }

  /** Runs a terraform command to its end, whatever its exit code. */
  run(...args: string[]): Promise<Result> {
    return this.runWith({}, ...args);
  }

  async runWith(environment: Record<string, string>, ...args: string[]): Promise<Result> {
    const child = this.start(environment, ...args);
    const stdout = text(child.stdout);
    const stderr = text(child.stderr);
    const code = await new Promise<number>((resolveCode, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? missingBinary() : error));
      child.once("close", (exitCode) => resolveCode(exitCode ?? -1));
    });
    const output = { stdout: await stdout, stderr: await stderr };
    return { code, ...output, text: plain(output.stdout + output.stderr) };
  }

  start(environment: Record<string, string>, ...args: string[]) {
    return this.spawn(environment, args, false);
  }

  /** In a process group of its own, whose id is the process's: a signal to the group does not reach the tests. */
  startGroup(...args: string[]) {
    return this.spawn({}, args, true);
  }

  private spawn(environment: Record<string, string>, args: readonly string[], detached: boolean) {
    const child = spawn(terraformBinary, args, {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.directory,
        TF_CLI_CONFIG_FILE: this.path("cli.tfrc"),
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
        ...this.environment,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached,
    });
    this.children.add(child);
    child.once("close", () => this.children.delete(child));
    return child;
  }

  async expectSuccess(...args: string[]): Promise<Result> {
    const result = await this.run(...args);
    if (result.code !== 0)
      throw new Error(`${terraformBinary} ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`);
    return result;
  }

  plan(...args: string[]): Promise<Result> {
    return this.expectSuccess("plan", "-input=false", "-no-color", ...args);
  }

  apply(...args: string[]): Promise<Result> {
    return this.expectSuccess("apply", "-input=false", "-no-color", "-auto-approve", ...args);
  }

  destroy(): Promise<Result> {
    return this.expectSuccess("destroy", "-input=false", "-no-color", "-auto-approve");
  }

  /** A failing command, for tests of its message. */
  async expectFailure(...args: string[]): Promise<Result> {
    const result = await this.run(...args);
    if (result.code === 0) throw new Error(`${terraformBinary} ${args.join(" ")} succeeded:\n${result.stdout}`);
    return result;
  }

  /** Exit code of `plan -detailed-exitcode`: 0 no changes, 2 changes. */
  async planIsEmpty(): Promise<boolean> {
    const result = await this.run("plan", "-input=false", "-no-color", "-detailed-exitcode");
    if (result.code === 1) throw new Error(`plan failed:\n${result.stdout}${result.stderr}`);
    return result.code === 0;
  }

  async planJson(): Promise<PlanJson> {
    await this.plan("-out=saved.tfplan");
    const shown = await this.expectSuccess("show", "-json", "saved.tfplan");
    return JSON.parse(shown.stdout) as PlanJson;
  }

  /** The attributes of one resource in the state. */
  state(address: string): Record<string, unknown> | undefined {
    const [type, name] = address.split(".");
    const file = this.path("terraform.tfstate");
    if (!existsSync(file)) return undefined;
    const state = JSON.parse(readFileSync(file, "utf8")) as {
      resources: { mode: string; type: string; name: string; instances: { attributes: Record<string, unknown> }[] }[];
    };
    const resource = state.resources.find((candidate) => candidate.type === type && candidate.name === name);
    return resource?.instances[0]?.attributes;
  }

  dispose(): void {
    for (const child of this.children) child.kill("SIGKILL");
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Links the provider to where `init` looks first. */
export function plantProvider(directory: string): void {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    const folder = join(directory, "terraform.d/plugins", host, "electronhub/electronhub", version, platform);
    mkdirSync(folder, { recursive: true });
    symlinkSync(PROVIDER, join(folder, `terraform-provider-electronhub_v${version}`));
  }
}

function missingBinary(): Error {
  return new Error(
    `The acceptance tests need the real ${terraformBinary} on the PATH, and it is not there. Install it, or set TERRAFORM_BINARY_NAME (for instance to tofu).`,
  );
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function plain(output: string): string {
  return output.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}
