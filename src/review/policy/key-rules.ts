// What each rule finds against one key. Pure.
import { UNKNOWN } from "../../terraform/cty";
import { type KeyChange, type KeyFacts, type PlanFacts, type PlannedOperation, type SettingFacts } from "../facts";
import { expiresAfter, neverExpires } from "./expiry";
import { type Finding, finding, keySubject } from "./finding";
import { addresses, models, unrestricted } from "./lists";
import { type Rule } from "./rules";

/** After these, a key is in force that the plan made, changed, took over or found changed. */
const IN_FORCE: readonly KeyChange[] = ["create", "update", "replace", "import", "drift"];

export function keyFindings(plan: PlanFacts, key: KeyFacts, rule: Rule, now: number): readonly Finding[] {
  const isInForce = IN_FORCE.includes(key.change);
  switch (rule.name) {
    case "wider":
      return wider(plan, key);
    case "destroy":
      return destroy(plan, key);
    case "replace":
      return key.change === "replace" ? [replace(plan, key)] : [];
    case "unrestricted":
      return isInForce ? unrestricted(plan, key) : [];
    case "never-expires":
      return isInForce ? neverExpires(plan, key) : [];
    case "expires-after":
      return isInForce ? expiresAfter(plan, key, rule.duration, now) : [];
    case "models":
      return isInForce ? models(plan, key, rule.allowed) : [];
    case "addresses":
      return isInForce ? addresses(plan, key, rule.allowed) : [];
    case "forget":
      return key.change === "forget" || key.isOldForgotten ? [forget(plan, key)] : [];
    case "drift":
      return drift(plan, key);
    case "unknown":
      return unknown(plan, key);
    case "spend":
      return [];
  }
}

function wider(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const subject = keySubject(plan, key);
  if (key.access === "wider" || key.access === "both") {
    const ways = key.settings.filter(({ access }) => access === "wider" || access === "both");
    return [finding("wider", subject, words(ways, "access"), (value) => `is allowed more than before: ${value}`)];
  }
  // A deferred key is not changed by this apply.
  if (key.access !== "unknown" || key.change === "defer") return [];
  return [
    finding("wider", subject, words(unknownSettings(key), "access: known only during apply"), (value) => {
      return `may be allowed more than before, which cannot be judged: ${value}`;
    }),
  ];
}

function destroy(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const subject = keySubject(plan, key);
  if (key.change === "destroy") {
    const deposed = key.deposed === undefined ? "" : ` (deposed object ${key.deposed})`;
    return [finding("destroy", subject, `${calls(key.operations)}${deposed}`, (value) => `is destroyed: ${value}`)];
  }
  if (key.change !== "replace" || doesOldKeyWorkOn(key)) return [];
  const ofOld = calls(key.operations.filter(({ on }) => on === "old"));
  return [finding("destroy", subject, ofOld, (value) => `is replaced, and the old key does not work on: ${value}`)];
}

/** Only where it is certain. */
const doesOldKeyWorkOn = ({ rotation, operations }: KeyFacts): boolean =>
  rotation?.doesOldKeyWorkOn === true && !operations.some(({ on, kind }) => on === "old" && kind === "remove");

function replace(plan: PlanFacts, key: KeyFacts): Finding {
  const old = key.isOldForgotten ? "forgotten" : "destroyed";
  const order = key.isCreateFirst ? `created, then the old key ${old}` : `${old}, then a new key created`;
  const reason = key.reason === undefined ? "" : ` (${key.reason})`;
  return finding("replace", keySubject(plan, key), `${order}${reason}`, (value) => `is replaced: ${value}`);
}

function forget(plan: PlanFacts, key: KeyFacts): Finding {
  const which = key.isOldForgotten ? "the old key" : "the key";
  return finding(
    "forget",
    keySubject(plan, key),
    `${which} is left as it is`,
    (value) => `leaves the state, and ${value}`,
  );
}

function drift(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const subject = keySubject(plan, key);
  if (key.isRemovedOutside) return [finding("drift", subject, "removed", () => "was removed outside of Terraform")];
  if (key.change !== "drift" && key.drift.length === 0) return [];
  return [
    finding("drift", subject, words(key.drift, "changed"), (value) => {
      return `was changed outside of Terraform: ${value}`;
    }),
  ];
}

function unknown(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const subject = keySubject(plan, key);
  if (key.change === "defer") {
    return [
      finding("unknown", subject, "deferred", () => "is put off to a later apply: what becomes of it is not known"),
    ];
  }
  const settings = unknownSettings(key);
  if (key.access !== "unknown" && settings.length === 0) return [];
  return [
    finding("unknown", subject, words(settings, "access: known only during apply"), (value) => {
      return `may be allowed something that is known only during apply: ${value}`;
    }),
  ];
}

/** Those that may allow more. A new key's name allows nothing, and an expiry that the apply computes is known well enough. */
const unknownSettings = (key: KeyFacts): readonly SettingFacts[] =>
  key.settings.filter(({ name, access, after }) => {
    if (access === "unknown") return true;
    const isComputed = name === "expires_at" && key.validFor !== undefined;
    return key.access === "new" && after === UNKNOWN && name !== "name" && !isComputed;
  });

const words = (settings: readonly SettingFacts[], otherwise: string): string =>
  settings.length === 0 ? otherwise : settings.map((setting) => setting.words).join("; ");

export const calls = (operations: readonly PlannedOperation[]): string =>
  operations.length === 0 ? "no call, the key is kept" : operations.map(({ text }) => text).join(", ");
