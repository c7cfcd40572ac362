// Forgets the shared request budget of one account. Processes that run keep what they did themselves, and share that anew.
import { rm } from "node:fs/promises";
import { type Clock } from "../clock";
import { refuseOthers } from "./file-ledger";
import { type LedgerKey, ledgerPlace } from "./ledger-place";
import { codeOf, lockFile } from "./lock";

const LOCK_WAIT_MS = 2_000;

/** Rejects with a sentence where it stays. What is not there is cleared. */
export async function clearLedger(key: LedgerKey, clock: Clock): Promise<void> {
  const place = ledgerPlace(key);
  if (!place) return;
  const { directory, file } = place;
  try {
    await refuseOthers(directory, "directory");
    await refuseOthers(file, "file");
    const unlock = await lockFile(file, { clock, waitMs: LOCK_WAIT_MS, onTakenOver: () => undefined });
    if (!unlock) throw new Error("other processes hold its lock; run the command again");
    await rm(file, { force: true });
    await unlock();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw new Error(`${file} was not cleared: ${error instanceof Error ? error.message : "it cannot be removed"}`);
  }
}
