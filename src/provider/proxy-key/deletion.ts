// Destroying a proxy key, in the way that its deletion_policy says: removed, switched off, left to expire, or forgotten.
import { quoted } from "../../api/visible";
import { DELETION_POLICIES, milliseconds } from "../../rules";
import { UNKNOWN } from "../../terraform/cty";
import {
  type DeleteRequest,
  type Diagnostic,
  DiagnosticsError,
  type PlanDestroyRequest,
  type PlanDestroyResponse,
  type PrivateState,
  type StateResponse,
  warningDiagnostic,
} from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { withGrace } from "../../api/keys/grace";
import { LOOK_AND_FLIP } from "../../api/keys/switch";
import { isLost } from "../../api/keys/lost-answer";
import { type Change, type Now, carryOut } from "./change";
import { type Deletion, type Operation, diff } from "./diff";
import { findKeyOf, isProvenGone } from "./gone";
import { type Settings, nameOf, settingsOf } from "./model";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";

type Request = DeleteRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;
type Policy = Deletion["policy"];

const WARNED = "deletion_warned";
const UNFINISHED = "unfinished";

/** Of a key whose creation did not end well: whatever its policy says, it is removed. */
export const withUnfinished = (state: PrivateState): PrivateState => ({ ...state, [UNFINISHED]: true });

export function planDestroyProxyKey({
  prior,
  private: kept,
  client,
}: PlanDestroyRequest<ProxyKeyAttributes, Configured>): PlanDestroyResponse {
  if (client.kind === "account") client.account.gracePeriods.noteLeaving(prior);
  const diagnostics = keptWarning(prior, kept);
  return diagnostics.length > 0 ? { private: { ...kept, [WARNED]: true }, diagnostics } : {};
}

export async function deleteProxyKey(request: Request, now: Now): Promise<Response> {
  const { state, signal, private: kept } = request;
  const account = accountFor(request.client, "delete a proxy key");
  const settings = settingsOf(state);
  if (settings === UNKNOWN) throw new Error("prior state has unknown settings");
  const deletion = deletionOf(state, kept, now());
  const operations = diff(settings, null, deletion);
  // Terraform does not plan the destroying half of a replacement that it decided itself: then it is said here.
  const diagnostics = kept[WARNED] === true ? [] : keptWarning(state, kept);
  const [operation] = operations;
  if (operation === undefined) return { state: null, diagnostics };

  const search = { account, state, seen: kept, signal };
  const key = typeof state.key === "string" && operation.kind === "remove" ? state.key : (await findKeyOf(search))?.key;
  if (key === undefined) return { state: null, diagnostics };
  if (operation.kind === "remove") return removeKey(request, account, key);

  const last: Settings = deletion.policy === "expire" ? { ...settings, expiresAt: deletion.at } : settings;
  const outcome = await orDiagnostics(`delete proxy key ${quoted(nameOf(state))}`, () =>
    account.client.together({ count: LOOK_AND_FLIP, label: endpointOf(operation), signal }, (calls) => {
      const change: Change = { account, calls, key, settings: last, prior: state, target: state, stop: signal, now };
      return carryOut(change, operations, { state, done: [] });
    }),
  );
  if (outcome.left.length > 0) return outcome;
  return { state: null, diagnostics };
}

async function removeKey({ state, signal, private: seen }: Request, account: Account, key: string): Promise<Response> {
  try {
    await remove(account, key, signal);
  } catch (error) {
    if (!isProvenGone(error, seen, account.fingerprint)) {
      account.keys.forget();
      throw new DiagnosticsError(problemsOf(error, `delete proxy key ${quoted(nameOf(state))}`));
    }
  }
  account.keys.removed(key);
  return { state: null };
}

/** After lost answers a lookup tells whether the key is gone: it rejects with "not found" then. */
async function remove({ client, clock, requestTimeoutMs }: Account, key: string, stop: AbortSignal): Promise<void> {
  try {
    await client.remove(key, stop);
  } catch (error) {
    if (isLost(error)) await withGrace(stop, requestTimeoutMs, clock, (signal) => client.lookup(key, signal));
    throw error;
  }
}

function deletionOf(state: ProxyKeyState, kept: PrivateState, now: number): Deletion {
  const policy = policyOf(state, kept);
  if (policy !== "expire") return { policy };
  return { policy, at: Math.ceil((now + milliseconds(gracePeriodOf(state))) / 1000) };
}

const gracePeriodOf = ({ deletion_grace_period: period }: ProxyKeyState): string =>
  typeof period === "string" ? period : "0s";

function policyOf(state: ProxyKeyState, kept: PrivateState): Policy {
  if (kept[UNFINISHED] === true) return "delete";
  return DELETION_POLICIES.find((policy) => policy === state.deletion_policy) ?? "delete";
}

/** What a destroy that does not remove the key leaves behind. */
function keptWarning(state: ProxyKeyState, kept: PrivateState): readonly Diagnostic[] {
  const policy = policyOf(state, kept);
  if (policy === "delete") return [];
  const will = {
    disable: "It is switched off and kept",
    expire: `It works on for ${gracePeriodOf(state)} at most, then it is expired and kept`,
    abandon: "It is left as it is, live if it is on",
  }[policy];
  return [
    warningDiagnostic(
      `Proxy key ${quoted(nameOf(state))} is destroyed without being removed`,
      `deletion_policy is "${policy}". ${will}, with its slot and its credits; Terraform forgets it.${typeof state.id === "string" ? ` Its id is ${state.id}.` : ""}`,
    ),
  ];
}

const endpointOf = ({ kind }: Operation): string => `POST /auth/proxy/${kind}`;
