// Refresh of exclusive ownership: what the account has, from the list that one call fetches for everything.
import { DiagnosticsError, type ReadRequest, type StateResponse, errorDiagnostic } from "../../terraform/framework";
import { type Account, type Configured, notRefreshed } from "../account";
import { orDiagnostics } from "../api-diagnostics";
import { sameAccount, withFingerprint } from "../fingerprint";
import { type KeyIndex } from "../../api/keys/key-list";
import { namesOf } from "./plan";
import { type ExclusiveAttributes, type ExclusiveState } from "./schema";
import { type Present, type Scope, survey } from "./scope";

export async function readExclusive({
  state,
  client,
  private: seen,
  signal,
}: ReadRequest<ExclusiveAttributes, Configured>): Promise<StateResponse<ExclusiveAttributes>> {
  if (client.kind === "unknown") return { state, diagnostics: notRefreshed(client) };
  const { account } = client;
  const keys = await listed(account, signal);
  // A wrong account's keys must never be taken for ours to remove.
  if (!sameAccount(seen, account.fingerprint) && !isOurs(keys, state)) throw otherAccount();
  const found = survey(keys, state, timeOf(account));
  return { state: { ...state, ...found, remove: new Map() }, private: withFingerprint(seen, account.fingerprint) };
}

/** What is there now, for a scope. */
export async function surveyNow(account: Account, scope: Scope, signal: AbortSignal): Promise<Present> {
  return survey(await listed(account, signal), scope, timeOf(account));
}

export const listed = (account: Account, signal: AbortSignal): Promise<KeyIndex> =>
  orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));

export const timeOf = ({ client, clock }: Account): number => client.serverNow() ?? clock.now();

/** Ids come from secrets: a key that was here before proves the account, whatever its API key is now. */
function isOurs(keys: KeyIndex, { present, ignored }: ExclusiveState): boolean {
  const known = [...namesOf(present).keys(), ...namesOf(ignored).keys()];
  return keys.size === 0 || known.some((id) => keys.has(id));
}

const otherAccount = (): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      "The account's proxy keys are not those that this resource owned",
      "api_key or base_url is not the one of the last refresh, and none of the keys of that time is in the list: it may be another account's, whose keys must not be removed. Restore the setting; or, to own this account's keys, forget the resource and create it anew: terraform state rm ADDRESS",
    ),
  ]);
