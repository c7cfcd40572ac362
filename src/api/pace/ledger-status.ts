// How the shared request budget stands, for a look only: nothing is locked, written or made, in a file or on a server.
import { access, constants, readFile } from "node:fs/promises";
import { refuseOthers } from "./file-ledger";
import { ledgerPlace } from "./ledger-place";
import { codeOf } from "./lock";
import { type LedgerOptions, redisHolder } from "./open-ledger";
import { type RedisAddress, addressText } from "./redis/address";
import { type Snapshot, snapshotOf } from "./snapshot";
import { parseBudget } from "./stored-budget";

/** Where the budget is kept. */
export type Store =
  | { readonly kind: "file"; readonly file: string }
  /** `server` without user and password. */
  | { readonly kind: "redis"; readonly server: string };

export type LedgerStatus =
  /** There is no place for it: each process has a budget of its own. */
  | { readonly kind: "none" }
  /** It is made with the first request. */
  | { readonly kind: "new"; readonly store: Store }
  | { readonly kind: "unusable"; readonly store: Store; readonly reason: string }
  | { readonly kind: "shared"; readonly store: Store; readonly snapshot: Snapshot };

export function ledgerStatus(options: LedgerOptions): Promise<LedgerStatus> {
  const { address } = options;
  return address ? statusOnServer(options, address) : statusInFile(options);
}

async function statusOnServer(options: LedgerOptions, address: RedisAddress): Promise<LedgerStatus> {
  const store: Store = { kind: "redis", server: addressText(address) };
  const holder = redisHolder(options, address);
  try {
    const { version, budget, now } = await holder.look();
    if (version === "none") return { kind: "new", store };
    if (version === "damaged") return { kind: "unusable", store, reason: "what is there is not a ledger of ours" };
    return { kind: "shared", store, snapshot: snapshotOf(budget, now) };
  } catch (error) {
    return { kind: "unusable", store, reason: reasonOf(error) };
  } finally {
    await holder.close();
  }
}

async function statusInFile(options: LedgerOptions): Promise<LedgerStatus> {
  const place = ledgerPlace(options);
  if (!place) return { kind: "none" };
  const { directory, file } = place;
  const store: Store = { kind: "file", file };
  try {
    await refuseOthers(directory, "directory");
    await access(directory, constants.W_OK);
    await refuseOthers(file, "file");
    const now = options.clock.now();
    const budget = parseBudget(await readFile(file, "utf8"), now);
    if (!budget) return { kind: "unusable", store, reason: "it is damaged" };
    return { kind: "shared", store, snapshot: snapshotOf(budget, now) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "new", store };
    return { kind: "unusable", store, reason: reasonOf(error) };
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : "it cannot be read");
