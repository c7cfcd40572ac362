// Forgets the shared request budget of one account, in a file or on a server. Processes that run keep what they know, and
// share that anew.
import { rm } from "node:fs/promises";
import { refuseOthers } from "./file-ledger";
import { ledgerPlace } from "./ledger-place";
import { codeOf, lockFile } from "./lock";
import { type LedgerOptions, redisHolder } from "./open-ledger";
import { type RedisAddress, addressText } from "./redis/address";

const LOCK_WAIT_MS = 2_000;

/** Rejects with a sentence where it stays. What is not there is cleared. */
export function clearLedger(options: LedgerOptions): Promise<void> {
  const { address } = options;
  return address ? clearServer(options, address) : clearFile(options);
}

async function clearServer(options: LedgerOptions, address: RedisAddress): Promise<void> {
  const holder = redisHolder(options, address);
  try {
    await holder.clear();
  } catch (error) {
    throw notCleared(`the ledger at ${addressText(address)}`, error);
  } finally {
    await holder.close();
  }
}

async function clearFile(options: LedgerOptions): Promise<void> {
  const place = ledgerPlace(options);
  if (!place) return;
  const { directory, file } = place;
  const { clock, lockWaitMs: waitMs = LOCK_WAIT_MS } = options;
  try {
    await refuseOthers(directory, "directory");
    await refuseOthers(file, "file");
    const unlock = await lockFile(file, { clock, waitMs, onTakenOver: () => undefined });
    if (!unlock) throw new Error("other processes hold its lock; run the command again");
    await rm(file, { force: true });
    await unlock();
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw notCleared(file, error);
  }
}

const notCleared = (what: string, error: unknown): Error =>
  new Error(`${what} was not cleared: ${error instanceof Error ? error.message : "it cannot be removed"}`);
