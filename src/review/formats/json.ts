// A review as JSON, for programs: the published contract that review.schema.json describes. All fields are always there, in the
// same order; null where there is nothing to tell. Fields may be added (1.1), and none changes or goes within 1.x.
import { redact } from "../../api/secrets";
import { bounded, escapeHidden } from "../../api/visible";
import { UNKNOWN } from "../../terraform/cty";
import {
  type AccountFacts,
  type ActionFacts,
  type Cost,
  type Counts,
  type ExclusiveFacts,
  type KeyFacts,
  type OtherFacts,
  type Pair,
  type PlanFacts,
  type PlannedOperation,
  type Review,
  type SettingFacts,
  type SettingValue,
} from "../facts";
import { type Verdict, type Violation } from "../policy/verdict";

export const FORMAT_VERSION = "1.0";

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [field: string]: Json };

/** No name or address is as long; a program that compares texts needs them whole. */
const LONGEST_TEXT = 1_000;

export function formatJson(review: Review, verdict: Verdict): string {
  const text = JSON.stringify(
    clean({
      format_version: FORMAT_VERSION,
      complete: review.plans.every(({ isErrored, gaps }) => !isErrored && gaps.length === 0),
      counts: counts(review.counts),
      accounts: review.accounts.map(account),
      cost: cost(review.cost),
      violations: verdict.violations.map(violation),
      exempted: verdict.exempted.map(violation),
      notes: verdict.notes,
      plans: review.plans.map(plan),
    }),
    null,
    2,
  );
  return `${escapeHidden(text, (character) => (character === "\n" ? character : escapeOf(character)))}\n`;
}

const plan = (facts: PlanFacts): Json => ({
  label: facts.label,
  tool: facts.tool,
  terraform_version: facts.terraformVersion,
  planned_at: facts.plannedAt,
  errored: facts.isErrored,
  partial: facts.isPartial,
  gaps: facts.gaps.map(({ address, words }) => ({ address, words })),
  warnings: facts.warnings.map(warning),
  counts: counts(facts.counts),
  accounts: facts.accounts.map(account),
  cost: cost(facts.cost),
  keys: facts.keys.map(key),
  exclusives: facts.exclusives.map(exclusive),
  actions: facts.actions.map(action),
  others: facts.others.map(other),
});

const key = (facts: KeyFacts): Json => ({
  address: facts.address,
  previous_address: facts.previousAddress,
  deposed: facts.deposed,
  construct_path: facts.constructPath,
  source: facts.source && { file: facts.source.file, line: facts.source.line },
  account: facts.account,
  change: facts.change,
  create_before_destroy: facts.isCreateFirst,
  old_key_forgotten: facts.isOldForgotten,
  import_id: value(facts.importId ?? null),
  reason: facts.reason,
  name: pair(facts.names),
  id: facts.id,
  operations: facts.operations.map(operation),
  operations_known: facts.areOperationsKnown,
  access: facts.access,
  allowed: facts.allowed && { models: value(facts.allowed.models), addresses: value(facts.allowed.addresses) },
  settings: facts.settings.map(setting),
  besides: facts.besides,
  drift: facts.drift.map(setting),
  removed_outside: facts.isRemovedOutside,
  allocation: { ...pair(facts.money), difference: facts.money.difference, left_behind: facts.money.leftBehind },
  used: facts.used,
  expiry: { ...pair(facts.expiries), valid_for: facts.validFor, words: facts.expiry },
  irreversible: facts.irreversible,
  rotation: facts.rotation && { old_key_works_on: facts.rotation.doesOldKeyWorkOn, words: facts.rotation.words },
  warnings: facts.warnings.map(warning),
});

const exclusive = (facts: ExclusiveFacts): Json => ({
  address: facts.address,
  construct_path: facts.constructPath,
  source: facts.source && { file: facts.source.file, line: facts.source.line },
  account: facts.account,
  change: facts.change,
  removed: facts.removed.map(({ id, name }) => ({ id, name })),
  removals_known: facts.areRemovalsKnown,
  delete_all: facts.isDeleteAll,
  operations: facts.operations.map(operation),
  warnings: facts.warnings.map(warning),
});

const action = (facts: ActionFacts): Json => ({
  address: facts.address,
  type: facts.type,
  trigger: facts.trigger,
  account: facts.account,
  operations: facts.operations.map(operation),
  words: facts.words,
});

const other = ({ type, counts: { create, update, replace, destroy, read, forget, unchanged } }: OtherFacts): Json => ({
  type,
  counts: { create, update, replace, destroy, read, forget, unchanged },
});

const counts = (facts: Counts): Json => ({
  destroy: facts.destroy,
  replace: facts.replace,
  update: facts.update,
  create: facts.create,
  forget: facts.forget,
  import: facts.import,
  move: facts.move,
  drift: facts.drift,
  defer: facts.defer,
  unchanged: facts.unchanged,
  wider: facts.wider,
  unknown: facts.unknown,
  undeclared: facts.undeclared,
  others: facts.others,
});

const account = (facts: AccountFacts): Json => ({
  name: facts.name,
  keys: facts.keys,
  allocation: {
    before: facts.before,
    after: facts.after,
    difference: facts.difference,
    left_behind: facts.leftBehind,
    untold: facts.untold,
  },
});

const cost = (facts: Cost): Json => ({
  requests: facts.requests,
  requests_known: !facts.isAtLeast,
  requests_per_minute: facts.perMinute,
  limit_assumed: facts.isAssumed,
  minutes: facts.minutes,
  timeline: facts.timeline.map((moment) => ({
    second: moment.second,
    address: moment.address,
    operation: operation(moment.operation),
  })),
});

const violation = (facts: Violation): Json => ({
  rule: facts.rule,
  plan: facts.plan,
  address: facts.address,
  name: facts.name,
  value: facts.value,
  words: facts.words,
  exemption: facts.exemption && { reason: facts.exemption.reason, until: facts.exemption.until },
});

const operation = ({ kind, text, on }: PlannedOperation): Json => ({ kind, text, on });

const warning = ({ summary, detail, origin }: KeyFacts["warnings"][number]): Json => ({ summary, detail, origin });

const setting = (facts: SettingFacts): Json => ({
  name: facts.name,
  ...pair(facts),
  access: facts.access,
  words: facts.words,
});

const pair = ({ before, after }: Pair<SettingValue>) => ({ before: value(before), after: value(after) });

/** What must not or cannot be shown is an object, which no value of a setting is. */
function value(told: SettingValue): Json {
  if (typeof told !== "symbol") return told;
  return told === UNKNOWN ? { unknown: true } : { sensitive: true };
}

/** No secrets, no text at any length, no number that JSON does not have, and null for what is not there. */
function clean(json: Json): Json {
  if (json === undefined || json === null) return null;
  if (typeof json === "string") return bounded(redact(json), LONGEST_TEXT);
  if (typeof json === "number") return Number.isFinite(json) ? json : null;
  if (typeof json === "boolean") return json;
  if (isList(json)) return json.map(clean);
  return Object.fromEntries(Object.entries(json).map(([field, one]) => [field, clean(one)]));
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

/** The same text for a program, and nothing that steers a terminal. */
const escapeOf = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
