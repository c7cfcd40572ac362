// Refresh of exclusive ownership: what the account has, from the list that one call fetches for everything.
import { apiNow } from "../../api/keys/access";
import { type KeyIndex, type Mark } from "../../api/keys/key-list";
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
import { type Graces, afterRefresh, gracesIn, withGraces } from "./graces";
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
  account.run.refreshes();
  const { keys, isProven } = await listOwn(account, state, seen, signal);
  const now = apiNow(account);
  const graces = afterRefresh(gracesIn(seen), state.key_ids, { keys, known: account.gracePeriods, now });
  const kept = withGraces(seen, graces);
  return {
    state: { ...state, ...survey(keys, state, graces, now), remove: new Map() },
    private: isProven ? withFingerprint(kept, account.fingerprint) : kept,
    diagnostics: oddKeysWarning({ keys: keys.values(), unidentified: 0 }),
  };
}

/** What is there now, for a scope. */
export async function surveyNow(account: Account, scope: Scope, graces: Graces, signal: AbortSignal): Promise<Present> {
  return survey(await listed(account, signal), scope, graces, apiNow(account));
}

/**
 * The account's keys, if it is the one of the last refresh: a wrong account's keys must never be taken for ours to remove.
 * Throws where it seems to be another one. Where neither knows a key nothing is proven, and nothing can be removed. From
 * memory, unless a list is wanted that began after `mark`.
 */
export async function listOwn(
  account: Account,
  { present, ignored }: ExclusiveState,
  seen: PrivateState,
  signal: AbortSignal,
  mark?: Mark,
): Promise<{ readonly keys: KeyIndex; readonly isProven: boolean }> {
  const keys = await listed(account, signal, mark);
  if (sameAccount(seen, account.fingerprint)) return { keys, isProven: true };
  // Ids come from secrets: a key that was here before proves the account, whatever its API key is now.
  const known = [...namesOf(present).keys(), ...namesOf(ignored).keys()];
  if (known.some((id) => keys.has(id))) return { keys, isProven: true };
  if (known.length === 0 && keys.size === 0) return { keys, isProven: false };
  throw otherAccount();
}

async function listed(account: Account, signal: AbortSignal, mark?: Mark): Promise<KeyIndex> {
  const look = () => account.keys.look(account.client, signal, mark);
  return (await orDiagnostics("list the account's proxy keys", look)).keys;
}

const otherAccount = (): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      "The account's proxy keys are not those that this resource owned",
      "api_key or base_url is not the one of the last refresh, and none of the keys of that time is in the list: it may be another account's, whose keys must not be removed. Restore the setting; or, to own this account's keys, forget the resource and create it anew: terraform state rm ADDRESS",
    ),
  ]);
