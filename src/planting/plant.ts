// Puts the provider's executable into a filesystem mirror: as a copy with its run bit, for terraform's host and tofu's.
import { chmodSync, lstatSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOSTS, executableName, packageFolder } from "./layout";
import { makeDirectory } from "./make-directory";
import { type Machine } from "./platform";

export interface Planting {
  /** The mirror's directory. */
  readonly mirror: string;
  readonly version: string;
  readonly content: Buffer;
  readonly machine: Machine;
}

export interface Planted {
  readonly file: string;
  /** False where it was there already. */
  readonly changed: boolean;
}

/** Idempotent: what is there already is not touched, so that a running apply is not disturbed. */
export function plant({ mirror, version, content, machine }: Planting): readonly Planted[] {
  return HOSTS.map((host) => {
    const folder = packageFolder(mirror, host, version, machine);
    const name = executableName(version, machine);
    const file = join(folder, name);
    if (holdsOnly(folder, name, content, machine)) return { file, changed: false };
    // Any other file in the folder would change its checksum.
    rmSync(folder, { recursive: true, force: true });
    makeDirectory(folder);
    writeFileSync(file, content);
    chmodSync(file, RUNNABLE);
    return { file, changed: true };
  });
}

const RUNNABLE = 0o755;
const ALL_RUN_BITS = 0o111;

/** A link to the same content does not count: its target may go away with the package. */
function holdsOnly(folder: string, name: string, content: Buffer, machine: Machine): boolean {
  const file = join(folder, name);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || !lstatSync(folder).isDirectory()) return false;
  const runnable = machine.platform === "win32" || (found.mode & ALL_RUN_BITS) === ALL_RUN_BITS;
  return runnable && readdirSync(folder).length === 1 && readFileSync(file).equals(content);
}
