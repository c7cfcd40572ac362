// Create, update and delete of a proxy key: carries out the operations that the diff engine chose, and returns the state
// that was reached, whatever happened on the way.
import { ApiError } from "../../api";
import { UNKNOWN } from "../../terraform/cty";
import {
  type CreateRequest,
  type DeleteRequest,
  type Diagnostic,
  DiagnosticsError,
  type StateResponse,
  type UpdateRequest,
} from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { withFingerprint } from "../fingerprint";
import { type Operation, diff } from "./diff";
import { isProvenGone } from "./gone";
import { type Settings, identityFromWire, nameOf, settingsOf, settingsToWire } from "./model";
import { describeOperation, describeOperations } from "./operations";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { type SeenStatus, switchKey } from "./switch";

type Response = StateResponse<ProxyKeyAttributes>;

/** Milliseconds since 1970. */
export type Now = () => number;

export async function createProxyKey(
  request: CreateRequest<ProxyKeyAttributes, Configured>,
  now: Now,
): Promise<Response> {
  const { planned, signal } = request;
  const account = accountFor(request.client, "create a proxy key");
  const settings = knownSettings(planned);
  const [create, ...rest] = diff(null, settings);
  if (create?.kind !== "create") throw new Error("a new key does not begin with create");

  const record = await orDiagnostics(
    `create proxy key "${settings.name}"`,
    () => account.client.create(settingsToWire(settings), signal),
    lostCreateHint,
  ).finally(() => account.keys.invalidate());
  const change: Change = {
    account,
    key: record.key,
    settings,
    prior: null,
    // The planned values, not the answer's: Terraform holds us to what was planned; a difference shows as drift.
    target: { ...planned, ...identityFromWire(record) },
    signal,
    now,
  };
  const created = { ...change.target, enabled: record.is_active ?? true };
  const response = await carryOut(change, rest, { state: created, done: [create], status: record.is_active });
  return { ...response, private: withFingerprint(request.private, account.fingerprint) };
}

export async function updateProxyKey(
  request: UpdateRequest<ProxyKeyAttributes, Configured>,
  now: Now,
): Promise<Response> {
  const { planned, prior, signal } = request;
  const account = accountFor(request.client, "update a proxy key");
  const settings = knownSettings(planned);
  const change: Change = { account, key: secretOf(prior), settings, prior, target: planned, signal, now };
  const operations = diff(knownSettings(prior), settings);
  return carryOut(change, operations, { state: prior, done: [], status: undefined });
}

export async function deleteProxyKey(request: DeleteRequest<ProxyKeyAttributes, Configured>): Promise<Response> {
  const { state, signal } = request;
  const account = accountFor(request.client, "delete a proxy key");
  try {
    await account.client.remove(secretOf(state), signal);
  } catch (error) {
    if (!isProvenGone(error, request.private, account.fingerprint)) {
      throw new DiagnosticsError(problemsOf(error, `delete proxy key "${nameOf(state)}"`));
    }
  } finally {
    account.keys.invalidate();
  }
  return { state: null };
}

/** A change under way. */
interface Change {
  readonly account: Account;
  readonly key: string;
  readonly settings: Settings;
  readonly prior: ProxyKeyState | null;
  /** The state when everything is done. */
  readonly target: ProxyKeyState;
  readonly signal: AbortSignal;
  readonly now: Now;
}

interface Progress {
  readonly state: ProxyKeyState;
  readonly done: readonly Operation[];
  /** The key's status, where an answer of this change told it. */
  readonly status: SeenStatus;
}

async function carryOut(change: Change, operations: readonly Operation[], start: Progress): Promise<Response> {
  let progress = start;
  for (const [index, operation] of operations.entries()) {
    try {
      progress = await perform(change, operation, progress);
    } catch (error) {
      const left = operations.slice(index);
      return { state: reached(change, progress), diagnostics: failure(change, error, progress.done, left) };
    } finally {
      change.account.keys.invalidate();
    }
  }
  return { state: { ...change.target, operations: describeOperations(change.prior, progress.done) } };
}

async function perform(change: Change, operation: Operation, progress: Progress): Promise<Progress> {
  const { account, key, settings, signal } = change;
  const done = [...progress.done, operation];
  switch (operation.kind) {
    case "update":
      await account.client.update({ proxy_key: key, ...settingsToWire(settings) }, signal);
      return { ...progress, done, state: { ...change.target, enabled: progress.state.enabled } };
    case "toggle": {
      await switchKey(account.client, key, operation, progress.status, signal);
      const on = operation.to === "on";
      return { done, status: on, state: { ...progress.state, enabled: on } };
    }
    case "create":
    case "remove":
      throw new Error(`${operation.kind} is no step of a change to an existing key`);
  }
}

/** State after a failure: it tells of the operations that were done, and where none was, nothing has changed. */
function reached(change: Change, { state, done }: Progress): ProxyKeyState {
  return done.length === 0 ? state : { ...state, operations: describeOperations(change.prior, done) };
}

function failure(
  change: Change,
  error: unknown,
  done: readonly Operation[],
  left: readonly Operation[],
): readonly Diagnostic[] {
  const [failed] = left;
  const doing = `${failed ? describeOperation(failed) : "change"} (proxy key "${change.settings.name}")`;
  const diagnostics = problemsOf(error, doing, expiryHint(change, error));
  const list = (operations: readonly Operation[]) => operations.map(describeOperation).join("; ") || "nothing";
  const summary = `Done: ${list(done)}. Not done: ${list(left)}. The next plan shows what is left.`;
  return diagnostics.map((diagnostic) => ({ ...diagnostic, detail: `${diagnostic.detail}\n\n${summary}` }));
}

/** A create is never repeated by itself: the key may exist already. */
function lostCreateHint(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.effect === "none") return undefined;
  return "Whether the key was created is not known. Look for it among the account's keys before you apply again: import it if it is there, or there will be two.";
}

/** Update sends the expiry with everything else, and the API may refuse one that has passed. */
function expiryHint({ settings, now }: Change, error: unknown): string | undefined {
  const refused = error instanceof ApiError && (error.code === "bad_request" || error.code === "invalid");
  if (!refused || settings.expiresAt === null || settings.expiresAt * 1000 > now()) return undefined;
  return "The key has expired, and the API refuses an expiry in the past. Set expires_at to a new instant, or remove it.";
}

function knownSettings(state: ProxyKeyState): Settings {
  const settings = settingsOf(state);
  if (settings === UNKNOWN) throw new Error("settings are unknown at apply");
  return settings;
}

function secretOf(state: ProxyKeyState): string {
  if (typeof state.key !== "string") throw new Error("the state holds no key value");
  return state.key;
}
