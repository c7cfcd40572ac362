// The executable that is planted: the bundled one, or another that the user names.
import { readFileSync } from "node:fs";
import { executableKind } from "./executable-kind";
import { type Machine } from "./platform";

export interface Executable {
  readonly path: string;
  readonly content: Buffer;
  /** What it runs on: a program given by the user may be for another platform than this one, as for remote runs. */
  readonly machine: Machine;
}

export interface Choice {
  /** Of the package: dist/terraform-provider-electronhub. */
  readonly bundled: string;
  /** The user's own, if any. */
  readonly given: string | undefined;
  /** What the user may set instead, as in "the property `executable`". */
  readonly setting: string;
  readonly machine: Machine;
}

const KINDS = "That is a program for Linux, macOS or Windows, or a script whose first line begins with #!.";

/** Throws an Error that says what to do where there is nothing that Terraform could start. */
export function readExecutable({ bundled, given, setting, machine }: Choice): Executable {
  if (given !== undefined) return read(given, machine, `${setting} must name the provider's executable. ${KINDS}`);
  if (machine.platform === "win32") {
    throw new Error(
      `The bundled provider is a Node.js script, which Terraform cannot start on Windows. Point ${setting} at the standalone terraform-provider-electronhub.exe, or take the provider from a registry or mirror.`,
    );
  }
  const advice = `It comes with the package, as dist/terraform-provider-electronhub. Where this app is bundled into one file (esbuild, webpack), point ${setting} at it, as in node_modules/cdktf-provider-electronhub/dist/terraform-provider-electronhub; in a checkout of the repository, "npm run build" makes it.`;
  return read(bundled, machine, advice);
}

function read(path: string, machine: Machine, advice: string): Executable {
  const content = contentOf(path, advice);
  const kind = executableKind(content);
  if (kind.type === "program") return { path, content, machine: nearest(machine, kind.machines) };
  if (kind.type === "script" && machine.platform !== "win32") return { path, content, machine };
  const description = kind.type === "other" ? kind.description : "is a script, which Terraform cannot start on Windows";
  throw new Error(`The provider's executable ${path} ${description}. ${advice}`);
}

/** This machine, if the program runs on it. */
function nearest(machine: Machine, machines: readonly Machine[]): Machine {
  const { platform, arch } = machine;
  return machines.find((each) => each.platform === platform && each.arch === arch) ?? machines[0] ?? machine;
}

function contentOf(path: string, advice: string): Buffer {
  try {
    return readFileSync(path);
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
