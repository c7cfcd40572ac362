// Refresh of exclusive ownership: what the account has, from the list that one call fetches for everything.
import { apiNow } from "../../api/keys/access";
import { type KeyIndex } from "../../api/keys/key-list";
import {
  DiagnosticsError,
  type PrivateState,
  type ReadRequest,
  type StateResponse,
  errorDiagnostic,
} from "../../terraform/framework";
import { type Account, type Configured, notRefreshed } from "../account";
import { orDiagnostics } from "../api-diagnostics";
import { sameAccount, withFingerprint } from "../fingerprint";
import { oddKeysWarning } from "../odd-key";
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
  const { keys, isProven } = await listOwn(account, state, seen, signal);
  return {
    state: { ...state, ...survey(keys, state, apiNow(account)), remove: new Map() },
    private: isProven ? withFingerprint(seen, account.fingerprint) : seen,
    diagnostics: oddKeysWarning({ keys, unidentified: 0 }),
  };
}

/** What is there now, for a scope. */
export async function surveyNow(account: Account, scope: Scope, signal: AbortSignal): Promise<Present> {
  return survey(await listed(account, signal), scope, apiNow(account));
}

/**
 * The account's keys, if it is the one of the last refresh: a wrong account's keys must never be taken for ours to remove.
 * Throws where it seems to be another one. Where neither knows a key nothing is proven, and nothing can be removed.
 */
export async function listOwn(
  account: Account,
  { present, ignored }: ExclusiveState,
  seen: PrivateState,
  signal: AbortSignal,
): Promise<{ readonly keys: KeyIndex; readonly isProven: boolean }> {
  const keys = await listed(account, signal);
  if (sameAccount(seen, account.fingerprint)) return { keys, isProven: true };
  // Ids come from secrets: a key that was here before proves the account, whatever its API key is now.
  const known = [...namesOf(present).keys(), ...namesOf(ignored).keys()];
  if (known.some((id) => keys.has(id))) return { keys, isProven: true };
  if (known.length === 0 && keys.size === 0) return { keys, isProven: false };
  throw otherAccount();
}

const listed = (account: Account, signal: AbortSignal): Promise<KeyIndex> =>
  orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));

const otherAccount = (): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      "The account's proxy keys are not those that this resource owned",
      "api_key or base_url is not the one of the last refresh, and none of the keys of that time is in the list: it may be another account's, whose keys must not be removed. Restore the setting; or, to own this account's keys, forget the resource and create it anew: terraform state rm ADDRESS",
    ),
  ]);
