// Puts the provider's executable into a filesystem mirror, with its run bit, for terraform's host and tofu's: as a copy, or as the same
// file where it belongs to a package of its own, which nobody writes to. A hundred megabytes are copied for no other reason.
import {
  type Stats,
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../files/make-directory";
import { type Executable } from "./executable";
import { HOSTS, executableName, packageFolder } from "./layout";
import { type Machine } from "./platform";

export interface Planting {
  /** The mirror's directory. */
  readonly mirror: string;
  readonly version: string;
  readonly executable: Executable;
}

export interface Planted {
  readonly file: string;
  /** False where it was there already. */
  readonly changed: boolean;
}

/** Idempotent: what is there already is not touched, so that a running apply is not disturbed. */
export function plant({ mirror, version, executable }: Planting): readonly Planted[] {
  const { machine } = executable;
  return HOSTS.map((host) => {
    const folder = packageFolder(mirror, host, version, machine);
    const name = executableName(version, machine);
    const file = join(folder, name);
    if (holdsOnly(folder, name, executable)) return { file, changed: false };
    // Any other file in the folder would change its checksum.
    rmSync(folder, { recursive: true, force: true });
    makeDirectory(folder, "usual");
    put(file, executable);
    return { file, changed: true };
  });
}

const RUNNABLE = 0o755;
const ALL_RUN_BITS = 0o111;

/** A file of a package is the same one where the file system can do that, else a copy that costs nothing, else a copy. */
function put(file: string, { path, isShared, machine }: Executable): void {
  const source = statSync(path);
  if (isShared && isRunnable(source, machine) && isLinked(path, file)) return;
  copyFileSync(path, file, constants.COPYFILE_FICLONE);
  chmodSync(file, RUNNABLE);
  // By which the next synth knows it again without reading it.
  utimesSync(file, source.atime, source.mtime);
}

/** Not every file system has links, and none across its bounds. */
function isLinked(path: string, file: string): boolean {
  try {
    linkSync(path, file);
    return true;
  } catch {
    return false;
  }
}

/** A link to the same content does not count: its target may go away with the package. */
function holdsOnly(folder: string, name: string, { path, isShared, machine }: Executable): boolean {
  const file = join(folder, name);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || !lstatSync(folder).isDirectory()) return false;
  if (!isRunnable(found, machine) || readdirSync(folder).length !== 1) return false;
  return isShared ? isSame(found, statSync(path)) : readFileSync(file).equals(readFileSync(path));
}

/** The same file, or a copy of it. What else has its size and its time is told apart by the lock file's checksum. */
const isSame = (found: Stats, source: Stats): boolean =>
  (found.ino === source.ino && found.dev === source.dev) ||
  (found.size === source.size && Math.abs(found.mtimeMs - source.mtimeMs) < 1);

const isRunnable = ({ mode }: Stats, { platform }: Machine): boolean =>
  platform === "win32" || (mode & ALL_RUN_BITS) === ALL_RUN_BITS;
