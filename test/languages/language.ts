// What a language has to offer to be tested: a package made by jsii, and the example stack in a fresh project that uses it.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "../support/command";

export const ROOT = resolve(__dirname, "../..");

/** Where this command keeps what it downloads, in the user's home. */
export const CACHE = ".cache/cdktf-provider-electronhub";

export interface Language {
  readonly name: string;
  /** What must be installed; each is asked for its version. */
  readonly toolchain: readonly (readonly [command: string, ...versionArgs: string[]])[];
  /** Makes the package in `project/packages`, and runs the example in `project`. */
  synthesise(project: Project): Promise<void>;
}

/** A fresh project: a copy of an example's files, in a directory of its own. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), "electronhub-languages-"));

  static of(example: string): Project {
    const project = new Project();
    const source = join(ROOT, "examples/projects", example);
    cpSync(source, project.directory, { recursive: true, filter: isSource });
    return project;
  }

  path(...segments: readonly string[]): string {
    return join(this.directory, ...segments);
  }

  get stack(): string {
    return this.path("cdktf.out/stacks/team-keys");
  }

  /**
   * Runs a command of the project. The packages are unpacked anew: an earlier build may have had the same version. What
   * the runtimes leave behind goes with the project.
   */
  run(command: string, ...args: readonly string[]): Promise<string> {
    const temporary = this.path(".tmp");
    mkdirSync(temporary, { recursive: true });
    return run(command, args, {
      cwd: this.directory,
      env: {
        JSII_RUNTIME_PACKAGE_CACHE_ROOT: this.path(".jsii-packages"),
        TMPDIR: temporary,
        MAVEN_OPTS: `-Djava.io.tmpdir=${temporary}`,
      },
    });
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** An example that somebody tried in place has built files too. */
const isSource = (file: string): boolean =>
  !/(^|[\\/])(node_modules|cdktf\.out|target|\.venv|__pycache__)$|\.tfstate$/.test(file);

/** Makes the package for a language in `directory/<target>`. */
export function makePackage(
  target: "python" | "java" | "dotnet" | "go",
  directory: string,
  { modules = [], args = [], env = {} }: PackageOptions = {},
): Promise<string> {
  const pacmak = join(ROOT, "node_modules/jsii-pacmak/bin/jsii-pacmak");
  return run(
    process.execPath,
    [pacmak, "--target", target, "--outdir", directory, "--no-npmignore", ...args, ROOT, ...modules],
    { cwd: ROOT, env },
  );
}

interface PackageOptions {
  /** Further jsii modules to make packages of, as they are in node_modules. */
  readonly modules?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
