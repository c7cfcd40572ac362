// Refresh of a proxy key: from the account's list, which one call fetches for all keys. A key that the list lacks is
// looked up before it counts as gone.
import { type KeyObject } from "../../api";
import {
  type Diagnostic,
  DiagnosticsError,
  type ReadRequest,
  type StateResponse,
  errorDiagnostic,
  warningDiagnostic,
} from "../../terraform/framework";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Account, type Configured, type UnknownAccount } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { sameAddress, withFingerprint } from "../fingerprint";
import { isProvenGone } from "./gone";
import { type Now } from "./change";
import { afterRefresh } from "./limit-type";
import { nameOf, settingsOf, stateFromWire } from "./model";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";

type Request = ReadRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;

export async function readProxyKey(request: Request, now: Now): Promise<Response> {
  const { state, client } = request;
  if (client.kind === "unknown") return { state, diagnostics: notRefreshed(client) };

  const record = await find(request, client.account);
  if (!record) return { state: null };
  const refreshed = stateFromWire(state, record);
  return {
    state: refreshed,
    private: withFingerprint(afterRefresh(request.private, state, refreshed), client.account.fingerprint),
    diagnostics: expiredWarning(refreshed, now()),
  };
}

/** Undefined: proven gone. */
async function find({ state, private: seen, signal }: Request, account: Account): Promise<KeyObject | undefined> {
  const doing = `read proxy key ${quoted(nameOf(state))}`;
  const keys = await orDiagnostics(doing, () => account.keys.get(account.client, signal));
  const listed = typeof state.id === "string" ? keys.get(state.id) : undefined;
  if (listed) return listed;

  if (!sameAddress(seen, account.fingerprint)) throw new DiagnosticsError([seenElsewhere(state)]);
  if (typeof state.key !== "string") throw new Error("the state holds no key value");
  try {
    return await account.client.lookup(state.key, signal);
  } catch (error) {
    if (isProvenGone(error, seen, account.fingerprint)) return undefined;
    throw new DiagnosticsError(problemsOf(error, doing));
  }
}

function seenElsewhere(state: ProxyKeyState): Diagnostic {
  return errorDiagnostic(
    `Proxy key ${quoted(nameOf(state))} is not in the account's list, but was last seen at another address`,
    "It is not taken for gone, because the provider's base_url is not the one under which the key was last seen. Restore base_url; or, if the key is to be forgotten: terraform state rm ADDRESS",
  );
}

function notRefreshed(unknown: UnknownAccount): readonly Diagnostic[] {
  if (!unknown.firstWarning()) return [];
  return [
    warningDiagnostic(
      "Proxy keys are not refreshed: the provider's configuration is not known yet",
      `Known only during apply: ${unknown.attributes.join(", ")}. The plan stands on the last known state, so changes made elsewhere do not show.`,
    ),
  ];
}

/** Decided here and not in the plan, because it depends on the clock and Terraform plans twice. */
function expiredWarning(state: ProxyKeyState, now: number): readonly Diagnostic[] {
  const settings = settingsOf(state);
  if (settings === UNKNOWN || settings.expiresAt === null || settings.expiresAt * 1000 > now) return [];
  return [
    warningDiagnostic(
      `Proxy key ${quoted(settings.name)} has expired`,
      `It stopped working at ${String(state.expires_at)}, and still holds its allocation and its slot. Set expires_at to a new instant, or remove the key.`,
      [attributeStep("expires_at")],
    ),
  ];
}
