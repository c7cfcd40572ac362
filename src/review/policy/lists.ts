// The rules on whitelists: unrestricted, models, addresses. They judge what a key allows after the apply, whether the plan changes
// the list or something else. Pure.
import { coversIp } from "../../rules";
import { type Allowed, type KeyFacts, type PlanFacts, isHidden } from "../facts";
import { type Finding, finding, keySubject, listed, why } from "./finding";
import { matches } from "./pattern";

type ListName = keyof Allowed;

const LISTS = ["models", "addresses"] as const satisfies readonly ListName[];
const ALL_ADDRESSES = ["0.0.0.0/0", "::/0"];

export function unrestricted(plan: PlanFacts, key: KeyFacts): readonly Finding[] {
  const open = LISTS.map((name) => ({ name, list: listAfter(key, name) })).filter(({ list }) => !("entries" in list));
  if (open.length === 0) return [];
  const value = open.map(({ name, list }) => `${name}: ${"why" in list ? list.why : "all"}`).join("; ");
  const isCertain = open.some(({ list }) => "all" in list);
  return [
    finding("unrestricted", keySubject(plan, key), value, (words) =>
      isCertain ? `is not restricted: ${words}` : `cannot be shown to be restricted: ${words}`,
    ),
  ];
}

export function models(plan: PlanFacts, key: KeyFacts, allowed: readonly string[]): readonly Finding[] {
  const isAnyAllowed = allowed.includes("*");
  return outside(plan, key, "models", isAnyAllowed, (model) => allowed.some((pattern) => matches(pattern, model)));
}

export function addresses(plan: PlanFacts, key: KeyFacts, allowed: readonly string[]): readonly Finding[] {
  const covered = (entry: string) => allowed.some((block) => coversIp(block, entry));
  return outside(plan, key, "addresses", ALL_ADDRESSES.every(covered), covered);
}

function outside(
  plan: PlanFacts,
  key: KeyFacts,
  rule: ListName,
  isAnyAllowed: boolean,
  isAllowed: (entry: string) => boolean,
): readonly Finding[] {
  const list = listAfter(key, rule);
  const found = (value: string, sentence: (words: string) => string) => [
    finding(rule, keySubject(plan, key), value, sentence),
  ];
  if ("all" in list && isAnyAllowed) return [];
  if ("all" in list) return found("all", () => `allows all ${rule}, and the policy does not`);
  if (!("entries" in list)) return found(list.why, (words) => `cannot be judged: ${rule}: ${words}`);
  const others = list.entries.filter((entry) => !isAllowed(entry));
  if (others.length === 0) return [];
  return found(listed(others), (words) => `allows ${rule} that the policy does not: ${words}`);
}

type ListAfter = { readonly all: true } | { readonly entries: readonly string[] } | { readonly why: string };

/** Of a key that is in force after the apply. */
function listAfter({ allowed }: KeyFacts, name: ListName): ListAfter {
  if (allowed === undefined) return { why: "not told" };
  const { [name]: list } = allowed;
  if (isHidden(list)) return { why: why(list) };
  // The API takes an empty list for all.
  return list === null || list.length === 0 ? { all: true } : { entries: list };
}
