// The budget, shared by all provider processes of a user through a small file: plan and apply are different processes,
// and two pipelines may run on one machine. Without a usable file each process keeps a budget of its own. Holds no
// secret: the file is named by a hash.
import { createHash, randomBytes } from "node:crypto";
import { lstat, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { type Log } from "../log";
import { type Budget, EMPTY_BUDGET, merge } from "./budget";
import { parseBudget } from "./stored-budget";
import { makeDirectory } from "./make-directory";

/** Changes the budget, one change after the other. */
export interface Ledger {
  change<T>(step: (budget: Budget) => { readonly budget: Budget; readonly result: T }): Promise<T>;
}

/** A budget of this process alone. */
export function memoryLedger(): Ledger {
  let own = EMPTY_BUDGET;
  return {
    change: (step) => {
      const { budget, result } = step(own);
      own = budget;
      return Promise.resolve(result);
    },
  };
}

export interface LedgerOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
  readonly log: Log;
  /** A lock that is not had within this time is skipped: pacing is not worth standing still for. @default 2000 */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 2_000;
const LOCK_TRIES = 40;
/** A process that died holding the lock. Holding it takes milliseconds. */
const LOCK_STALE_MS = 5_000;

export function openLedger(options: LedgerOptions): Ledger {
  const directory = stateDirectory(options.env);
  if (directory === undefined) {
    options.log.debug("The request budget is not shared: there is no state directory");
    return memoryLedger();
  }
  const name = createHash("sha256").update(`${options.baseUrl}\n${options.apiKey}`).digest("hex").slice(0, 32);
  return new FileLedger(directory, join(directory, `budget-${name}.json`), options);
}

/** By the XDG rules; undefined where there is none, and never a directory that others share. */
export function stateDirectory(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.XDG_STATE_HOME;
  if (named && isAbsolute(named)) return join(named, "electronhub");
  const home = env.HOME || env.USERPROFILE || homedirOrNothing();
  return home && isAbsolute(home) ? join(home, ".local", "state", "electronhub") : undefined;
}

function homedirOrNothing(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}

class FileLedger implements Ledger {
  /** As this process left it last. */
  private own: Budget = EMPTY_BUDGET;
  /** Whether the file lacks something that this process has done since. */
  private isAhead = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly file: string,
    private readonly options: LedgerOptions,
  ) {}

  change<T>(step: (budget: Budget) => { readonly budget: Budget; readonly result: T }): Promise<T> {
    const changed = this.last.then(async () => {
      const access = await this.acquire();
      try {
        const { budget, result } = step(access === "none" ? this.own : await this.load());
        this.own = budget;
        const isStored = typeof access === "function" && (await this.store(budget));
        this.isAhead = !isStored;
        return result;
      } finally {
        if (typeof access === "function") await access();
      }
    });
    this.last = changed.catch(() => undefined);
    return changed;
  }

  /** How to unlock; or that the file may only be read, because others hold the lock; or that it must be left alone. */
  private async acquire(): Promise<(() => Promise<void>) | "read" | "none"> {
    const { directory, file } = this;
    try {
      await makeDirectory(directory);
      await refuseOthers(directory, "directory");
    } catch (error) {
      this.skip(reasonOf(error));
      return "none";
    }
    const pause = (this.options.lockWaitMs ?? LOCK_WAIT_MS) / LOCK_TRIES;
    try {
      // Loaded with the first request: most provider processes never send any.
      const { lock } = await import("proper-lockfile");
      const release = await lock(file, {
        realpath: false,
        stale: LOCK_STALE_MS,
        retries: { retries: LOCK_TRIES, minTimeout: pause, maxTimeout: pause },
        onCompromised: () => this.skip("its lock was taken over"),
      });
      return () => release().catch(() => this.skip("its lock was taken over"));
    } catch (error) {
      this.skip(reasonOf(error));
      return "read";
    }
  }

  /** What cannot be read counts as nothing spent by others; what this process knows is kept. */
  private async load(): Promise<Budget> {
    try {
      await refuseOthers(this.file, "file");
      const stored = parseBudget(await readFile(this.file, "utf8"), this.options.now());
      if (!stored) throw new Error("it is damaged");
      return this.isAhead ? merge(stored, this.own) : stored;
    } catch (error) {
      this.skip(isMissing(error) ? "there is none yet" : reasonOf(error));
      return this.own;
    }
  }

  /** Written aside and moved into place, so that nobody reads half of it and no link is followed. */
  private async store(budget: Budget): Promise<boolean> {
    const aside = `${this.file}.${randomBytes(6).toString("hex")}`;
    try {
      await writeFile(aside, JSON.stringify(budget), { mode: 0o600, flag: "wx" });
      await rename(aside, this.file);
      return true;
    } catch (error) {
      this.skip(reasonOf(error));
      await rm(aside, { force: true });
      return false;
    }
  }

  private skip(reason: string): void {
    this.options.log.debug("The shared request budget is of no use this time", { file: this.file, reason });
  }
}

/** Links and what belongs to somebody else could be used to mislead us. */
async function refuseOthers(path: string, kind: "file" | "directory"): Promise<void> {
  const found = await lstat(path);
  const right = kind === "file" ? found.isFile() : found.isDirectory();
  if (!right) throw new Error(`${path} is no ${kind}`);
  const { getuid } = process;
  if (getuid && found.uid !== getuid()) throw new Error(`${path} belongs to somebody else`);
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");
