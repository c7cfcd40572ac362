// Refresh of a proxy key: from the account's list, which one call fetches for all keys.
import { quoted } from "../../api/visible";
import { UNKNOWN, attributeStep } from "../../terraform/cty";
import { type Diagnostic, type ReadRequest, type StateResponse, warningDiagnostic } from "../../terraform/framework";
import { type Configured, notRefreshed } from "../account";
import { apiNow } from "../../api/keys/access";
import { findAgain } from "./find-again";
import { refreshedLimitType } from "./limit-type";
import { afterRead, keptIn, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { settingsOf } from "./settings-in-state";
import { stateFromWire } from "./state-from-wire";
import { isDue } from "./validity";

type Request = ReadRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;

export async function readProxyKey(request: Request): Promise<Response> {
  const { state, client } = request;
  if (client.kind === "unknown") return { state, diagnostics: notRefreshed(client) };

  const { account } = client;
  account.run.refreshes();
  account.gracePeriods.note(state);
  const record = await findAgain({ account, state, seen: request.private, signal: request.signal });
  if (!record) return { state: null };
  const found = stateFromWire(state, record);
  const refreshed: ProxyKeyState = { ...found, limit_type: refreshedLimitType(state, found) };
  const now = apiNow(account);
  return {
    state: refreshed,
    private: privateStateOf(
      afterRead(keptIn(request.private), account.fingerprint, isDue("renew_before", refreshed, now)),
    ),
    diagnostics: expiredWarning(refreshed, now),
  };
}

/** Decided here and not in the plan, because it depends on the clock and Terraform plans twice. */
function expiredWarning(state: ProxyKeyState, now: number): readonly Diagnostic[] {
  const settings = settingsOf(state);
  if (settings === UNKNOWN || settings.expires_at === null || settings.expires_at * 1000 > now) return [];
  return [
    warningDiagnostic(
      "Proxy keys have expired",
      `Proxy key ${quoted(settings.name)}: it stopped working at ${String(state.expires_at)}, and still holds its allocation and its slot. Set a new expiry, or remove the key.`,
      [attributeStep("expires_at")],
    ),
  ];
}
