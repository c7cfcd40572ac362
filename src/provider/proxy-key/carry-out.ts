// A change to an existing key under way: carries out the operations that the diff engine chose, in their order, and tells
// the state that was reached, whatever happened on the way.
import { ApiError, type Reservation, type ReservedCalls } from "../../api";
import { apiNow } from "../../api/keys/access";
import { keyId } from "../../api/key-id";
import { type Diagnostic } from "../../terraform/framework";
import { type Account } from "../account";
import { problemsOf } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { isLost, lookAfter } from "../../api/keys/lost-answer";
import { LOOK_AND_FLIP } from "../../api/keys/switch";
import { type Operation } from "./diff";
import { describeOperation, describeOperations } from "./operations";
import { type ProxyKeyState } from "./schema";
import { SETTINGS, type Settings } from "./settings";
import { sameVisibleSettings, settingsToWire } from "./settings-on-wire";
import { toggleKey } from "./toggle-key";

export interface Change {
  readonly account: Account;
  /** With places in the request budget reserved. */
  readonly calls: ReservedCalls;
  readonly key: string;
  readonly settings: Settings;
  readonly prior: ProxyKeyState | null;
  /** The state when everything is done. */
  readonly target: ProxyKeyState;
  /** Aborted when Terraform asks to stop. */
  readonly stop: AbortSignal;
}

export interface Progress {
  readonly state: ProxyKeyState;
  readonly done: readonly Operation[];
}

export interface Outcome {
  /** What was reached. */
  readonly state: ProxyKeyState;
  readonly diagnostics: readonly Diagnostic[];
  readonly done: readonly Operation[];
  /** The operation that failed and those after it. */
  readonly left: readonly Operation[];
  /** What the failed operation threw. */
  readonly error?: unknown;
}

/** Places for the calls of these operations, which follow each other without a wait in between. */
export const reservationFor = (operations: readonly Operation[], signal: AbortSignal): Reservation => ({
  count: operations.map(({ kind }) => (kind === "toggle" ? LOOK_AND_FLIP : 1)).reduce((a, b) => a + b, 0),
  label: `POST /auth/proxy/${operations[0]?.kind ?? "update"}`,
  signal,
});

export async function carryOut(change: Change, operations: readonly Operation[], start: Progress): Promise<Outcome> {
  let progress = start;
  for (const [index, operation] of operations.entries()) {
    try {
      progress = await perform(change, operation, progress);
    } catch (error) {
      change.account.keys.forget();
      const { done } = progress;
      const left = operations.slice(index);
      return { state: reached(change, progress), diagnostics: failure(change, error, done, left), done, left, error };
    }
  }
  const { done } = progress;
  const state = { ...change.target, operations: describeOperations(change.prior, done) };
  return { state, diagnostics: [], done, left: [] };
}

async function perform(change: Change, operation: Operation, progress: Progress): Promise<Progress> {
  const { account, calls, key, stop } = change;
  const done = [...progress.done, operation];
  switch (operation.kind) {
    case "update":
      await update(change, operation);
      return { done, state: { ...change.target, enabled: progress.state.enabled } };
    case "toggle":
      await toggleKey({ account, key, to: operation.to, stop }, calls);
      return { done, state: { ...progress.state, enabled: operation.to === "on" } };
    case "create":
    case "remove":
      throw new Error(`${operation.kind} is not a step of a change to an existing key`);
  }
}

/** An update whose answers were all lost is read back, and believed if the key has become what was sent. */
async function update(change: Change, { changed }: Extract<Operation, { kind: "update" }>): Promise<void> {
  const { account, calls, key, settings, stop } = change;
  const sent = settingsToWire(settings);
  const since = account.clock.now();
  try {
    await calls.update({ proxy_key: key, ...sent }, stop);
  } catch (error) {
    // The API does not show everything, limit_type for one: if nothing else changes, reading back proves nothing.
    if (!isLost(error) || changed.every((name) => SETTINGS[name].told === null)) throw error;
    await calls.release();
    const finding = await lookAfter(error, account, stop, (keys) => {
      const record = keys.get(keyId(key));
      return (record && sameVisibleSettings(record, settings)) || undefined;
    });
    if (finding.kind !== "found") throw error;
  }
  account.keys.wrote(key, sent, since);
}

/** State after a failure: it lists the operations that were done; where none was, nothing has changed. */
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
  const doing = `${failed ? describeOperation(failed) : "change"} (proxy key ${quoted(change.settings.name)})`;
  const diagnostics = problemsOf(error, doing, expiryHint(change, error));
  const list = (operations: readonly Operation[]) => operations.map(describeOperation).join("; ") || "nothing";
  const summary = `Done: ${list(done)}. Not done: ${list(left)}. The next plan shows what is left.`;
  return diagnostics.map((diagnostic) => ({ ...diagnostic, detail: `${diagnostic.detail}\n\n${summary}` }));
}

/** Update sends the expiry with everything else, and the API may refuse one that has passed. */
function expiryHint({ settings, account }: Change, error: unknown): string | undefined {
  const refused = error instanceof ApiError && (error.code === "bad_request" || error.code === "invalid");
  if (!refused || settings.expires_at === null || settings.expires_at * 1000 > apiNow(account)) return undefined;
  return "The key has expired, and the API refuses an expiry in the past. Set expires_at to a new instant, or remove it.";
}
