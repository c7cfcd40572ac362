// Holds what a review says about keys against what the apply did to them. Tells each breach in words.
import { keyId } from "../../../src/api/key-id";
import { type StoredKey } from "../../../src/emulator";
import { type KeyFacts, type Review, SENSITIVE } from "../../../src/review";
import { UNKNOWN } from "../../../src/terraform/cty";
import { accessOf, widerIn } from "../../chaos/plans/rules";
import { type CarriedOut, type Done, doneIn } from "./carried-out";

/** What was compared, so that a test can see that there was something. */
export interface Compared {
  readonly breaches: readonly string[];
  /** What became of each key, as in `replace: old update, new create`. */
  readonly kinds: readonly string[];
}

export function compared(review: Review, done: CarriedOut): Compared {
  const all = doneIn(done.events);
  const addresses = [...new Set([...done.before.keys(), ...done.after.keys()])];
  const facts = new Map(review.plans.flatMap(({ keys }) => keys.map((key) => [key.address, key] as const)));
  const each = addresses.map((address) => {
    const ids = { old: done.before.get(address), new: done.after.get(address) };
    const own = all.filter(({ id }) => id === ids.old || id === ids.new);
    return ofKey(address, facts.get(`electronhub_proxy_key.${address}`), own, ids, done);
  });
  const spare = all.filter(({ id }) => ![...done.before.values(), ...done.after.values()].includes(id));
  return {
    breaches: [
      ...requests(review, done),
      ...each.flatMap(({ breaches }) => breaches),
      ...spare.map(({ text }) => `${text}: of a key that is nobody's`),
    ],
    kinds: each.flatMap(({ kind }) => (kind === undefined ? [] : [kind])),
  };
}

/** Exactly those, where all calls are known before; never more. */
function requests({ cost }: Review, done: CarriedOut): readonly string[] {
  const isRight = cost.isAtLeast ? cost.requests <= done.requests : cost.requests === done.requests;
  const said = `${cost.isAtLeast ? "at least " : ""}${cost.requests}`;
  return isRight ? [] : [`${said} requests are announced, and ${done.requests} were made`];
}

interface Ids {
  readonly old: string | undefined;
  readonly new: string | undefined;
}

function ofKey(address: string, facts: KeyFacts | undefined, own: readonly Done[], ids: Ids, done: CarriedOut) {
  const said = (facts?.operations ?? []).map(({ text, on }) => (facts?.change === "replace" ? `${on} ${text}` : text));
  const made = own.map((one) =>
    facts?.change === "replace" ? `${one.id === ids.old ? "old" : "new"} ${one.text}` : one.text,
  );
  const breach = (what: string) => `${address}: ${what}; said [${said.join(" | ")}], done [${made.join(" | ")}]`;
  if (facts === undefined)
    return { breaches: own.length === 0 ? [] : [breach("calls of a key that is not reviewed")], kind: undefined };
  if (!facts.areOperationsKnown) {
    const breaches = isPart(made.map(kindOf), said.map(kindOf))
      ? []
      : [breach("more is done than the most that was said")];
    return { breaches, kind: `${facts.change}, unknown in part` };
  }
  // The update by which deletion_policy = "expire" ends a key sets one that nobody knew, and the plan's warning says so.
  const isTold =
    facts.change !== "update" ||
    own.every(({ setsLimitType }, index) => !setsLimitType || said[index]?.includes("limit_type") === true);
  return {
    breaches: [
      ...(JSON.stringify(said.map(withoutLimitType)) === JSON.stringify(made) ? [] : [breach("other operations")]),
      ...(isTold ? [] : [breach("limit_type is set, and not told")]),
      ...(facts.change === "update" ? ofUpdate(address, facts, ids, done) : []),
    ],
    kind: `${facts.change}: ${made.map(kindOf).join(", ")}`,
  };
}

/** What the key allows, and its credits, by the emulator's own records. */
function ofUpdate(address: string, facts: KeyFacts, ids: Ids, done: CarriedOut): readonly string[] {
  const own = done.events.filter(({ key }) => keyId(key) === ids.old);
  const [before, after] = [own[0]?.before, own.at(-1)?.after];
  if (!before || !after) return facts.access === "same" ? [] : [`${address}: ${facts.access}, and nothing happened`];
  const expected = accessBetween(before, after);
  // What the window was before is known to nobody but the emulator where somebody else had changed the key.
  const isSure = before.limit_type === after.limit_type || facts.drift.length === 0;
  // A limit_type that the API alone knows, and what is known only during apply.
  const isOpen = ({ name, before: was, after: value }: KeyFacts["settings"][number]): boolean =>
    value === UNKNOWN || (name === "limit_type" && was === null);
  const isUntold = facts.access === "unknown" && facts.settings.some((one) => one.access === "unknown" && isOpen(one));
  const { money } = facts;
  const isMoney = money.before === before.allocated_ammount && money.after === after.allocated_ammount;
  const isHidden = [money.before, money.after].some((value) => value === UNKNOWN || value === SENSITIVE);
  // The longest window allows less than the one that nobody knew, or as much.
  const isAtMost = facts.settings.some(
    ({ name, before: was, access }) => name === "limit_type" && was === null && access === "narrower",
  );
  const isMet = facts.access === expected || (isAtMost && AT_MOST.get(facts.access) === expected);
  return [
    ...(isMet || !isSure || isUntold ? [] : [`${address}: ${facts.access}, and it was ${expected}`]),
    ...(isMoney || isHidden
      ? []
      : [`${address}: other credits than ${before.allocated_ammount} and ${after.allocated_ammount}`]),
  ];
}

const AT_MOST = new Map<KeyFacts["access"], KeyFacts["access"]>([
  ["narrower", "same"],
  ["both", "wider"],
]);

function accessBetween(before: StoredKey, after: StoredKey): KeyFacts["access"] {
  const isWider = widerIn(accessOf(before), accessOf(after)).length > 0;
  const isNarrower = widerIn(accessOf(after), accessOf(before)).length > 0;
  if (isWider && isNarrower) return "both";
  if (isWider) return "wider";
  return isNarrower ? "narrower" : "same";
}

const withoutLimitType = (text: string): string =>
  text.replace(/(update .*), limit_type/, "$1").replace(/update limit_type(?:, )?/, "update ");

/** Of what is not known, it is open in what an update changes. */
const kindOf = (text: string): string => text.replace(/update .*/, "update");

/** Whether the one list is the other with some left out. */
function isPart(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  return some.every((one) => {
    at = all.indexOf(one, at) + 1;
    return at > 0;
  });
}
