// Finds the key of a state again, by its id, and says when it counts as gone: only when the API itself says so, at the address
// where the key was last seen. A wrong account, a wrong address or a proxy's own 404 must never look like "all gone".
import { ApiError, type KeyObject } from "../../api";
import { quoted } from "../../api/visible";
import { type Diagnostic, DiagnosticsError, type PrivateState, errorDiagnostic } from "../../terraform/framework";
import { type Account } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { type Fingerprint, sameAccount, sameAddress, wasSeen } from "../fingerprint";
import { mayBeUnidentified, soundSettings } from "../odd-key";
import { type ProxyKeyState } from "./schema";
import { nameOf } from "./settings-in-state";

export interface Search {
  readonly account: Account;
  readonly state: ProxyKeyState;
  /** Private state, which tells where the key was last seen. */
  readonly seen: PrivateState;
  readonly signal: AbortSignal;
}

export function isProvenGone(error: unknown, seen: PrivateState, present: Fingerprint): boolean {
  if (!(error instanceof ApiError) || error.code !== "not_found") return false;
  return error.apiShaped && sameAddress(seen, present);
}

/**
 * The key as the API has it now; undefined where it is proven gone. Throws diagnostics where neither can be told. A key
 * that the list lacks is looked up by its value; where no value is stored, a second list must agree.
 */
export async function findAgain(search: Search): Promise<KeyObject | undefined> {
  const { account, state, seen, signal } = search;
  const doing = `read proxy key ${quoted(nameOf(state))}`;
  const id = typeof state.id === "string" ? state.id : "";
  const first = await orDiagnostics(doing, () => account.keys.look(account.client, signal));
  const listed = first.keys.get(id);
  if (listed) return soundSettings(listed);

  if (!wasSeen(seen)) throw new DiagnosticsError([neverSeen(state)]);
  if (!sameAddress(seen, account.fingerprint)) throw new DiagnosticsError([seenElsewhere(state, "base_url")]);
  if (typeof state.key === "string") return lookUp(search, state.key, doing);
  if (!sameAccount(seen, account.fingerprint)) throw new DiagnosticsError([seenElsewhere(state, "api_key")]);
  const second = await orDiagnostics(doing, () => account.keys.look(account.client, signal, first.mark));
  const found = second.keys.get(id);
  if (found) return soundSettings(found);
  if (first.unidentified + second.unidentified > 0) throw mayBeUnidentified(nameOf(state));
  return undefined;
}

async function lookUp({ account, seen, signal }: Search, key: string, doing: string): Promise<KeyObject | undefined> {
  try {
    return soundSettings(await account.client.lookup(key, signal));
  } catch (error) {
    if (isProvenGone(error, seen, account.fingerprint)) return undefined;
    throw new DiagnosticsError(problemsOf(error, doing));
  }
}

function seenElsewhere(state: ProxyKeyState, setting: "base_url" | "api_key"): Diagnostic {
  return errorDiagnostic(
    `Proxy key ${quoted(nameOf(state))} is not in the account's list, but was last seen with another ${setting}`,
    `The provider does not take it for gone: its ${setting} is not the one under which the key was last seen, and the list may be another account's. Restore ${setting}; or forget the key with: terraform state rm ADDRESS`,
  );
}

/** A state that came from elsewhere, or whose destroy failed in a replacement. */
const neverSeen = (state: ProxyKeyState): Diagnostic =>
  errorDiagnostic(
    `Proxy key ${quoted(nameOf(state))} is not in the account's list, and it is not known where it was seen last`,
    "The provider does not take it for gone: the list may be another account's. Check api_key and base_url; or forget the key with: terraform state rm ADDRESS",
  );
