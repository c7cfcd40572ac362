// The executable that is planted: one that the user names; else the native one of this platform, where its package is installed; else
// the bundled script, which runs wherever Node.js does.
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { packageChecksum } from "./checksum";
import { type Published, publishedChecksums } from "./checksums";
import { executableKind } from "./executable-kind";
import { executableName } from "./layout";
import { nativeExecutable } from "./native-package";
import { type Machine } from "./platform";

export interface Executable {
  readonly path: string;
  /** What it runs on: a program given by the user may be for another platform than this one, as for remote runs. */
  readonly machine: Machine;
  /** It belongs to a package that is not written to: the planted file may be the same one. */
  readonly isShared: boolean;
  /** What the lock file is to accept. */
  readonly checksums: readonly string[];
}

export interface Choice {
  /** Of the package: dist/terraform-provider-electronhub. */
  readonly bundled: string;
  /** The user's own, if any. */
  readonly given: string | undefined;
  /** What the user may set instead, as in "the property `executable`". */
  readonly setting: string;
  readonly version: string;
  readonly machine: Machine;
}

const KINDS = "That is a program for Linux, macOS or Windows, or a script whose first line begins with #!.";

/** Throws an Error that says what to do where there is nothing that Terraform could start. */
export function chooseExecutable(choice: Choice): Executable {
  const { bundled, given, setting, version, machine } = choice;
  if (given !== undefined) {
    const runsOn = check(given, machine, `${setting} must name the provider's executable. ${KINDS}`);
    return alone(given, version, runsOn);
  }
  const published = publishedChecksums(bundled, version);
  const native = nativeExecutable(bundled, version, machine);
  // Without its checksum, a machine that has the script could not use the lock file.
  if (native && published?.native.has(native.name)) {
    return { path: native.path, machine, isShared: true, checksums: all(published) };
  }
  return script(choice, published);
}

function script({ bundled, setting, version, machine }: Choice, published: Published | undefined): Executable {
  if (machine.platform === "win32") {
    throw new Error(
      `The bundled provider is a Node.js script, which Terraform cannot start on Windows. Install the package of this platform, which npm leaves out with --omit=optional; or point ${setting} at the standalone terraform-provider-electronhub.exe, or take the provider from a registry or mirror.`,
    );
  }
  const advice = `It comes with the package, as dist/terraform-provider-electronhub. Where this app is bundled into one file (esbuild, webpack), point ${setting} at it, as in node_modules/cdktf-provider-electronhub/dist/terraform-provider-electronhub; in a checkout of the repository, "npm run build" makes it.`;
  const executable = alone(bundled, version, check(bundled, machine, advice));
  const [own] = executable.checksums;
  // A script that was changed, or built anew, is not the published one: nobody else has its fellows.
  if (own === undefined || published?.script !== own) return executable;
  return { ...executable, checksums: all(published) };
}

/** In Terraform's order: the same file on every machine. */
const all = ({ script: ofScript, native }: Published): readonly string[] =>
  [...new Set([ofScript, ...native.values()])].sort();

const alone = (path: string, version: string, machine: Machine): Executable => ({
  path,
  machine,
  isShared: false,
  checksums: [packageChecksum(executableName(version, machine), readFileSync(path))],
});

/** The platform that it runs on. */
function check(path: string, machine: Machine, advice: string): Machine {
  const kind = executableKind(beginningOf(path, advice));
  if (kind.type === "program") return nearest(machine, kind.machines);
  if (kind.type === "script" && machine.platform !== "win32") return machine;
  const description = kind.type === "other" ? kind.description : "is a script, which Terraform cannot start on Windows";
  throw new Error(`The provider's executable ${path} ${description}. ${advice}`);
}

/** This machine, if the program runs on it. */
function nearest(machine: Machine, machines: readonly Machine[]): Machine {
  const { platform, arch } = machine;
  return machines.find((each) => each.platform === platform && each.arch === arch) ?? machines[0] ?? machine;
}

/** All headers are in it. */
const BEGINNING = 64 * 1024;

function beginningOf(path: string, advice: string): Buffer {
  try {
    if (statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    const file = openSync(path, "r");
    try {
      const content = Buffer.alloc(BEGINNING);
      return content.subarray(0, readSync(file, content));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new Error(`The provider's executable ${path} ${failure(error)}. ${advice}`);
  }
}

function failure(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EISDIR") return "is a directory";
  return `cannot be read (${typeof code === "string" ? code : String(error)})`;
}
