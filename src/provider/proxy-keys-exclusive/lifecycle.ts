// Create, update and delete of exclusive ownership. Creating only records, deleting does nothing; an update removes exactly
// the keys that the plan named, never one that came later, and tells what was reached if it fails on the way.
import { ApiError } from "../../api";
import { quoted } from "../../api/visible";
import { UNKNOWN } from "../../terraform/cty";
import {
  type CreateRequest,
  type Diagnostic,
  type StateResponse,
  type UpdateRequest,
  warningDiagnostic,
} from "../../terraform/framework";
import { type Account, type Configured, accountFor } from "../account";
import { problemsOf } from "../api-diagnostics";
import { withFingerprint } from "../fingerprint";
import { removeAll } from "../remove-all";
import { namesOf, without } from "./plan";
import { listed, surveyNow, timeOf } from "./read";
import { type ExclusiveAttributes } from "./schema";
import { type Names, survey } from "./scope";

type Response = StateResponse<ExclusiveAttributes>;

export async function createExclusive(request: CreateRequest<ExclusiveAttributes, Configured>): Promise<Response> {
  const { planned, signal } = request;
  const account = accountFor(request.client, "look at the account's proxy keys");
  const found = await surveyNow(account, planned, signal);
  return { state: { ...planned, ...found }, private: withFingerprint(request.private, account.fingerprint) };
}

export async function updateExclusive(request: UpdateRequest<ExclusiveAttributes, Configured>): Promise<Response> {
  const { planned } = request;
  if (planned.present === UNKNOWN) return createExclusive(request);
  const account = accountFor(request.client, "remove proxy keys");
  const remove = namesOf(planned.remove);
  if (remove.size === 0) return { state: planned };
  const { removed, diagnostics } =
    planned.use_delete_all === true
      ? await removeAtOnce(account, remove, request.signal)
      : await removeEach(account, remove, request);
  if (removed.size === remove.size) return { state: planned, diagnostics };
  const left = without(remove, removed);
  const prior = namesOf(request.prior.ignored);
  const split = (wasIgnored: boolean) => [...left].filter(([id]) => prior.has(id) === wasIgnored);
  const present = new Map([...namesOf(planned.present), ...split(false)]);
  const ignored = new Map([...namesOf(planned.ignored), ...split(true)]);
  return { state: { ...planned, present, ignored, remove: removed }, diagnostics };
}

export const deleteExclusive = async (): Promise<Response> => ({ state: null });

interface Removal {
  readonly removed: Names;
  readonly diagnostics: readonly Diagnostic[];
}

async function removeEach(
  account: Account,
  remove: Names,
  { planned, signal }: UpdateRequest<ExclusiveAttributes, Configured>,
): Promise<Removal> {
  const keys = await listed(account, signal);
  const owned = survey(keys, planned, timeOf(account)).present;
  const removed = new Map<string, string>();
  const spared: string[] = [];
  for (const [id, name] of remove) {
    const record = keys.get(id);
    if (record && !owned.has(id)) spared.push(id);
    else if (record) {
      try {
        await account.client.remove(record.key, signal);
      } catch (error) {
        if (!(error instanceof ApiError && error.code === "not_found" && error.apiShaped)) {
          account.keys.forget();
          return { removed, diagnostics: [...sparedWarning(spared), ...stopped(error, id, name, remove, removed)] };
        }
      }
      account.keys.removed(record.key);
    }
    removed.set(id, name);
  }
  return { removed, diagnostics: sparedWarning(spared) };
}

async function removeAtOnce(account: Account, remove: Names, signal: AbortSignal): Promise<Removal> {
  let keys = await listed(account, signal);
  // None of them is there any more, or the account is another one.
  if (![...remove.keys()].some((id) => keys.has(id))) return { removed: remove, diagnostics: [] };
  try {
    await removeAll(account, remove.keys(), signal, (left) => (keys = left));
    return { removed: remove, diagnostics: [] };
  } catch (error) {
    const removed = new Map([...remove].filter(([id]) => !keys.has(id)));
    return { removed, diagnostics: problemsOf(error, "remove every proxy key of the account") };
  }
}

function stopped(error: unknown, id: string, name: string, all: Names, removed: Names): readonly Diagnostic[] {
  const left = all.size - removed.size;
  return problemsOf(error, `remove proxy key ${quoted(name)} (${id})`).map((diagnostic) => ({
    ...diagnostic,
    detail: `${diagnostic.detail}\n\nRemoved before: ${removed.size}. Not removed: ${left}. The next plan shows what is left.`,
  }));
}

/** Renamed, or about to expire, since the plan: not ours to remove any more. */
function sparedWarning(spared: readonly string[]): readonly Diagnostic[] {
  if (spared.length === 0) return [];
  return [
    warningDiagnostic(
      `${spared.length} proxy keys were not removed: they changed since the plan`,
      `Their name no longer begins with name_prefix, or they now expire within ignore_expiring_within. They are left alone:\n${spared.map((id) => `- ${id}`).join("\n")}`,
    ),
  ];
}
