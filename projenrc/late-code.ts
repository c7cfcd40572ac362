// Part of the bundled scripts: code that is kept in them as text, and compiled when it is first asked for. What V8 makes of it
// is left in the user's cache directory for the processes that come after: they compile nothing. It is code, so it is taken
// from, and left in, places only that nobody but the user can write to. Whatever is wrong with it, the text is compiled.
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { Script } from "node:vm";

type Run = (require: NodeJS.Require, module: NodeJS.Module, exports: unknown) => void;

export interface LateCode {
  readonly run: Run;
  readonly isFromCache: boolean;
  /** Leaves it for other processes, with all that was compiled so far. */
  readonly keep: () => void;
}

const DIGEST_BYTES = 32;
const OTHERS_MAY_WRITE = 0o022;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Runs it as a module, and keeps it at the end of the process. `name` tells one text, and version of it, from others. */
export function runLate(name: string, text: string, require: NodeJS.Require, module: NodeJS.Module): void {
  const code = lateCode(name, text, cacheDirectory(process.env));
  if (!code.isFromCache) process.once("exit", code.keep);
  code.run(require, module, module.exports);
}

export function lateCode(name: string, text: string, directory: string | undefined): LateCode {
  const source = `(function (require, module, exports) {${text}\n})`;
  const file = directory && join(directory, `${name}-${process.version}-${process.arch}.bin`);
  const cachedData = file && directory && isOurs(directory) ? read(file) : undefined;
  const script = new Script(source, { filename: name, ...(cachedData && { cachedData }) });
  const run: unknown = script.runInThisContext();
  if (!isRun(run)) throw new Error(`${name} is not a function`);
  return {
    run,
    isFromCache: cachedData !== undefined && script.cachedDataRejected === false,
    keep: () => file && directory && write(directory, file, script.createCachedData()),
  };
}

const isRun = (value: unknown): value is Run => typeof value === "function";

/** By the XDG rules; undefined: there is none. */
export function cacheDirectory({ XDG_CACHE_HOME: named, HOME, USERPROFILE }: NodeJS.ProcessEnv): string | undefined {
  if (named && isAbsolute(named)) return join(named, "electronhub");
  const home = HOME || USERPROFILE;
  return home && isAbsolute(home) ? join(home, ".cache", "electronhub") : undefined;
}

function isOurs(directory: string): boolean {
  try {
    const found = lstatSync(directory);
    return found.isDirectory() && isUsersOnly(found);
  } catch {
    return false;
  }
}

/** Without user ids, as on Windows, a home directory is its user's own. */
const isUsersOnly = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  !process.getuid || (uid === process.getuid() && (mode & OTHERS_MAY_WRITE) === 0);

/** V8 does not notice every damage, so there is a digest in front. */
function read(file: string): Buffer | undefined {
  let opened: number | undefined;
  try {
    // A link is not followed, where the system can tell.
    opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const found = fstatSync(opened);
    if (!found.isFile() || !isUsersOnly(found)) return undefined;
    const kept = readFileSync(opened);
    const data = kept.subarray(DIGEST_BYTES);
    return digestOf(data).equals(kept.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Not with Node's own `recursive`, which never ends where a parent is there and yet missing, as in Linux's /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  mkdirSync(path, { mode: 0o700 });
}

/** Aside first, so that nobody reads half of it. Where it cannot be left, the next process compiles the text as well. */
function write(directory: string, file: string, data: Buffer): void {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    makeDirectory(directory);
    if (!isOurs(directory)) return;
    try {
      writeFileSync(aside, Buffer.concat([digestOf(data), data]), { mode: 0o600, flag: "wx" });
      renameSync(aside, file);
      forgetOld(directory);
    } finally {
      rmSync(aside, { force: true });
    }
  } catch {
    // It was for speed only.
  }
}

/** Of versions that are no longer used, or will be compiled once more. */
function forgetOld(directory: string): void {
  for (const name of readdirSync(directory).filter((each) => each.endsWith(".bin"))) {
    const path = join(directory, name);
    if (Date.now() - lstatSync(path).mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}

const digestOf = (data: Uint8Array): Buffer => createHash("sha256").update(data).digest();
