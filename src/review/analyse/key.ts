// The facts of one key in a plan.
import { parseInstant } from "../../rules";
import { UNKNOWN, isWhollyKnown } from "../../terraform/cty";
import { type Allowed, type Gap, type Hidden, type KeyFacts, type Pair, SENSITIVE, type SettingFacts } from "../facts";
import { type PlannedKey, type TypedKey } from "../plan/plan";
import { accessOfChange } from "./access";
import { besidesOf } from "./besides";
import { type Ending, endingOf, forgotten, rotationOf } from "./ending";
import { type Moment } from "./moment";
import { moneyOf } from "./money";
import { type Calls, NO_CALLS, callsOfChange, callsOfDestroy } from "./operations";
import { allOf, changesOf } from "./settings";
import { expiryInWords } from "./spans";
import { warningsOfCreate, warningsOfDestroy, warningsOfReplacement, warningsOfUpdate } from "./warnings";

export interface KeyAnalysis {
  /** Undefined: the key does not change in any way. */
  readonly facts: KeyFacts | undefined;
  readonly gaps: readonly Gap[];
  /** Of a key that does not change: for the sums. */
  readonly money: KeyFacts["money"];
  /** Of a replacement, of both keys in their order. */
  readonly calls: readonly Calls[];
}

const REMOVED_ELSEWHERE =
  "The key was removed outside of Terraform, and the new one has another value: everybody who has the old one needs the new one.";

/** What the kinds of a change say of it, each in its own way. */
type Told = Pick<KeyFacts, "change" | "access" | "settings" | "money"> &
  Partial<KeyFacts> & { readonly calls?: readonly Calls[] };

export function analyseKey(key: PlannedKey, moment: Moment): KeyAnalysis {
  const told = tellOf(key, moment);
  const { before, after } = key;
  if (told === undefined) {
    if (key.kind === "no-op") return { facts: undefined, gaps: [], money: moneyOf(before, after, false), calls: [] };
    const words = "The plan does not tell the values of this change.";
    return { facts: undefined, gaps: [{ address: key.address, words }], money: moneyOf(null, null, false), calls: [] };
  }
  const { calls = [], ...facts } = told;
  const gap: Gap = {
    address: key.address,
    words: `The plan's operations are not those that its values ask for. Was it planned by another version of the provider?`,
  };
  return {
    facts: { ...bare(key, moment), ...callFacts(calls), ...facts },
    gaps: calls.some(({ isOdd }) => isOdd) ? [gap] : [],
    money: facts.money,
    calls,
  };
}

function tellOf(key: PlannedKey, moment: Moment): Told | undefined {
  const { before, after, kind } = key;
  if (key.deferred !== undefined) return deferred(key, moment);
  switch (kind) {
    case "no-op":
      return unchanged(key, moment);
    case "create":
      return after === null ? undefined : created(key, after, moment);
    case "update":
      return before === null || after === null ? undefined : updated(key, before, after, moment);
    case "delete":
      return before === null ? undefined : destroyed(before, moment);
    case "forget":
      return before === null ? undefined : forgets(before, moment);
    case "delete, create":
    case "create, delete":
    case "create, forget":
    case "forget, create":
      return before === null || after === null ? undefined : replaced(key, before, after, moment);
    case "read":
      return undefined;
  }
}

function created({ drift }: PlannedKey, after: TypedKey, moment: Moment): Told {
  return {
    change: "create",
    access: "new",
    settings: allOf(after, "after", moment),
    money: moneyOf(null, after, false),
    calls: [callsOfChange(null, after.state, moment)],
    expiry: expiryOf(allOf(after, "after", moment)),
    irreversible: isGone(drift) ? [REMOVED_ELSEWHERE] : [],
    warnings: warningsOfCreate(after),
  };
}

