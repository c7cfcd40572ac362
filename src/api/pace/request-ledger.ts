// The budget, shared by all provider processes of a user through a small file: plan and apply are different processes,
// and two pipelines may run on one machine. Without a usable file each process keeps a budget of its own. Holds no
// secret: the file is named by a hash.
import { createHash, randomBytes } from "node:crypto";
import { lstat, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory } from "../../files/make-directory";
import { type Clock } from "../clock";
import { type Log } from "../log";
import { type Budget, EMPTY_BUDGET, merge } from "./budget";
import { type Unlock, codeOf, isPassing, lockFile } from "./lock";
import { stateDirectory } from "./state-directory";
import { parseBudget } from "./stored-budget";

type Step<T> = (budget: Budget) => { readonly budget: Budget; readonly result: T };

/** One that is asked for, and how the one who asked is told once it is stored. */
type Change = (before: Budget) => { readonly budget: Budget; readonly settle: () => void };

/** Changes the budget, one change after the other. */
export interface Ledger {
  change<T>(step: Step<T>): Promise<T>;
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

/** Whose budget it is, and where. */
export interface LedgerKey {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface LedgerOptions extends LedgerKey {
  readonly clock: Clock;
  readonly log: Log;
  /** A lock that is not had within this time is skipped: pacing is not worth standing still for. @default 2000 */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 2_000;

export function openLedger(options: LedgerOptions): Ledger {
  const place = ledgerPlace(options);
  if (place === undefined) {
    options.log.debug("The request budget is not shared: there is no state directory");
    return memoryLedger();
  }
  return new FileLedger(place.directory, place.file, options);
}

/** Undefined where there is no place for it. */
export function ledgerPlace({
  baseUrl,
  apiKey,
  env,
}: LedgerKey): { readonly directory: string; readonly file: string } | undefined {
  const directory = stateDirectory(env);
  if (directory === undefined) return undefined;
  return { directory, file: join(directory, `budget-${budgetHash({ baseUrl, apiKey })}.json`) };
}

/** Names the budget of an account, wherever it is kept, and gives nothing of the key away. */
export const budgetHash = ({ baseUrl, apiKey }: Pick<LedgerKey, "baseUrl" | "apiKey">): string =>
  createHash("sha256").update(`${baseUrl}\n${apiKey}`).digest("hex").slice(0, 32);

class FileLedger implements Ledger {
  /** As this process left it last. */
  private own: Budget = EMPTY_BUDGET;
  /** Whether the file lacks something that this process has done since. */
  private isAhead = false;
  /** Set for the rest of the process where the file cannot be used: what stood in the way once is not tried again. */
  private isAlone = false;
  /** Changes that were asked for while the file was being changed, or before. */
  private waiting: Change[] = [];
  private isAtWork = false;

  constructor(
    private readonly directory: string,
    private readonly file: string,
    private readonly options: LedgerOptions,
  ) {}

  change<T>(step: Step<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push((before) => {
        try {
          const { budget, result } = step(before);
          return { budget, settle: () => resolve(result) };
        } catch (error) {
          return { budget: before, settle: () => reject(error instanceof Error ? error : new Error(String(error))) };
        }
      });
      if (!this.isAtWork) void this.work();
    });
  }

  /** Whatever has come until the file is read is changed at once: writing it takes far longer than changing it. */
  private async work(): Promise<void> {
    this.isAtWork = true;
    while (this.waiting.length > 0) {
      const unlock = await this.acquire();
      let budget = this.isAlone ? this.own : await this.load();
      const settled = this.waiting.splice(0).map((change) => {
        const changed = change(budget);
        budget = changed.budget;
        return changed.settle;
      });
      this.own = budget;
      const isStored = unlock !== undefined && (await this.store(budget));
      this.isAhead = !isStored;
      await unlock?.().catch(() => this.note("its lock was taken over"));
      for (const settle of settled) settle();
    }
    this.isAtWork = false;
  }

  /** Undefined: the file may only be read, because others hold the lock, or must be left alone altogether. */
  private async acquire(): Promise<Unlock | undefined> {
    if (this.isAlone) return undefined;
    const { directory, file } = this;
    const { clock, lockWaitMs: waitMs = LOCK_WAIT_MS } = this.options;
    try {
      makeDirectory(directory, "private");
      await refuseOthers(directory, "directory");
      const unlock = await lockFile(file, { clock, waitMs, onTakenOver: () => this.note("its lock was taken over") });
      if (!unlock) this.note("others hold its lock");
      return unlock;
    } catch (error) {
      this.goAlone(error);
      return undefined;
    }
  }

  /** What cannot be read counts as nothing spent by others; what this process knows is kept. */
  private async load(): Promise<Budget> {
    try {
      await refuseOthers(this.file, "file");
      const stored = parseBudget(await readFile(this.file, "utf8"), this.options.clock.now());
      if (!stored) throw new Error("it is damaged");
      return this.isAhead ? merge(stored, this.own) : stored;
    } catch (error) {
      this.note(codeOf(error) === "ENOENT" ? "there is none yet" : reasonOf(error));
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
      if (isPassing(error)) this.note(reasonOf(error));
      else this.goAlone(error);
      await rm(aside, { force: true }).catch(() => undefined);
      return false;
    }
  }

  private goAlone(error: unknown): void {
    this.isAlone = true;
    const reason = reasonOf(error);
    this.options.log.debug("The request budget is not shared from now on", { file: this.file, reason });
  }

  private note(reason: string): void {
    this.options.log.debug("The shared request budget is of no use this time", { file: this.file, reason });
  }
}

/** Links and what belongs to somebody else could be used to mislead us. */
export async function refuseOthers(path: string, kind: "file" | "directory"): Promise<void> {
  const found = await lstat(path);
  const right = kind === "file" ? found.isFile() : found.isDirectory();
  if (!right) throw new Error(`${path} is no ${kind}`);
  const { getuid } = process;
  if (getuid && found.uid !== getuid()) throw new Error(`${path} belongs to somebody else`);
}

const reasonOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "message" in error ? String(error.message) : "unknown";
