// How the account's request ledger stands. Looks only: nothing is locked, written or sent to the API.
import { ledgerStatus } from "../../api/pace/ledger-status";
import { budgetHash } from "../../api/pace/ledger-place";
import { accountNamed, ledgerOf } from "../account";
import { jsonOf, textOf } from "./presentation";

export interface Shown {
  readonly text: string;
  /** False where it is there, or named, and cannot be used. */
  readonly readable: boolean;
  /** The account is locked out, or nothing is left of the minute. */
  readonly mustWait: boolean;
}

/** Throws a sentence where the environment names no account. */
export async function showLedger(env: NodeJS.ProcessEnv, json: boolean): Promise<Shown> {
  const account = accountNamed(env);
  const status = await ledgerStatus(ledgerOf(account, env));
  const whose = { baseUrl: account.baseUrl, hash: budgetHash(account) };
  return {
    text: json ? jsonOf(whose, status) : textOf(whose, status),
    readable: status.kind !== "unusable",
    mustWait: status.kind === "shared" && status.snapshot.outlook.free === 0,
  };
}
