// Create of a proxy key: the key, and what must follow at once. Returns the state that was reached, whatever happened on the
// way, so that no key is ever lost.
import { type KeyObject, type ReservedCalls } from "../../api";
import { apiNow } from "../../api/keys/access";
import { keyId } from "../../api/key-id";
import { UNKNOWN } from "../../terraform/cty";
import { type CreateRequest, type Diagnostic, type StateResponse, errorDiagnostic } from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics, problemsOf } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { withGrace } from "../../api/keys/grace";
import { type Change, type Outcome, carryOut } from "./carry-out";
import { createOnce } from "./create-once";
import { diff } from "./diff";
import { afterCreate, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { knownSettings, nameOf } from "./settings-in-state";
import { identityFromWire } from "./state-from-wire";
import { computedExpiry, refusePast, settleExpiry } from "./validity";

type Response = StateResponse<ProxyKeyAttributes>;

export async function createProxyKey(request: CreateRequest<ProxyKeyAttributes, Configured>): Promise<Response> {
  const { signal } = request;
  const account = accountFor(request.client, "create a proxy key");
  account.run.applies();
  const planned = await withExpiry(request.planned, account, signal);
  const settings = knownSettings(planned);
  const [create, ...rest] = diff(null, settings);
  if (create?.kind !== "create") throw new Error("a new key does not begin with create");

  // Reserved together, so that a key that is to be off is on for no longer than it must.
  const creation = { account, settings, following: rest.length, stop: signal };
  const finish = (record: KeyObject, calls: ReservedCalls): Promise<Response> =>
    // A key that exists is finished even when Terraform asks to stop.
    withGrace(signal, account.requestTimeoutMs, account.clock, async (stop) => {
      // The planned values, not the answer's: Terraform holds us to what was planned; a difference shows as drift.
      const target = { ...planned, ...identityFromWire(record, planned) };
      const change: Change = { account, calls, key: record.key, settings, prior: null, target, stop };
      const created = { ...target, enabled: record.is_active ?? true };
      const outcome = await carryOut(change, rest, { state: created, done: [create] });
      if (outcome.left.length > 0) return removeUnfinished(change, outcome);
      const kept = afterCreate(account.fingerprint, computedExpiry(outcome.state));
      return { ...outcome, private: privateStateOf(kept) };
    });
  const { result, diagnostics } = await createOnce(creation, finish);
  account.gracePeriods.note(result.state);
  return { ...result, diagnostics: [...(result.diagnostics ?? []), ...diagnostics] };
}

/** An expiry lies in the future by the API's clock, which the list before the create tells. */
async function withExpiry(planned: ProxyKeyState, account: Account, signal: AbortSignal): Promise<ProxyKeyState> {
  if (planned.expires_at === null) return planned;
  await orDiagnostics(`create proxy key ${quoted(nameOf(planned))}`, () => account.keys.get(account.client, signal));
  const now = apiNow(account);
  const settled = settleExpiry(planned, now);
  if (planned.expires_at !== UNKNOWN) refusePast(settled, now);
  return settled;
}

/** A key that was to be off from its beginning must not stay on: what cannot be switched off is removed. */
async function removeUnfinished(
  { account, calls, key, settings, stop }: Change,
  unfinished: Outcome,
): Promise<Response> {
  const explain = (text: string): readonly Diagnostic[] => [
    ...unfinished.diagnostics,
    errorDiagnostic(`Proxy key ${quoted(settings.name)} could not be switched off after its creation`, text),
  ];
  try {
    await calls.release();
    await account.client.remove(key, stop);
  } catch (error) {
    const why = problemsOf(error, "remove it").map(({ detail }) => detail);
    const live = `It is live, and it could not be removed either. Its id is ${keyId(key)}. Switch it off or remove it at once; the next apply removes it too.`;
    const diagnostics = explain([live, ...why].join("\n\n"));
    return {
      state: toBeRemoved(unfinished.state),
      private: privateStateOf(afterCreate(account.fingerprint)),
      diagnostics,
    };
  }
  account.keys.removed(key);
  return {
    state: null,
    diagnostics: explain("It was removed again, so that no key is live that should not be. Apply again."),
  };
}

/**
 * Terraform replaces what it could not create, and destroys it then, by its state alone (private state is lost on the way). A
 * state that comes with an error need not be as planned. Should the user keep the key instead (`untaint`), the next plan shows
 * the policy that is declared.
 */
const toBeRemoved = (state: ProxyKeyState): ProxyKeyState => ({
  ...state,
  deletion_policy: "delete",
  deletion_grace_period: null,
});
