// Keeps keys and balances in a file, so that an emulator started again goes on where it stopped. Accounts' tiers and rates
// are not kept: they are chosen at each start. As long as it is open, the file is locked against other emulators.
import { lstatSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { getSystemErrorMap } from "node:util";
import { lock } from "proper-lockfile";
import { EMPTY_STATE, formatState, parseState, type SavedState } from "./saved-state";

/** How long the lock of an emulator that was killed outright stays. */
const STALE_MS = 5_000;

/** Names the file, for the user who starts the emulator: its clients learn nothing of the file. */
export class StateFileError extends Error {}

export class StateFile {
  private isTakenOver = false;
  private unlock = (): Promise<void> => Promise.resolve();

  private constructor(
    /** As it was named. */
    private readonly name: string,
    /** Where it is, behind any links. */
    private readonly target: string,
  ) {}

  /** Locks it. Throws a StateFileError where another emulator has it, or where there can be no such file. */
  static async open(name: string): Promise<StateFile> {
    const file = new StateFile(
      name,
      attempt(name, "read", () => behindLinks(resolve(name))),
    );
    const onCompromised = () => void (file.isTakenOver = true);
    try {
      file.unlock = await lock(file.target, { realpath: false, stale: STALE_MS, onCompromised });
    } catch (error) {
      if (fieldOf(error, "code") !== "ELOCKED") throw failed(name, "written", error);
      throw new StateFileError(
        `The state file ${name} is in use by another emulator: end that one, or choose another file. ` +
          `If it was killed, its lock ends after ${STALE_MS / 1000} seconds.`,
      );
    }
    return file;
  }

  /** What it holds; nothing where there is no file yet. Changes nothing. Throws a StateFileError where it cannot be used. */
  load(): SavedState {
    return attempt(this.name, "read", () => {
      const found = statSync(this.target, { throwIfNoEntry: false });
      if (found === undefined) return EMPTY_STATE;
      if (!found.isFile()) throw new Error("it is not a regular file");
      return parseState(readFileSync(this.target, "utf8"));
    });
  }

  /**
   * Replaces it in one step: a reader sees the old state or the new one. Readable by its owner only. Throws a
   * StateFileError where that fails; then it is as it was.
   */
  save(state: SavedState): void {
    attempt(this.name, "written", () => {
      if (this.isTakenOver) throw new Error("another emulator has taken it over");
      // One name: what an emulator leaves that is killed here, the next one removes.
      const draft = `${this.target}.draft`;
      try {
        rmSync(draft, { force: true });
        writeFileSync(draft, formatState(state), { mode: 0o600, flag: "wx" });
        renameSync(draft, this.target);
      } catch (error) {
        rmSync(draft, { force: true });
        throw error;
      }
    });
  }

  /** Unlocks it. */
  async close(): Promise<void> {
    const { unlock } = this;
    this.unlock = () => Promise.resolve();
    // Where the lock is gone already, with its directory for one, there is nothing to do.
    await unlock().catch(() => undefined);
  }
}

/** The file that `path` leads to, which need not be there yet. */
function behindLinks(path: string, linksLeft = 40): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink) return path;
  if (linksLeft === 0) throw new Error("its links lead in a circle");
  return behindLinks(resolve(dirname(path), readlinkSync(path)), linksLeft - 1);
}

function attempt<T>(name: string, what: "read" | "written", work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw failed(name, what, error);
  }
}

function failed(name: string, what: "read" | "written", error: unknown): StateFileError {
  return new StateFileError(`The state file ${name} cannot be ${what}: ${reasonOf(error)}`);
}

/** The system's own messages name paths, of drafts and locks too. */
function reasonOf(error: unknown): string {
  const errno = fieldOf(error, "errno");
  const known = typeof errno === "number" ? getSystemErrorMap().get(errno) : undefined;
  return known?.join(": ") ?? String(fieldOf(error, "message"));
}

/** Of whatever was thrown, in whatever realm it was made. */
function fieldOf(error: unknown, name: string): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return value;
}
