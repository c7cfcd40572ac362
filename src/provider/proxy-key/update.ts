// Update of a proxy key: the operations that the plan has shown, on the key as the API has it now. Returns the state that was
// reached, whatever happened on the way.
import { apiNow } from "../../api/keys/access";
import { UNKNOWN } from "../../terraform/cty";
import { DiagnosticsError, type StateResponse, type UpdateRequest, errorDiagnostic } from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { orDiagnostics } from "../api-diagnostics";
import { quoted } from "../../api/visible";
import { type Change, type Outcome, carryOut, reservationFor } from "./carry-out";
import { unseenWidening } from "./changed-since";
import { type Operation, diff } from "./diff";
import { type Search, findAgain } from "./find-again";
import { isLimitTypeLost, priorSettings } from "./limit-type";
import { describeOperations } from "./operations";
import { type Kept, afterChange, keptIn, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { knownSettings, nameOf, plannedSettingsOf } from "./settings-in-state";
import { settingsFromWire } from "./settings-on-wire";
import { computedExpiry, refusePast, settleExpiry } from "./validity";

type Request = UpdateRequest<ProxyKeyAttributes, Configured>;
type Response = StateResponse<ProxyKeyAttributes>;

export async function updateProxyKey(request: Request): Promise<Response> {
  const { prior, planned } = request;
  const account = accountFor(request.client, "update a proxy key");
  account.run.applies();
  const kept = keptIn(request.private);
  const intended = plannedSettingsOf(planned, planned.expires_at === UNKNOWN);
  if (intended === UNKNOWN) throw new Error("settings are unknown at apply");
  // The plan's own decision, from the same facts.
  const operations = diff(priorSettings(knownSettings(prior), intended, kept), intended);
  const outcome =
    operations.length === 0 ? await withoutCalls(request, account) : await withCalls(request, account, operations);
  account.gracePeriods.note(outcome.state);
  return { ...outcome, private: privateStateOf(keptAfter(kept, outcome)) };
}

function keptAfter(kept: Kept, outcome: Outcome): Kept {
  const isUpdated = outcome.done.some(({ kind }) => kind === "update");
  return afterChange(kept, {
    isComplete: outcome.left.length === 0,
    updated: isUpdated ? { computedExpiry: computedExpiry(outcome.state) } : undefined,
    isLimitTypeLost: isLimitTypeLost(outcome),
  });
}

/** Only the state changes; at most, the key's value is fetched into it. */
async function withoutCalls({ prior, planned, private: seen, signal }: Request, account: Account): Promise<Outcome> {
  const key = planned.store_key === false ? null : await valueOf({ account, state: prior, seen, signal });
  return { state: { ...planned, key, operations: describeOperations(prior, []) }, diagnostics: [], done: [], left: [] };
}

async function withCalls(
  { prior, planned, private: seen, signal: stop }: Request,
  account: Account,
  operations: readonly Operation[],
): Promise<Outcome> {
  const doing = `update proxy key ${quoted(nameOf(planned))}`;
  const record = await findAgain({ account, state: prior, seen, signal: stop });
  if (record === undefined) throw goneMeanwhile(doing);
  // By the API's clock, which the look has told.
  const settledNow = (): ProxyKeyState => settleExpiry(planned, apiNow(account));
  if (planned.expires_at !== UNKNOWN && planned.expires_at !== prior.expires_at) refusePast(planned, apiNow(account));
  const stated = knownSettings(prior);
  const moments = { prior: stated, present: settingsFromWire(record, stated), target: knownSettings(settledNow()) };
  const unseen = unseenWidening(moments, operations);
  if (unseen.length > 0) throw new DiagnosticsError(unseen);

  const { key } = record;
  return orDiagnostics(doing, () =>
    account.client.together(reservationFor(operations, stop), (calls) => {
      // valid_for counts from the change on, not from the wait for its turn.
      const settled = settledNow();
      const target: ProxyKeyState = { ...settled, key: planned.store_key === false ? null : key };
      const change: Change = { account, calls, key, settings: knownSettings(settled), prior, target, stop };
      return carryOut(change, operations, { state: prior, done: [] });
    }),
  );
}

async function valueOf(search: Search): Promise<string> {
  if (typeof search.state.key === "string") return search.state.key;
  const record = await findAgain(search);
  if (record) return record.key;
  throw goneMeanwhile(`update proxy key ${quoted(nameOf(search.state))}`);
}

const goneMeanwhile = (doing: string): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `Cannot ${doing}`,
      "The key has been removed since the plan. Run terraform plan: it shows what the API has now.",
    ),
  ]);
