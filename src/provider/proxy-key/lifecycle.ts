// Create, update and delete of a proxy key: carries out the operations that the diff engine chose, and returns the state
// that was reached, whatever happened on the way.
import { ApiError, type ElectronhubCalls } from "../../api";
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
import { switchKey } from "./switch";

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

  // Reserved together, so that a key that is to be off is on for no longer than it must.
  const operations = [create, ...rest];
  const doing = `create proxy key "${settings.name}"`;
  return reserved(account, operations.length, doing, signal, async (calls) => {
    const send = () => calls.create(settingsToWire(settings), signal);
    const record = await orDiagnostics(doing, send, lostCreateHint).catch((error: unknown) => {
      account.keys.forget();
      throw error;
    });
    account.keys.wrote(record.key, record);
    // The planned values, not the answer's: Terraform holds us to what was planned; a difference shows as drift.
    const target = { ...planned, ...identityFromWire(record) };
    const change: Change = { account, calls, key: record.key, settings, prior: null, target, signal, now };
    const created = { ...target, enabled: record.is_active ?? true };
    const response = await carryOut(change, rest, { state: created, done: [create] });
    return { ...response, private: withFingerprint(request.private, account.fingerprint) };
  });
}

export async function updateProxyKey(
  request: UpdateRequest<ProxyKeyAttributes, Configured>,
  now: Now,
): Promise<Response> {
  const { planned, prior, signal } = request;
  const account = accountFor(request.client, "update a proxy key");
  const settings = knownSettings(planned);
  const operations = diff(knownSettings(prior), settings);
  // A toggle looks first.
  const looks = operations.filter(({ kind }) => kind === "toggle").length;
  const doing = `update proxy key "${settings.name}"`;
  return reserved(account, operations.length + looks, doing, signal, (calls) => {
    const change: Change = { account, calls, key: secretOf(prior), settings, prior, target: planned, signal, now };
    return carryOut(change, operations, { state: prior, done: [] });
  });
}

/** The calls of one change follow each other without a wait in between. */
function reserved(
  account: Account,
  count: number,
  doing: string,
  signal: AbortSignal,
  work: (calls: ElectronhubCalls) => Promise<Response>,
): Promise<Response> {
  return orDiagnostics(doing, () => account.client.together(count, signal, work));
}

export async function deleteProxyKey(request: DeleteRequest<ProxyKeyAttributes, Configured>): Promise<Response> {
  const { state, signal } = request;
  const account = accountFor(request.client, "delete a proxy key");
  const key = secretOf(state);
  try {
    await account.client.remove(key, signal);
  } catch (error) {
    if (!isProvenGone(error, request.private, account.fingerprint)) {
      account.keys.forget();
      throw new DiagnosticsError(problemsOf(error, `delete proxy key "${nameOf(state)}"`));
    }
  }
  account.keys.removed(key);
  return { state: null };
}

/** A change under way. */
interface Change {
  readonly account: Account;
  /** With places in the request budget reserved. */
  readonly calls: ElectronhubCalls;
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
}

async function carryOut(change: Change, operations: readonly Operation[], start: Progress): Promise<Response> {
  let progress = start;
  for (const [index, operation] of operations.entries()) {
    try {
      progress = await perform(change, operation, progress);
    } catch (error) {
      change.account.keys.forget();
      const left = operations.slice(index);
      return { state: reached(change, progress), diagnostics: failure(change, error, progress.done, left) };
    }
  }
  return { state: { ...change.target, operations: describeOperations(change.prior, progress.done) } };
}

async function perform(change: Change, operation: Operation, progress: Progress): Promise<Progress> {
  const { account, calls, key, settings, signal } = change;
  const done = [...progress.done, operation];
  switch (operation.kind) {
    case "update": {
      const sent = settingsToWire(settings);
      await calls.update({ proxy_key: key, ...sent }, signal);
      account.keys.wrote(key, sent);
      return { done, state: { ...change.target, enabled: progress.state.enabled } };
    }
    case "toggle":
      await switchKey(calls, account.keys, key, operation, signal);
      return { done, state: { ...progress.state, enabled: operation.to === "on" } };
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
