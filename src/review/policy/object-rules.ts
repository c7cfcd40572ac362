// What rules find against what is not a declared key: keys that an exclusive removes, and actions. Pure.
import { type ActionFacts, type ExclusiveFacts, type PlanFacts } from "../facts";
import { type Finding, type Subject, finding } from "./finding";
import { calls } from "./key-rules";
import { type Rule } from "./rules";

export function exclusiveFindings(plan: PlanFacts, exclusive: ExclusiveFacts, rule: Rule): readonly Finding[] {
  const subject: Subject = { plan, address: exclusive.address, names: [] };
  switch (rule.name) {
    case "destroy":
      return removals(subject, exclusive);
    case "drift":
      if (exclusive.change !== "drift") return [];
      return [finding("drift", subject, "changed", () => "was changed outside of Terraform")];
    case "unknown":
      return exclusive.change === "defer" || !exclusive.areRemovalsKnown ? [unknownRemovals("unknown", subject)] : [];
    default:
      return [];
  }
}

function removals(subject: Subject, exclusive: ExclusiveFacts): readonly Finding[] {
  const all = exclusive.isDeleteAll
    ? [finding("destroy", subject, "delete all", () => "removes all keys of the account with one call")]
    : [];
  const each = exclusive.removed.map(({ id, name }) =>
    finding("destroy", { ...subject, names: [name] }, `remove ${id}`, () => {
      return `is a key that no resource declares, and is removed: ${id}`;
    }),
  );
  return [...all, ...each, ...(exclusive.areRemovalsKnown ? [] : [unknownRemovals("destroy", subject)])];
}

const unknownRemovals = (rule: "destroy" | "unknown", subject: Subject): Finding =>
  finding(rule, subject, "removals: known only during apply", () => {
    return "may remove keys, and which is known only during apply";
  });

export function actionFindings(plan: PlanFacts, action: ActionFacts, rule: Rule): readonly Finding[] {
  const { address, operations } = action;
  const subject: Subject = { plan, address, names: [] };
  const removing = operations.filter(({ kind }) => kind === "remove" || kind === "delete all");
  const opening = operations.filter(({ text }) => text === "toggle on");
  if (rule.name === "destroy" && removing.length > 0) {
    return [finding("destroy", subject, calls(removing), (value) => `is an action that removes keys: ${value}`)];
  }
  if (rule.name === "wider" && opening.length > 0) {
    return [finding("wider", subject, calls(opening), (value) => `is an action that switches a key on: ${value}`)];
  }
  // It is put off.
  if (rule.name === "unknown" && operations.length === 0) {
    return [finding("unknown", subject, "deferred", () => "is an action that is put off to a later apply")];
  }
  return [];
}
