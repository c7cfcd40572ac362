// A build machine: a home of its own with the provider in a mirror and the npm package installed, and a directory for each
// job, which a job's checkout fills. Scripts run in the real bash.
import { buildSync } from "esbuild";
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import * as manifest from "../../../package.json";
import { TerraformWorkspace } from "../terraform";

const ROOT = resolve(__dirname, "../../..");

export interface ShellResult {
  readonly code: number;
  readonly output: string;
}

export class Machine {
  private readonly home = mkdtempSync(join(tmpdir(), "electronhub-pipeline-"));
  private readonly planted = TerraformWorkspace.create({});
  private jobs = 0;

  /** `repository` is the folder whose files a checkout brings, `environment` what every job on this machine sees. */
  constructor(
    private readonly repository: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    const mirror = JSON.stringify(this.planted.path("terraform.d/plugins"));
    writeFileSync(
      join(this.home, "cli.tfrc"),
      `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`,
    );
    this.installPackage();
  }

  /** Writes `.terraform.lock.hcl` into the repository, as the author of the configuration commits it. */
  async lockProviders(): Promise<void> {
    const { code, output } = await this.bash(["-e"], "terraform init -backend=false", this.repository, {});
    if (code !== 0) throw new Error(`the providers cannot be locked: ${output}`);
    rmSync(join(this.repository, ".terraform"), { recursive: true });
  }

  /** A new directory with the repository's files, as a job finds it. */
  checkOut(): string {
    const directory = join(this.home, `job-${(this.jobs += 1)}`);
    cpSync(this.repository, directory, { recursive: true });
    return directory;
  }

  /** Installs packages that this repository has, as they are here. */
  link(...packages: readonly string[]): void {
    for (const name of packages) {
      const place = join(this.home, "node_modules", name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(join(ROOT, "node_modules", name), place);
    }
  }

  /** Adds a command, from a program in TypeScript; one of the same name that the machine has anyway is run instead. */
  provide(name: string, program: string): void {
    buildSync({
      entryPoints: [program],
      outfile: join(this.home, "bin", name),
      bundle: true,
      platform: "node",
      banner: { js: "#!/usr/bin/env node" },
    });
    chmodSync(join(this.home, "bin", name), 0o755);
  }

  async bash(
    options: readonly string[],
    script: string,
    cwd: string,
    env: Readonly<Record<string, string>>,
  ): Promise<ShellResult> {
    const child = spawn("bash", [...options, "-c", script], {
      cwd,
      env: {
        PATH: [process.env.PATH, join(this.home, "bin")].join(delimiter),
        HOME: this.home,
        TF_CLI_CONFIG_FILE: join(this.home, "cli.tfrc"),
        CHECKPOINT_DISABLE: "1",
        // What a pipeline needs is installed: nothing is to be downloaded here.
        npm_config_offline: "true",
        npm_config_update_notifier: "false",
        ...this.environment,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    const code = await new Promise<number>((done, fail) => {
      child.once("error", fail);
      child.once("close", (exitCode) => done(exitCode ?? -1));
    });
    return { code, output };
  }

  dispose(): void {
    this.planted.dispose();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** As `npm install` would lay it out, above all job directories: npx takes it from there. */
  private installPackage(): void {
    const { name, version, bin } = manifest;
    const installed = join(this.home, "node_modules", name);
    mkdirSync(join(installed, "dist"), { recursive: true });
    writeFileSync(join(installed, "package.json"), JSON.stringify({ name, version, bin }));
    for (const file of [bin.electronhub, "emulator.js"]) copyFileSync(join(ROOT, file), join(installed, file));
    mkdirSync(join(this.home, "node_modules/.bin"));
    symlinkSync(join(installed, bin.electronhub), join(this.home, "node_modules/.bin/electronhub"));
  }
}
