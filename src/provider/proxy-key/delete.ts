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
  errorDiagnostic,
} from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { withGrace } from "../../api/keys/grace";
import { isLost } from "../../api/keys/lost-answer";
import { type Change, type Outcome, carryOut, reservationFor } from "./carry-out";
import { gracePeriodOf, policyOf } from "./deletion-policy";
import { type Deletion, diff } from "./diff";
import { findAgain, isProvenGone } from "./find-again";
import { afterFailedDelete, afterPlannedDestroy, keptIn, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { type Settings } from "./settings";
import { knownSettings, nameOf } from "./settings-in-state";
import { settingsFromWire, untoldSettings } from "./settings-on-wire";
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
    const key = typeof state.key === "string" ? state.key : (await findAgain(search))?.key;
    if (key !== undefined) await removeKey(request, account, key);
    return { state: null, diagnostics };
  }
  const record = await findAgain(search);
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
  const operations = diff(present, null, deletionBy(policy, state, account));
  if (operations.length === 0) return { state, diagnostics: [], done: [], left: [] };
  if (policy === "expire") refuseGuesses(record, present, doing);
  return orDiagnostics(doing, () =>
    account.client.together(reservationFor(operations, stop), (calls) => {
      // The grace period counts from the change on, not from the wait for its turn.
      const settings = leftWith(present, deletionBy(policy, state, account));
      const change: Change = { account, calls, key, settings, prior: state, target: state, stop };
      return carryOut(change, operations, { state, done: [] });
    }),
  );
}

/** Never with a later expiry. */
const leftWith = (present: Settings, deletion: Deletion): Settings =>
  deletion.policy === "expire"
    ? { ...present, expires_at: Math.min(deletion.at, present.expires_at ?? Infinity) }
    : present;

/**
 * An update sends all settings. What neither the API tells nor this provider has ever set (nothing was sent since the import,
 * while limit_type is null) would be a guess, and an unknown whitelist would become "all".
 */
function refuseGuesses(record: KeyObject, { limit_type: limitType }: Settings, doing: string): void {
  const untold = limitType === null ? untoldSettings(record) : [];
  if (untold.length === 0) return;
  throw new DiagnosticsError([
    errorDiagnostic(
      `Cannot ${doing}: the API does not tell all of its settings`,
      `Not told: ${untold.join(", ")}. The update that brings its expiry forward must send all settings, so it would have to guess these. Set deletion_policy to disable, delete or abandon.`,
    ),
  ]);
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
  // A status that is not told is not a reason to leave a key on.
  return { ...listed, enabled: status?.on ?? true };
}

/** By the clock that the API judges expiries by. */
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
