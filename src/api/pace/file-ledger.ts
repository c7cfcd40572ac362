// The budget in a small file, shared by all provider processes of a user on this machine: plan and apply are different
// processes, and two pipelines may run on one machine. Without a usable file each process keeps a budget of its own. Holds
// no secret: the file is named by a hash.
import { randomBytes } from "node:crypto";
import { lstat, readFile, rename, rm, writeFile } from "node:fs/promises";
import { makeDirectory } from "../../files/make-directory";
import { type Clock } from "../clock";
import { type Log } from "../log";
import { type Budget, EMPTY_BUDGET, merge } from "./budget";
import { type Holder, type Make } from "./ledger";
import { type LedgerPlace } from "./ledger-place";
import { type Unlock, codeOf, isPassing, lockFile } from "./lock";
import { parseBudget } from "./stored-budget";

export interface FileOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** A lock that is not had within this time is skipped: pacing is not worth standing still for. @default 2000 */
  readonly lockWaitMs?: number | undefined;
}

const LOCK_WAIT_MS = 2_000;

export class FileHolder implements Holder {
  /** As this process left it last. */
  private own: Budget = EMPTY_BUDGET;
  /** Whether the file lacks something that this process has done since. */
  private isAhead = false;
  /** Set for the rest of the process where the file cannot be used: what stood in the way once is not tried again. */
  private isAlone = false;

  constructor(
    private readonly place: LedgerPlace,
    private readonly options: FileOptions,
  ) {}

  async turn(make: Make): Promise<void> {
    const unlock = await this.acquire();
    const before = this.isAlone ? this.own : await this.load();
    this.own = make(before, this.options.clock.now());
    const isStored = unlock !== undefined && (await this.store(this.own));
    this.isAhead = !isStored;
    await unlock?.().catch(() => this.note("its lock was taken over"));
  }

  /** Undefined: the file may only be read, because others hold the lock, or must be left alone altogether. */
  private async acquire(): Promise<Unlock | undefined> {
    if (this.isAlone) return undefined;
    const { directory, file } = this.place;
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
      await refuseOthers(this.place.file, "file");
      const stored = parseBudget(await readFile(this.place.file, "utf8"), this.options.clock.now());
      if (!stored) throw new Error("it is damaged");
      return this.isAhead ? merge(stored, this.own) : stored;
    } catch (error) {
      this.note(codeOf(error) === "ENOENT" ? "there is none yet" : reasonOf(error));
      return this.own;
    }
  }

  /** Written aside and moved into place, so that nobody reads half of it and no link is followed. */
  private async store(budget: Budget): Promise<boolean> {
    const aside = `${this.place.file}.${randomBytes(6).toString("hex")}`;
    try {
      await writeFile(aside, JSON.stringify(budget), { mode: 0o600, flag: "wx" });
      await rename(aside, this.place.file);
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
    this.options.log.debug("The request budget is not shared from now on", { file: this.place.file, reason });
  }

  private note(reason: string): void {
    this.options.log.debug("The shared request budget is of no use this time", { file: this.place.file, reason });
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
