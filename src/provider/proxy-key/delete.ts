// Destroying a proxy key, in the way that its deletion_policy says: removed, switched off, left to expire, or forgotten. What
// is to be kept is looked up first: it is left with what it has now, not with what state remembers.
import { type KeyObject } from "../../api";
import { apiNow } from "../../api/keys/access";
import { quoted } from "../../api/visible";
import { milliseconds } from "../../rules";
import {
  type DeleteRequest,
  DiagnosticsError,
  type PlanDestroyRequest,
  type PlanDestroyResponse,
  type StateResponse,
} from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { withGrace } from "../../api/keys/grace";
import { LOOK_AND_FLIP } from "../../api/keys/switch";
import { isLost } from "../../api/keys/lost-answer";
import { type Change, type Outcome, carryOut } from "./change";
import { gracePeriodOf, policyOf } from "./deletion-policy";
import { type Deletion, type Operation, diff } from "./diff";
import { findKeyOf, isProvenGone } from "./gone";
import { type Settings, knownSettings, nameOf, settingsFromWire } from "./model";
import { afterFailedDelete, afterPlannedDestroy, keptIn, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { isDue } from "./validity";
import { leftBehindWarning } from "./warnings";

type Request = DeleteRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;

export function planDestroyProxyKey(request: PlanDestroyRequest<ProxyKeyAttributes, Configured>): PlanDestroyResponse {
  const { prior, client, private: privateState } = request;
  if (client.kind === "account") client.account.gracePeriods.noteLeaving(prior);
  const diagnostics = leftBehindWarning(prior);
  if (diagnostics.length === 0) return {};
  const kept = privateStateOf(afterPlannedDestroy(keptIn(privateState)));
  // With create_before_destroy, Terraform plans the destroying half of a replacement at apply.
  const isSaid = client.kind === "account" && client.account.run.isApplying && isRotated(prior, client.account);
  return { private: kept, diagnostics: isSaid ? [] : diagnostics };
}

export async function deleteProxyKey(request: Request): Promise<Response> {
  const { state, private: privateState, signal } = request;
  const account = accountFor(request.client, "delete a proxy key");
  account.run.applies();
  const kept = keptIn(privateState);
  const policy = policyOf(state);
  const diagnostics = kept.isDeletionWarned || isRotated(state, account) ? [] : leftBehindWarning(state);
  if (policy === "abandon") return { state: null, diagnostics };

  const search = { account, state, seen: privateState, signal };
  if (policy === "delete") {
    const key = typeof state.key === "string" ? state.key : (await findKeyOf(search))?.key;
    if (key !== undefined) await removeKey(request, account, key);
    return { state: null, diagnostics };
  }
  const record = await findKeyOf(search);
  // Nothing is left behind.
  if (record === undefined) return { state: null };
  const outcome = await leaveBehind(request, account, record, policy);
  if (outcome.left.length === 0) return { state: null, diagnostics };
  return { ...outcome, private: privateStateOf(afterFailedDelete(kept)) };
}

/**
 * Whether the provider itself asked for the replacement, and has said in that plan what is left behind. Otherwise Terraform
 * decided it, and there was no plan of the destroying half to say it in. What was due at the plan is due now.
 */
const isRotated = (state: ProxyKeyState, account: Account): boolean => isDue("rotate_before", state, apiNow(account));

/** Switched off, or with an earlier expiry; every other setting stays as the API has it now. */
async function leaveBehind(
  { state, signal: stop }: Request,
  account: Account,
  record: KeyObject,
  policy: "disable" | "expire",
): Promise<Outcome> {
  const doing = `delete proxy key ${quoted(nameOf(state))}`;
  const { key } = record;
  const present = await presentSettings(account, record, state, policy, stop);
  const deletion = deletionBy(policy, state, account);
  const operations = diff(present, null, deletion);
  const settings: Settings = deletion.policy === "expire" ? { ...present, expiresAt: deletion.at } : present;
  return orDiagnostics(doing, () =>
    account.client.together({ count: LOOK_AND_FLIP, label: endpointOf(operations[0]), signal: stop }, (calls) => {
      const change: Change = { account, calls, key, settings, prior: state, target: state, stop };
      return carryOut(change, operations, { state, done: [] });
    }),
  );
}

/** Whether a key is on is asked anew where it was seen too long ago to be flipped. */
async function presentSettings(
  account: Account,
  record: KeyObject,
  state: ProxyKeyState,
  policy: "disable" | "expire",
  stop: AbortSignal,
): Promise<Settings> {
  const listed = settingsFromWire(record, knownSettings(state));
  if (policy === "expire") return listed;
  const doing = `delete proxy key ${quoted(nameOf(state))}`;
  const status = await orDiagnostics(doing, () => account.keys.status(account.client, record.key, stop));
  // A status that is not told is no reason to leave a key on.
  return { ...listed, enabled: status?.on ?? true };
}

/** The grace period begins now, by the clock that the API judges expiries by. */
function deletionBy(policy: "disable" | "expire", state: ProxyKeyState, account: Account): Deletion {
  if (policy === "disable") return { policy };
  return { policy, at: Math.ceil((apiNow(account) + milliseconds(gracePeriodOf(state))) / 1000) };
}

async function removeKey({ state, signal, private: seen }: Request, account: Account, key: string): Promise<void> {
  try {
    await remove(account, key, signal);
  } catch (error) {
    if (!isProvenGone(error, seen, account.fingerprint)) {
      account.keys.forget();
      throw new DiagnosticsError(problemsOf(error, `delete proxy key ${quoted(nameOf(state))}`));
    }
  }
  account.keys.removed(key);
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

const endpointOf = (operation: Operation | undefined): string => `POST /auth/proxy/${operation?.kind ?? "update"}`;
