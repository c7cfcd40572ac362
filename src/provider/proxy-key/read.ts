// Refresh of a proxy key: from the account's list, which one call fetches for all keys.
import { quoted } from "../../api/visible";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Diagnostic, type ReadRequest, type StateResponse, warningDiagnostic } from "../../terraform/framework";
import { type Configured, notRefreshed } from "../account";
import { withFingerprint } from "../fingerprint";
import { type Now } from "./change";
import { findKeyOf } from "./gone";
import { afterRefresh } from "./limit-type";
import { settingsOf, stateFromWire } from "./model";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { decideExpiry } from "./validity";

type Request = ReadRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;

export async function readProxyKey(request: Request, now: Now): Promise<Response> {
  const { state, client } = request;
  if (client.kind === "unknown") return { state, diagnostics: notRefreshed(client) };

  const { account } = client;
  account.gracePeriods.note(state);
  const record = await findKeyOf({ account, state, seen: request.private, signal: request.signal });
  if (!record) return { state: null };
  const refreshed = stateFromWire(state, record);
  const kept = afterRefresh(request.private, state, refreshed);
  return {
    state: refreshed,
    private: withFingerprint(decideExpiry(kept, refreshed, now()), account.fingerprint),
    diagnostics: expiredWarning(refreshed, now()),
  };
}

/** Decided here and not in the plan, because it depends on the clock and Terraform plans twice. */
function expiredWarning(state: ProxyKeyState, now: number): readonly Diagnostic[] {
  const settings = settingsOf(state);
  if (settings === UNKNOWN || settings.expiresAt === null || settings.expiresAt * 1000 > now) return [];
  return [
    warningDiagnostic(
      `Proxy key ${quoted(settings.name)} has expired`,
      `It stopped working at ${String(state.expires_at)}, and still holds its allocation and its slot. Set a new expiry, or remove the key.`,
      [attributeStep("expires_at")],
    ),
  ];
}
