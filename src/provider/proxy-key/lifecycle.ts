// Create and update of a proxy key, by the operations that the diff engine chose. Each returns the state that was
// reached, whatever happened on the way, so that no key is ever lost.
import { type KeyObject, type ReservedCalls } from "../../api";
import { keyId } from "../../api/key-id";
import { UNKNOWN } from "../../terraform/cty";
import {
  type CreateRequest,
  type Diagnostic,
  DiagnosticsError,
  type StateResponse,
  type UpdateRequest,
  errorDiagnostic,
} from "../../terraform/framework";
import { type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { withFingerprint } from "../fingerprint";
import { withGrace } from "../../api/keys/grace";
import { LOOK_AND_FLIP } from "../../api/keys/switch";
import { type Change, type Now, type Outcome, carryOut } from "./change";
import { createOnce } from "./creation";
import { diff } from "./diff";
import { withUnfinished } from "./deletion";
import { findKeyOf } from "./gone";
import { priorSettings, afterChange } from "./limit-type";
import { type Settings, identityFromWire, settingsOf, settingsToWire } from "./model";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { rememberExpiry, settleExpiry } from "./validity";

type Response = StateResponse<ProxyKeyAttributes>;

export async function createProxyKey(
  request: CreateRequest<ProxyKeyAttributes, Configured>,
  now: Now,
): Promise<Response> {
  const { signal } = request;
  const planned = settleExpiry(request.planned, now());
  const account = accountFor(request.client, "create a proxy key");
  const settings = knownSettings(planned);
  const [create, ...rest] = diff(null, settings);
  if (create?.kind !== "create") throw new Error("a new key does not begin with create");

  // Reserved together, so that a key that is to be off is on for no longer than it must.
  const creation = { account, sent: settingsToWire(settings), following: rest.length, stop: signal };
  const finish = (record: KeyObject, calls: ReservedCalls): Promise<Response> =>
    // A key that exists is finished even when Terraform asks to stop.
    withGrace(signal, account.requestTimeoutMs, account.clock, async (stop) => {
      // The planned values, not the answer's: Terraform holds us to what was planned; a difference shows as drift.
      const target = { ...planned, ...identityFromWire(record, planned) };
      const change: Change = { account, calls, key: record.key, settings, prior: null, target, stop, now };
      const created = { ...target, enabled: record.is_active ?? true };
      const outcome = await carryOut(change, rest, { state: created, done: [create] });
      return outcome.left.length === 0 ? outcome : removeUnfinished(change, outcome);
    });
  const { result, diagnostics } = await createOnce(creation, finish);
  account.gracePeriods.note(result.state);
  return {
    state: result.state,
    private: withFingerprint(
      rememberExpiry({ ...request.private, ...result.private }, result.state),
      account.fingerprint,
    ),
    diagnostics: [...(result.diagnostics ?? []), ...diagnostics],
  };
}

/** A key that was to be off from its beginning must not stay on: what cannot be switched off is removed. */
async function removeUnfinished({ account, key, settings, stop }: Change, unfinished: Outcome): Promise<Response> {
  const explain = (text: string): readonly Diagnostic[] => [
    ...unfinished.diagnostics,
    errorDiagnostic(`Proxy key ${quoted(settings.name)} could not be switched off after its creation`, text),
  ];
  try {
    await account.client.remove(key, stop);
  } catch (error) {
    const why = problemsOf(error, "remove it").map(({ detail }) => detail);
    const live = `It is live, and it could not be removed either. Its id is ${keyId(key)}. Switch it off or remove it at once; the next apply removes it too.`;
    const diagnostics = explain([live, ...why].join("\n\n"));
    return { state: unfinished.state, private: withUnfinished({}), diagnostics };
  }
  account.keys.removed(key);
  return {
    state: null,
    diagnostics: explain("It was removed again, so that no key is live that should not be. Apply again."),
  };
}

export async function updateProxyKey(
  request: UpdateRequest<ProxyKeyAttributes, Configured>,
  now: Now,
): Promise<Response> {
  const { prior, signal: stop } = request;
  const planned = settleExpiry(request.planned, now());
  const account = accountFor(request.client, "update a proxy key");
  const settings = knownSettings(planned);
  const operations = diff(priorSettings(knownSettings(prior), settings, request.private), settings);
  const places = operations.map(({ kind }) => (kind === "toggle" ? LOOK_AND_FLIP : 1)).reduce((a, b) => a + b, 0);
  const doing = `update proxy key ${quoted(settings.name)}`;
  const search = { account, state: prior, seen: request.private, signal: stop };
  const key = typeof prior.key === "string" ? prior.key : (await findKeyOf(search))?.key;
  if (key === undefined) throw new DiagnosticsError([goneMeanwhile(doing)]);
  const target = { ...planned, key: planned.store_key === false ? null : key };
  const outcome = await orDiagnostics(doing, () =>
    account.client.together(
      { count: places, label: `POST /auth/proxy/${operations[0]?.kind}`, signal: stop },
      (calls) => {
        const change: Change = { account, calls, key, settings, prior, target, stop, now };
        return carryOut(change, operations, { state: prior, done: [] });
      },
    ),
  );
  account.gracePeriods.note(outcome.state);
  const kept = afterChange(request.private, outcome);
  return { ...outcome, private: outcome.left.length > 0 ? kept : rememberExpiry(kept, outcome.state) };
}

const goneMeanwhile = (doing: string): Diagnostic =>
  errorDiagnostic(
    `Cannot ${doing}`,
    "The key has been removed since the plan. Run terraform plan: it shows what the API has now.",
  );

function knownSettings(state: ProxyKeyState): Settings {
  const settings = settingsOf(state);
  if (settings === UNKNOWN) throw new Error("settings are unknown at apply");
  return settings;
}
