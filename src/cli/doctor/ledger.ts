// The request ledger: the server that keeps it where one is named, and how the budget in it stands. No call to the API.
import { LedgerError, type LedgerOptions } from "../../api";
import { type LedgerStatus, ledgerStatus } from "../../api/pace/ledger-status";
import { healthOf } from "../../api/pace/redis/health";
import { visible } from "../../api/visible";
import { addressText } from "../../api/pace/redis/address";
import { ledgerOf } from "../account";
import { storeOf } from "../ledger/presentation";
import { type Finding, type Patient, mend, ok, unchecked } from "./finding";
import { accountOf, checkLedgerForm } from "./settings";

/** Where the lock-out is over, or the budget is free again, nothing needs to be done. */
export async function checkBudget(options: LedgerOptions): Promise<Finding> {
  const check = "request_budget";
  const status = await ledgerStatus(options);
  switch (status.kind) {
    case "none":
      return mend(
        check,
        "there is no directory in which processes could share the request budget",
        "Set HOME or XDG_STATE_HOME to a directory of the user; in a container, keep it from run to run.",
      );
    case "new":
      return ok(check, `no request so far; shared in ${storeOf(status.store)} from the first one on`);
    case "unusable":
      return unusable(check, status);
    case "shared":
      return standing(check, status);
  }
}

function unusable(check: string, { store, reason }: LedgerStatus & { readonly kind: "unusable" }): Finding {
  // What stands in the way of a server is told in its own line.
  if (store.kind === "redis") return unchecked(check, `${storeOf(store)} cannot be used: ${visible(reason)}`);
  return mend(
    check,
    `${storeOf(store)} cannot be used: ${visible(reason)}`,
    "Delete the file, or give the user the right to write there.",
  );
}

function standing(check: string, { snapshot }: LedgerStatus & { readonly kind: "shared" }): Finding {
  const { free, perMinute, isAssumed, lockedOutMs } = snapshot.outlook;
  if (lockedOutMs > 0) {
    const seconds = Math.ceil(lockedOutMs / 1000);
    return mend(
      check,
      `the account is locked out for ${seconds} s`,
      `Wait ${seconds} s. Others may use the account too: requests_per_minute_margin leaves them room.`,
    );
  }
  return ok(check, `${free} of ${perMinute} requests a minute are free${isAssumed ? "; the limit is assumed" : ""}`);
}

/** As slow as this, waiting for the server is much of what a request takes. */
const SLOW_MS = 500;

export async function checkLedgerServer(patient: Patient): Promise<Finding> {
  const check = "ledger_server";
  const mistake = checkLedgerForm(patient);
  if (mistake) return mistake;
  if (!patient.env.ELECTRONHUB_LEDGER) {
    return ok(check, "none: the processes of this machine share a file (ELECTRONHUB_LEDGER is not set)");
  }
  const account = accountOf(patient);
  if (!account?.address) return unchecked(check, "a usable key and address are needed to find the ledger");
  const { address } = account;
  const options = ledgerOf(account, patient.env);
  const where = storeOf({ kind: "redis", server: addressText(address) });
  try {
    const { latencyMs, version, eviction } = await healthOf(options, address);
    const found = `${where} answers in ${latencyMs} ms; ${version ?? "its user may not ask for the version (INFO)"}`;
    if (eviction) {
      return mend(
        check,
        `${found}; when its ${eviction.maxMemory} are full, it throws keys away (${eviction.policy})`,
        "Set maxmemory-policy to noeviction, or give the ledger a server of its own: forgotten requests may lock the account out.",
      );
    }
    if (latencyMs >= SLOW_MS) {
      return mend(check, found, "Use a server that is nearer: after 2 s without an answer the file is used instead.");
    }
    return ok(check, found);
  } catch (error) {
    return troubled(check, where, error);
  }
}

function troubled(check: string, where: string, error: unknown): Finding {
  const reason = visible(error instanceof Error ? error.message : "unknown");
  if (error instanceof LedgerError) {
    return mend(
      check,
      reason,
      "Set user, password and database in ELECTRONHUB_LEDGER right, or give the user the rights that docs/requests.md names.",
    );
  }
  return mend(
    check,
    `${where} cannot be used: ${reason}`,
    "Start it, or let this machine reach it. Until then each machine keeps to its own file, and they may lock each other out.",
  );
}