function updated(key: PlannedKey, before: TypedKey, after: TypedKey, moment: Moment): Told {
  const settings = changesOf(before, after, moment);
  const calls = callsOfChange(before.state, after.state, moment);
  const { operations } = calls;
  const { configured } = key;
  return {
    change: "update",
    access: accessOfChange(settings),
    settings,
    money: moneyOf(before, after, false),
    calls: [calls],
    expiry: expiryOf(settings) ?? pastExpiry(after, moment),
    besides: besidesOf(before, after, moment),
    irreversible: storing(before, after),
    warnings: warningsOfUpdate({ before, after, settings, operations, configured }, moment),
  };
}

function destroyed(before: TypedKey, moment: Moment): Told {
  const calls = callsOfDestroy(before.state, moment);
  const ending = endingOf(before, calls.operations.length, moment);
  return {
    change: "destroy",
    access: ending.access,
    settings: ending.settings,
    money: moneyOf(before, null, ending.isKept),
    calls: [calls],
    expiry: ending.expiry,
    expiries: { before: expiryAt(before), after: expiryAfter(ending) },
    irreversible: ending.irreversible,
    warnings: warningsOfDestroy(before),
  };
}

function forgets(before: TypedKey, moment: Moment): Told {
  return {
    change: "forget",
    access: "same",
    settings: [],
    money: moneyOf(before, null, true),
    irreversible: forgotten(before, moment).irreversible,
  };
}

function replaced(key: PlannedKey, before: TypedKey, after: TypedKey, moment: Moment): Told {
  const isForgotten = key.kind === "create, forget" || key.kind === "forget, create";
  const old = isForgotten ? NO_CALLS : callsOfDestroy(before.state, moment);
  const ending = isForgotten ? forgotten(before, moment) : endingOf(before, old.operations.length, moment);
  const settings = changesOf(before, after, moment);
  const calls = callsOfChange(null, after.state, moment);
  const isCreateFirst = key.kind === "create, delete" || key.kind === "create, forget";
  const { configured } = key;
  const changed = { before, after, settings, operations: calls.operations, configured };
  return {
    change: "replace",
    isCreateFirst,
    isOldForgotten: isForgotten,
    access: accessOfChange(settings),
    settings,
    money: moneyOf(before, after, ending.isKept),
    calls: isCreateFirst ? [calls, old] : [old, calls],
    expiry: expiryOf(settings),
    irreversible: [
      ...ending.irreversible,
      "The new key has another value: everybody who has the old one needs the new one.",
    ],
    rotation: rotationOf(ending),
    warnings: warningsOfReplacement(changed, ending.isKept && !isForgotten, moment),
  };
}

/** What would become of it is shown, and nothing of it is certain. */
function deferred({ before, after }: PlannedKey, moment: Moment): Told {
  const money = moneyOf(before, after, false);
  return {
    change: "defer",
    access: "unknown",
    settings: before !== null && after !== null ? changesOf(before, after, moment) : [],
    money: { ...money, after: UNKNOWN, difference: undefined },
    areOperationsKnown: false,
  };
}

function unchanged(key: PlannedKey, moment: Moment): Told | undefined {
  const { before, after, previousAddress, importId } = key;
  const change = importId !== undefined ? "import" : previousAddress !== undefined ? "move" : undefined;
  if (change === undefined && !isGone(key.drift) && driftOf(key, moment).length === 0) return undefined;
  const present = after ?? before ?? key.drift?.after ?? null;
  const money = moneyOf(before ?? present, present, false);
  return { change: change ?? "drift", access: "same", settings: [], money };
}

/** What holds of every change, as long as its kind says nothing else. */
function bare(key: PlannedKey, moment: Moment): Omit<KeyFacts, "change" | "access" | "settings" | "money"> {
  const { before, after } = key;
  // An object that has only drifted may have gone.
  const shown = before ?? after ?? key.drift?.after ?? key.drift?.before ?? null;
  return {
    address: key.address,
    previousAddress: key.previousAddress,
    deposed: key.deposed,
    constructPath: undefined,
    source: undefined,
    account: key.account,
    isCreateFirst: false,
    isOldForgotten: false,
    importId: key.importId,
    reason: key.deferred ?? key.reason,
    names: namesOf(before ?? (key.kind === "no-op" ? shown : null), after ?? (key.kind === "no-op" ? shown : null)),
    id: idOf(shown) ?? idOf(after),
    operations: [],
    areOperationsKnown: true,
    allowed: allowedOf(after ?? (key.kind === "no-op" ? shown : null), moment),
    besides: [],
    drift: driftOf(key, moment),
    isRemovedOutside: isGone(key.drift),
    expiry: undefined,
    expiries: { before: expiryAt(before), after: expiryAt(after) },
    validFor: validForOf(after),
    irreversible: [],
    rotation: undefined,
    warnings: [],
    used: undefined,
  };
}

