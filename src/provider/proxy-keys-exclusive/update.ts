// Update of exclusive ownership: removes exactly the keys that the plan named, never one that came later, and tells what was
// reached if it fails on the way.
import { isGone } from "../../api/errors";
import { apiNow } from "../../api/keys/access";
import { type KeyIndex } from "../../api/keys/key-list";
import { removeAll } from "../../api/keys/remove-all";
import { quoted } from "../../api/visible";
import { keysOf } from "../../rules";
import { UNKNOWN } from "../../terraform/cty";
import { type Diagnostic, type StateResponse, type UpdateRequest, warningDiagnostic } from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { problemsOf } from "../api-diagnostics";
import { createExclusive } from "./create";
import { afterChange, gracesIn, withGraces } from "./graces";
import { namesOf, without } from "./plan";
import { listOwn } from "./read";
import { type ExclusiveAttributes } from "./schema";
import { type Names, survey } from "./scope";

type Response = StateResponse<ExclusiveAttributes>;

export async function updateExclusive(request: UpdateRequest<ExclusiveAttributes, Configured>): Promise<Response> {
  const { planned, prior, private: seen, signal } = request;
  const account = accountFor(request.client, "remove proxy keys");
  account.run.applies();
  const remove = namesOf(planned.remove);
  const graces = afterChange(gracesIn(seen), planned.key_ids, account.gracePeriods);
  const kept = withGraces(seen, graces);
  if (planned.present !== UNKNOWN && remove.size === 0) return { state: planned, private: kept };
  // What was listed earlier in this apply may have changed since: a key that expires by now is to be spared.
  const { keys } = await listOwn(account, prior, seen, signal, account.keys.mark());
  if (planned.present === UNKNOWN) return createExclusive(request);
  const { removed, diagnostics } =
    planned.use_delete_all === true
      ? await removeAtOnce(account, keys, remove, signal)
      : await removeEach(account, remove, {
          keys,
          owned: survey(keys, planned, graces, apiNow(account)).present,
          signal,
        });
  if (removed.size === remove.size) return { state: planned, private: kept, diagnostics };
  const left = without(remove, removed);
  const wasIgnored = namesOf(prior.ignored);
  const split = (ignored: boolean) => [...left].filter(([id]) => wasIgnored.has(id) === ignored);
  return {
    state: {
      ...planned,
      present: new Map([...namesOf(planned.present), ...split(false)]),
      ignored: new Map([...namesOf(planned.ignored), ...split(true)]),
      remove: removed,
    },
    private: kept,
    diagnostics,
  };
}

interface Removal {
  /** What the state is to say of the plan's removals: Terraform holds us to it, so those that were spared are among them. */
  readonly removed: Names;
  readonly diagnostics: readonly Diagnostic[];
}

async function removeEach(
  account: Account,
  remove: Names,
  { keys, owned, signal }: { readonly keys: KeyIndex; readonly owned: Names; readonly signal: AbortSignal },
): Promise<Removal> {
  const settled = new Map<string, string>();
  const spared: string[] = [];
  for (const [id, name] of remove) {
    const record = keys.get(id);
    if (record && !owned.has(id)) spared.push(id);
    else if (record) {
      try {
        await account.client.remove(record.key, signal);
      } catch (error) {
        if (!isGone(error)) {
          account.keys.forget();
          const done = settled.size - spared.length;
          const left = remove.size - settled.size;
          return {
            removed: settled,
            diagnostics: [...sparedWarning(spared), ...stopped(error, { id, name, done, left })],
          };
        }
      }
      account.keys.removed(record.key);
    }
    settled.set(id, name);
  }
  return { removed: settled, diagnostics: sparedWarning(spared) };
}

async function removeAtOnce(account: Account, keys: KeyIndex, remove: Names, signal: AbortSignal): Promise<Removal> {
  // They are all gone already: there is nothing to remove that the plan names.
  if (![...remove.keys()].some((id) => keys.has(id))) return { removed: remove, diagnostics: [] };
  let left = keys;
  try {
    await removeAll(account, remove.keys(), signal, (present) => (left = present));
    return { removed: remove, diagnostics: [] };
  } catch (error) {
    const removed = new Map([...remove].filter(([id]) => !left.has(id)));
    return { removed, diagnostics: problemsOf(error, "remove every proxy key of the account") };
  }
}

interface Stop {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  readonly left: number;
}

function stopped(error: unknown, { id, name, done, left }: Stop): readonly Diagnostic[] {
  return problemsOf(error, `remove proxy key ${quoted(name)} (${id})`).map((diagnostic) => ({
    ...diagnostic,
    detail: `${diagnostic.detail}\n\nRemoved before: ${done}. Not removed: ${left}. The next plan shows what is left.`,
  }));
}

/** Renamed, or about to expire, since the plan: not ours to remove any more. */
function sparedWarning(spared: readonly string[]): readonly Diagnostic[] {
  if (spared.length === 0) return [];
  return [
    warningDiagnostic(
      `Not removed, because changed since the plan: ${keysOf(spared.length)}`,
      `Their name no longer begins with name_prefix, or they now expire within ignore_expiring_within, or within their own grace period. They are left alone:\n${spared.map((id) => `- ${id}`).join("\n")}`,
    ),
  ];
}
