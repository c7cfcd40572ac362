// Puts the provider into a directory where Terraform finds it, for those whose stacks do not bring it along.
import { resolve } from "node:path";
import { type Machine, type Planted, SOURCE, plant, platformName, chooseExecutable } from "../../planting";
import { pluginDirectory } from "./plugin-directory";

export interface Installation {
  /** Instead of the user's plugin directory. */
  readonly mirror: string | undefined;
  /** Instead of the bundled one. */
  readonly executable: string | undefined;
  readonly bundled: string;
  readonly version: string;
  readonly machine: Machine;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

export interface Installed {
  /** What was done, in sentences. */
  readonly report: string;
  /** With it Terraform looks into the directory, and nowhere else, for this provider. */
  readonly cliConfig: string;
}

/** Idempotent. Throws an Error with a sentence where it cannot be done. */
export function install(installation: Installation): Installed {
  const { executable, bundled, version, env, home } = installation;
  const { platform } = installation.machine;
  // It would be the current directory, as when a variable in a script is not set.
  if (installation.mirror === "") throw new Error("--mirror is empty; name a directory, or leave the option out");
  const mirror = resolve(installation.mirror ?? pluginDirectory({ platform, env, home }));
  const chosen = chooseExecutable({
    bundled,
    given: executable,
    setting: "--executable",
    version,
    machine: installation.machine,
  });
  const { machine } = chosen;
  const planted = planting(mirror, () => plant({ mirror, version, executable: chosen }));
  const changed = planted.some((each) => each.changed);
  const report = [
    `${SOURCE} ${version} for ${platformName(machine)} ${changed ? "is installed" : "was installed already"} in ${mirror}:`,
    ...planted.map(({ file, changed: written }) => `  ${written ? "written   " : "unchanged "}${file}`),
    installation.mirror === undefined
      ? "Terraform and OpenTofu look there without any configuration."
      : "Terraform and OpenTofu look there if their CLI configuration says so; --print-cli-config prints one.",
  ].join("\n");
  return { report, cliConfig: cliConfig(mirror) };
}

function planting(mirror: string, work: () => readonly Planted[]): readonly Planted[] {
  try {
    return work();
  } catch (error) {
    throw new Error(`cannot install into ${mirror}: ${failure(error)}; choose another directory with --mirror`);
  }
}

function failure(error: unknown): string {
  const { code, path } = { code: undefined, path: undefined, ...(typeof error === "object" ? error : {}) };
  const at = String(path ?? "the directory");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `${at} may not be written (${String(code)})`;
  if (code === "ENOENT") return `${at} cannot be made there`;
  if (code === "ENOTDIR" || code === "EEXIST") return `a file stands where a directory is needed, on the way to ${at}`;
  return error instanceof Error ? error.message : String(error);
}

/**
 * The CLI configuration with which Terraform takes the provider from the mirror, and all others as ever; in the syntax of
 * `.terraformrc`. The address has no host, so that terraform and tofu each add their own.
 */
function cliConfig(mirror: string): string {
  const path = JSON.stringify(mirror);
  return `provider_installation {
  filesystem_mirror {
    path    = ${path}
    include = ["${SOURCE}"]
  }
  direct {
    exclude = ["${SOURCE}"]
  }
}
`;
}
