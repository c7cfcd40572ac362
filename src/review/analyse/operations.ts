// The calls that the apply makes for a key, in their order. The provider has written its decision into the plan; where it could
// not, and for what is destroyed, its diff engine is asked.
import { gracePeriodOf, policyOf } from "../../provider/proxy-key/deletion-policy";
import { type Deletion, type Operation, diff } from "../../provider/proxy-key/diff";
import { isSame, sentIn } from "../../provider/proxy-key/each-setting";
import { describeOperation, isCall } from "../../provider/proxy-key/operations";
import { type ProxyKeyState, proxyKeyAttributes } from "../../provider/proxy-key/schema";
import { type PlannedSettings, type Settings } from "../../provider/proxy-key/settings";
import { knownSettings, knownSettingsOf, plannedSettingsOf } from "../../provider/proxy-key/settings-in-state";
import { expiryAfter } from "../../provider/proxy-key/validity";
import { UNKNOWN, equal, isWhollyKnown } from "../../terraform/cty";
import { type PlannedOperation } from "../facts";
import { type Moment } from "./moment";

export interface Calls {
  readonly operations: readonly PlannedOperation[];
  readonly areKnown: boolean;
  /** The provider has planned otherwise than this version would. */
  readonly isOdd: boolean;
}

export const NO_CALLS: Calls = { operations: [], areKnown: true, isOdd: false };

const PLANNED = /^#\d+ ((?:create|remove|update|toggle)(?: .*)?)$/s;

/** Null prior: the key is created. */
export function callsOfChange(prior: ProxyKeyState | null, planned: ProxyKeyState, moment: Moment): Calls {
  const settings = plannedSettingsOf(planned, isExpiryComputed(planned), moment.table);
  const derived =
    settings === UNKNOWN
      ? undefined
      : diff(prior && knownSettings(prior, moment.table), settings, undefined, moment.table);
  const texts = plannedTexts(prior, planned);
  if (texts !== undefined) {
    const operations = texts.flatMap((text) => operationOf(text) ?? []);
    const isOdd = operations.length < texts.length || (derived !== undefined && !agrees(texts, derived));
    return { operations, areKnown: true, isOdd };
  }
  if (derived !== undefined) return { operations: derived.map(onNew), areKnown: true, isOdd: false };
  return {
    operations: mostOf(prior, planned, moment).map(onNew),
    areKnown: prior === null && planned.enabled !== UNKNOWN,
    isOdd: false,
  };
}

/** Of a key that is destroyed, in the way that its state says. */
export function callsOfDestroy(prior: ProxyKeyState, moment: Moment): Calls {
  const operations = diff(knownSettings(prior, moment.table), null, deletionOf(prior, moment.now), moment.table);
  return { ...NO_CALLS, operations: operations.map((operation) => described(operation, "old")) };
}

function deletionOf(prior: ProxyKeyState, now: number): Deletion {
  const policy = policyOf(prior);
  return policy === "expire" ? { policy, at: expiryAfter(gracePeriodOf(prior), now) } : { policy };
}

const isExpiryComputed = ({ expires_at: expiresAt, valid_for: validFor }: ProxyKeyState): boolean =>
  expiresAt === UNKNOWN && typeof validFor === "string";

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

/** While settings are unknown: each of them may turn out to differ. */
function mostOf(prior: ProxyKeyState | null, planned: ProxyKeyState, { table }: Moment): readonly Operation[] {
  const off: readonly Operation[] = planned.enabled === true ? [] : [{ kind: "toggle", to: "off" }];
  if (prior === null) return [{ kind: "create" }, ...off];
  const before = knownSettings(prior, table);
  const known = knownSettingsOf(planned, table);
  const after: Settings & PlannedSettings = { ...before, ...known };
  const changed = sentIn(table).filter((name) => known[name] === undefined || !isSame(table, name, before, after));
  const update: readonly Operation[] = changed.length > 0 ? [{ kind: "update", changed }] : [];
  if (known.enabled === before.enabled) return update;
  return before.enabled ? [{ kind: "toggle", to: "off" }, ...update] : [...update, { kind: "toggle", to: "on" }];
}

const onNew = (operation: Operation): PlannedOperation => described(operation, "new");

const described = (operation: Operation, on: PlannedOperation["on"]): PlannedOperation => ({
  kind: operation.kind,
  text: describeOperation(operation),
  on,
});
