// The calls that the apply makes for a key, in their order. The provider has written its decision into the plan; where it could
// not, and for what is destroyed, its diff engine is asked.
import { gracePeriodOf, policyOf } from "../../provider/proxy-key/deletion-policy";
import { type Deletion, type Operation, diff } from "../../provider/proxy-key/diff";
import { isSame, sentIn } from "../../provider/proxy-key/each-setting";
import { describeOperation, isCall } from "../../provider/proxy-key/operations";
import { type ProxyKeyState, proxyKeyAttributes } from "../../provider/proxy-key/schema";
import { type PlannedSettings, type SettingName, type Settings } from "../../provider/proxy-key/settings";
import { knownSettings, knownSettingsOf, plannedSettingsOf } from "../../provider/proxy-key/settings-in-state";
import { expiryAfter } from "../../provider/proxy-key/validity";
import { UNKNOWN, equal, isWhollyKnown } from "../../terraform/cty";
import { type PlannedOperation } from "../facts";
import { type Moment } from "./moment";

export interface Calls {
  readonly operations: readonly PlannedOperation[];
  readonly areKnown: boolean;
  /** Those that are made for sure, whatever turns out. */
  readonly certain: readonly PlannedOperation[];
  /** Whether the list of the account's keys is looked at, which all changes share. */
  readonly look: "yes" | "no" | "perhaps";
  /** The provider planned something else than this version would. */
  readonly isOdd: boolean;
}

export const NO_CALLS: Calls = { operations: [], areKnown: true, certain: [], look: "no", isOdd: false };

const PLANNED = /^#\d+ ((?:create|remove|update|toggle)(?: .*)?)$/s;

/** Null prior: the key is created. */
export function callsOfChange(prior: ProxyKeyState | null, planned: ProxyKeyState, moment: Moment): Calls {
  const settings = plannedSettingsOf(planned, isExpiryComputed(prior, planned), moment.table);
  const derived =
    settings === UNKNOWN
      ? undefined
      : diff(prior && knownSettings(prior, moment.table), settings, undefined, moment.table);
  const texts = plannedTexts(prior, planned);
  if (texts !== undefined) {
    const operations = texts.flatMap((text) => operationOf(text) ?? []);
    const isOdd = operations.length < texts.length || (derived !== undefined && !agrees(texts, derived));
    return { ...allCertain(operations, lookWithout(prior, planned)), isOdd };
  }
  if (derived !== undefined) return allCertain(derived.map(onNew), lookWithout(prior, planned));
  const { most, least } = openCalls(prior, planned, moment);
  return {
    operations: most.map(onNew),
    areKnown: prior === null && planned.enabled !== UNKNOWN,
    certain: least.map(onNew),
    look: least.length > 0 ? "yes" : "perhaps",
    isOdd: false,
  };
}

/** Of a key that is destroyed, in the way that its state says. */
export function callsOfDestroy(prior: ProxyKeyState, moment: Moment): Calls {
  const deletion = deletionOf(prior, moment.now);
  const operations = diff(knownSettings(prior, moment.table), null, deletion, moment.table);
  const called = operations.map((operation) => described(operation, "old"));
  return { ...NO_CALLS, operations: called, certain: called, look: lookOfDestroy(prior, deletion.policy) };
}

/** A key that is to be kept is left with what it has now, and so looked up first; also where no call follows. */
function lookOfDestroy({ key }: ProxyKeyState, policy: Deletion["policy"]): Calls["look"] {
  switch (policy) {
    case "delete":
      return typeof key === "string" ? "no" : "yes";
    case "disable":
    case "expire":
      return "yes";
    case "abandon":
      return "no";
  }
}

/** Where a change needs no call, the key's value may have to be fetched into the state. */
function lookWithout(prior: ProxyKeyState | null, { store_key: isStored }: ProxyKeyState): Calls["look"] {
  if (prior === null || typeof prior.key === "string" || isStored === false) return "no";
  return isStored === UNKNOWN ? "perhaps" : "yes";
}

/** `look`: what holds where there is none of them. */
const allCertain = (operations: readonly PlannedOperation[], look: Calls["look"]): Calls => ({
  operations,
  areKnown: true,
  certain: operations,
  look: operations.length > 0 ? "yes" : look,
  isOdd: false,
});

function deletionOf(prior: ProxyKeyState, now: number): Deletion {
  const policy = policyOf(prior);
  return policy === "expire" ? { policy, at: expiryAfter(gracePeriodOf(prior), now) } : { policy };
}

/** Where the provider could not tell the operations of a change, the expiry may turn out to stay. */
const isExpiryComputed = (prior: ProxyKeyState | null, planned: ProxyKeyState): boolean =>
  planned.expires_at === UNKNOWN &&
  typeof planned.valid_for === "string" &&
  (prior === null || planned.operations !== UNKNOWN);

/** Undefined: the plan does not tell. */
function plannedTexts(prior: ProxyKeyState | null, { operations }: ProxyKeyState): readonly string[] | undefined {
  if (operations === null || operations === UNKNOWN || !isWhollyKnown(operations)) return undefined;
  // Those of the last change stay where there is none.
  if (prior !== null && equal(proxyKeyAttributes.operations.type, operations, prior.operations)) return [];
  return operations
    .filter(isCall)
    .filter((text) => typeof text === "string")
    .map((text) => PLANNED.exec(text)?.[1] ?? text);
}

function operationOf(text: string): PlannedOperation | undefined {
  const kind = (["create", "update", "toggle", "remove"] as const).find((one) => one === text.split(" ", 1)[0]);
  return kind && { kind, text, on: "new" };
}

/** Whether limit_type has to be sent again is known to the provider alone: it keeps that beside the state. */
function agrees(texts: readonly string[], derived: readonly Operation[]): boolean {
  const expected = derived.map(describeOperation).join("\n");
  return [texts, texts.filter((text) => text !== "update limit_type")].some((some) => some.join("\n") === expected);
}

/** While settings are unknown: each of them may turn out to differ, or not. */
function openCalls(prior: ProxyKeyState | null, planned: ProxyKeyState, { table }: Moment): Open {
  const create: Operation = { kind: "create" };
  if (prior === null) {
    const off: Operation = { kind: "toggle", to: "off" };
    return {
      most: planned.enabled === true ? [create] : [create, off],
      least: planned.enabled === false ? [create, off] : [create],
    };
  }
  const before = knownSettings(prior, table);
  const known = knownSettingsOf(planned, table);
  const after: Settings & PlannedSettings = { ...before, ...known };
  const differing = sentIn(table).filter((name) => !isSame(table, name, before, after));
  const changed = sentIn(table).filter((name) => known[name] === undefined || differing.includes(name));
  const update = (names: readonly SettingName[]): readonly Operation[] =>
    names.length > 0 ? [{ kind: "update", changed: names }] : [];
  const toggled = (updates: readonly Operation[]): readonly Operation[] =>
    before.enabled ? [{ kind: "toggle", to: "off" }, ...updates] : [...updates, { kind: "toggle", to: "on" }];
  const isToggled = known.enabled !== undefined && known.enabled !== before.enabled;
  return {
    most: known.enabled === before.enabled ? update(changed) : toggled(update(changed)),
    least: isToggled ? toggled(update(differing)) : update(differing),
  };
}

interface Open {
  readonly most: readonly Operation[];
  readonly least: readonly Operation[];
}

const onNew = (operation: Operation): PlannedOperation => described(operation, "new");

const described = (operation: Operation, on: PlannedOperation["on"]): PlannedOperation => ({
  kind: operation.kind,
  text: describeOperation(operation),
  on,
});