const callFacts = (calls: readonly Calls[]): Pick<KeyFacts, "operations" | "areOperationsKnown"> => ({
  operations: calls.flatMap(({ operations }) => operations),
  areOperationsKnown: calls.every(({ areKnown }) => areKnown),
});

function driftOf({ drift }: PlannedKey, moment: Moment): readonly SettingFacts[] {
  return drift?.before && drift.after ? changesOf(drift.before, drift.after, moment) : [];
}

const isGone = (drift: PlannedKey["drift"]): boolean => drift !== undefined && drift.before !== null && !drift.after;

function allowedOf(typed: TypedKey | null, { table }: Moment): Allowed | undefined {
  if (typed === null) return undefined;
  const list = (name: "model_whitelist" | "ip_whitelist") => {
    const { [name]: entries } = typed.state;
    if (typed.sensitive.has(name)) return SENSITIVE;
    return isWhollyKnown(entries) ? table[name].fromState(entries) : UNKNOWN;
  };
  return { models: list("model_whitelist"), addresses: list("ip_whitelist") };
}

/** Of an expiry that is computed during the apply, for sure. */
function validForOf(typed: TypedKey | null): string | undefined {
  if (typed === null || typed.sensitive.has("valid_for") || typed.state.expires_at !== UNKNOWN) return undefined;
  return typeof typed.state.valid_for === "string" ? typed.state.valid_for : undefined;
}

const namesOf = (before: TypedKey | null, after: TypedKey | null): Pair<string> => ({
  before: textOf(before, "name"),
  after: textOf(after, "name"),
});

function textOf(typed: TypedKey | null, name: "name" | "expires_at"): string | null | Hidden {
  if (typed === null) return null;
  if (typed.sensitive.has(name)) return SENSITIVE;
  return typed.state[name];
}

function idOf(typed: TypedKey | null): string | undefined {
  const id = typed?.state.id;
  return typeof id === "string" ? id : undefined;
}

const expiryAt = (typed: TypedKey | null): string | null | Hidden => textOf(typed, "expires_at");

/** Of a key that is kept: with what it is left. */
function expiryAfter({ settings }: Ending): string | null | Hidden {
  const after = settings.find(({ name }) => name === "expires_at")?.after ?? null;
  return typeof after === "string" || after === null || after === UNKNOWN || after === SENSITIVE ? after : null;
}

/** Without the label, which the place says where it is shown. */
const expiryOf = (settings: readonly SettingFacts[]): string | undefined =>
  settings.find(({ name }) => name === "expires_at")?.words.replace(/^[^:]*: /, "");

/** One that has passed is worth a word also where it does not change. */
function pastExpiry(after: TypedKey, { now }: Moment): string | undefined {
  const { expires_at: text } = after.state;
  if (typeof text !== "string" || after.sensitive.has("expires_at")) return undefined;
  const instant = parseInstant(text);
  return instant !== undefined && instant * 1000 <= now ? expiryInWords(instant, now) : undefined;
}

/** A secret that was stored once stays in what is kept of the state. */
function storing(before: TypedKey, after: TypedKey): readonly string[] {
  const was = before.state.store_key;
  const is = after.state.store_key;
  if (was === false && is !== false && isWhollyKnown(is)) {
    return ["The key's value enters the state, and stays in backups and earlier versions of it."];
  }
  if (was !== false && is === false) {
    return [
      "The key's value leaves the state, but stays in this plan and in backups and earlier versions of the state.",
    ];
  }
  return [];
}
