// How the shared request budget stands, for a look only: nothing is locked, written or made.
import { access, constants, readFile } from "node:fs/promises";
import { type BudgetSettings, recent } from "./budget";
import { refuseOthers } from "./file-ledger";
import { type LedgerKey, ledgerPlace } from "./ledger-place";
import { codeOf } from "./lock";
import { type Outlook, outlookOn } from "./outlook";
import { parseBudget } from "./stored-budget";

export type LedgerStatus =
  /** There is no place for it: each process has a budget of its own. */
  | { readonly kind: "none" }
  /** It is made with the first request. */
  | { readonly kind: "new"; readonly file: string }
  | { readonly kind: "unusable"; readonly file: string; readonly reason: string }
  | { readonly kind: "shared"; readonly file: string; readonly outlook: Outlook };

const SETTINGS: BudgetSettings = { margin: 0 };

export async function ledgerStatus(key: LedgerKey, now: number): Promise<LedgerStatus> {
  const place = ledgerPlace(key);
  if (!place) return { kind: "none" };
  const { directory, file } = place;
  try {
    await refuseOthers(directory, "directory");
    await access(directory, constants.W_OK);
    await refuseOthers(file, "file");
    const budget = parseBudget(await readFile(file, "utf8"), now);
    if (!budget) return { kind: "unusable", file, reason: "it is damaged" };
    return { kind: "shared", file, outlook: outlookOn(recent(budget, now), SETTINGS, now) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "new", file };
    return { kind: "unusable", file, reason: error instanceof Error ? error.message : "it cannot be read" };
  }
}
