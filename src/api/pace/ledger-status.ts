// How the shared request budget stands, for a look only: nothing is locked, written or made.
import { access, constants, readFile } from "node:fs/promises";
import { refuseOthers } from "./file-ledger";
import { type LedgerKey, ledgerPlace } from "./ledger-place";
import { codeOf } from "./lock";
import { type Snapshot, snapshotOf } from "./snapshot";
import { parseBudget } from "./stored-budget";

/** Where the budget is kept. */
export interface Store {
  readonly kind: "file";
  readonly file: string;
}

export type LedgerStatus =
  /** There is no place for it: each process has a budget of its own. */
  | { readonly kind: "none" }
  /** It is made with the first request. */
  | { readonly kind: "new"; readonly store: Store }
  | { readonly kind: "unusable"; readonly store: Store; readonly reason: string }
  | { readonly kind: "shared"; readonly store: Store; readonly snapshot: Snapshot };

/** `now` in milliseconds since 1970, by this machine's clock. */
export async function ledgerStatus(key: LedgerKey, now: number): Promise<LedgerStatus> {
  const place = ledgerPlace(key);
  if (!place) return { kind: "none" };
  const { directory, file } = place;
  const store: Store = { kind: "file", file };
  try {
    await refuseOthers(directory, "directory");
    await access(directory, constants.W_OK);
    await refuseOthers(file, "file");
    const budget = parseBudget(await readFile(file, "utf8"), now);
    if (!budget) return { kind: "unusable", store, reason: "it is damaged" };
    return { kind: "shared", store, snapshot: snapshotOf(budget, now) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "new", store };
    return { kind: "unusable", store, reason: error instanceof Error ? error.message : "it cannot be read" };
  }
}
