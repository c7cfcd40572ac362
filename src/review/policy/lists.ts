// The rules on whitelists: unrestricted, models, addresses. They judge the lists that a plan sets or changes, and those that were
// changed outside of Terraform and stay so. Pure.
import { coversIp } from "../../rules";
import { type KeyFacts, type PlanFacts, type SettingValue } from "../facts";
import { type Finding, finding, isHidden, keySubject, listed, why } from "./finding";
import { matches } from "./pattern";

type ListName = "model_whitelist" | "ip_whitelist";

const PLURAL = { model_whitelist: "models", ip_whitelist: "addresses" } as const;
const LISTS: readonly ListName[] = ["model_whitelist", "ip_whitelist"];
const ALL_ADDRESSES = ["0.0.0.0/0", "::/0"];

export function unrestricted(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const told = LISTS.map((name) => ({ name, list: listAfter(key, name) }));
  const open = told.filter(({ list }) => list !== undefined && !("entries" in list));
  if (open.length === 0) return [];
  const value = open.map(({ name, list }) => `${PLURAL[name]}: ${openWords(list)}`).join("; ");
  const isCertain = open.some(({ list }) => list !== undefined && "all" in list);
  return [
    finding("unrestricted", keySubject(plan, key), value, (words) =>
      isCertain ? `is not restricted: ${words}` : `cannot be shown to be restricted: ${words}`,
    ),
  ];
}

export function models(plan: PlanFacts, key: KeyFacts, allowed: readonly string[]): readonly Finding[] {
  const isAnyAllowed = allowed.includes("*");
  return outside(plan, key, "model_whitelist", isAnyAllowed, (model) =>
    allowed.some((pattern) => matches(pattern, model)),
  );
}

export function addresses(plan: PlanFacts, key: KeyFacts, allowed: readonly string[]): readonly Finding[] {
  const covered = (entry: string) => allowed.some((block) => coversIp(block, entry));
  return outside(plan, key, "ip_whitelist", ALL_ADDRESSES.every(covered), covered);
}

function outside(
  plan: PlanFacts,
  key: KeyFacts,
  name: ListName,
  isAnyAllowed: boolean,
  isAllowed: (entry: string) => boolean,
): readonly Finding[] {
  const list = listAfter(key, name);
  const rule = PLURAL[name];
  const found = (value: string, sentence: (words: string) => string) => [
    finding(rule, keySubject(plan, key), value, sentence),
  ];
  if (list === undefined || ("all" in list && isAnyAllowed)) return [];
  if ("all" in list) return found("all", () => `allows all ${rule}, and the policy does not`);
  if (!("entries" in list)) return found(list.why, (words) => `cannot be judged: ${rule}: ${words}`);
  const others = list.entries.filter((entry) => !isAllowed(entry));
  if (others.length === 0) return [];
  return found(listed(others), (words) => `allows ${rule} that the policy does not: ${words}`);
}

type ListAfter = { readonly all: true } | { readonly entries: readonly string[] } | { readonly why: string };

/** Undefined: the plan does not set it, nor was it changed. */
function listAfter({ settings, drift }: KeyFacts, name: ListName): ListAfter | undefined {
  const setting = [...settings, ...drift].find((one) => one.name === name);
  return setting && read(setting.after);
}

function read(value: SettingValue): ListAfter {
  if (isHidden(value)) return { why: why(value) };
  if (value === null) return { all: true };
  if (typeof value !== "object") return { why: "of a form that is not understood" };
  // The API takes an empty list for all.
  return value.length === 0 ? { all: true } : { entries: value };
}

function openWords(list: ListAfter | undefined): string {
  return list !== undefined && "why" in list ? list.why : "all";
}
