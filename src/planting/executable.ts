// The executable that is planted: the bundled one, or another that the user names.
import { readFileSync } from "node:fs";
import { type Machine } from "./platform";

export interface Executable {
  readonly path: string;
  readonly content: Buffer;
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

/** Throws an Error that says what to do where there is nothing that this machine could start. */
export function readExecutable({ bundled, given, setting, machine }: Choice): Executable {
  if (given !== undefined) return read(given, `${setting} must name the provider's executable.`);
  if (machine.platform === "win32") {
    throw new Error(
      `The bundled provider is a Node.js script, which Terraform cannot start on Windows. Point ${setting} at the standalone terraform-provider-electronhub.exe, or take the provider from a registry or mirror.`,
    );
  }
  return read(bundled, 'It comes with the package; in a checkout of the repository "npm run build" makes it.');
}

function read(path: string, advice: string): Executable {
  try {
    return { path, content: readFileSync(path) };
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
