// A directory in which a user has just run `npm install`: our package as it would be published, the real cdktf-cli, and an
// empty home but for a second provider in the local mirror there. No CLI configuration, no flag.
import { buildSync } from "esbuild";
import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { platformName } from "../../src/planting";

const ROOT = resolve(__dirname, "../..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const run = promisify(execFile);

const TYPESCRIPT = ["typescript@~5.9.0", "ts-node@^10.9.2", "@types/node@20.19.0"] as const;

/** What a reader of the README installs, at fixed versions. */
export const CDKTF = ["cdktf@0.21.0", "cdktf-cli@0.21.0", "constructs@10.4.2", "tsx@^4.20.0", ...TYPESCRIPT] as const;

/** CDK Terrain in place of cdktf. Its command line needs a newer Node.js than cdktf's. */
export const CDK_TERRAIN = ["cdktf@npm:cdktn@0.24.0", "constructs@10.6.0", ...TYPESCRIPT] as const;

export interface Outcome {
  readonly code: number;
  /** Both streams, without colours, and without the stack's name that cdktf puts before some lines. */
  readonly text: string;
}

export class FreshProject {
  private constructor(
    private readonly directory: string,
    private readonly account: Record<string, string>,
  ) {}

  static async create(packages: readonly string[], account: Record<string, string>): Promise<FreshProject> {
    const directory = mkdtempSync(join(tmpdir(), "electronhub-cdktf-"));
    const project = new FreshProject(directory, account);
    cpSync(join(__dirname, "project"), project.path(), { recursive: true });
    writeFileSync(project.path("package.json"), JSON.stringify({ private: true }));
    plantTinyProvider(join(directory, "home/.terraform.d/plugins"));
    await run(npm, ["pack", "--ignore-scripts", "--pack-destination", directory], { cwd: ROOT });
    const tarballs = readdirSync(directory).filter((name) => name.endsWith(".tgz"));
    const all = [...tarballs.map((name) => join(directory, name)), ...packages];
    await run(npm, ["install", "--no-audit", "--no-fund", "--prefer-offline", ...all], { cwd: project.path() });
    return project;
  }

  path(...segments: readonly string[]): string {
    return join(this.directory, "project", ...segments);
  }

  /** Runs a command in a directory of the project to its end, whatever its exit code. */
  run(directory: string, command: string, ...args: readonly string[]): Promise<Outcome> {
    const options = { cwd: this.path(directory), env: this.environment(), maxBuffer: 2 ** 26 };
    return new Promise((done) =>
      execFile(command, [...args], options, (error, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code ?? -1), text: plain(stdout + stderr) }),
      ),
    );
  }

  edit(file: string, before: string, after: string): void {
    const source = readFileSync(this.path(file), "utf8");
    if (!source.includes(before)) throw new Error(`${file} has no ${before}`);
    writeFileSync(this.path(file), source.replace(before, after));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    const { PATH, TERRAFORM_BINARY_NAME } = process.env;
    return {
      // Commands of the installed packages first, as npx finds them.
      PATH: [this.path("node_modules/.bin"), PATH].join(delimiter),
      ...(TERRAFORM_BINARY_NAME === undefined ? {} : { TERRAFORM_BINARY_NAME }),
      HOME: join(this.directory, "home"),
      CI: "true",
      CHECKPOINT_DISABLE: "1",
      ...this.account,
    };
  }
}

function plantTinyProvider(mirror: string): void {
  const folder = join(mirror, "registry.terraform.io/example/tiny/1.2.3", platformName(process));
  const outfile = join(folder, "terraform-provider-tiny_v1.2.3");
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [join(__dirname, "tiny-provider.ts")],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20.18",
    banner: { js: "#!/usr/bin/env node" },
  });
  chmodSync(outfile, 0o755);
}

const plain = (output: string): string =>
  output
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;]*m/g, "")
    .replace(/\s+/g, " ");
