// The words in which text and comments sum up: counts, credits, requests. All of them are ours; nothing of a plan is in them.
import {
  type Access,
  type AccountFacts,
  type Cost,
  type Counts,
  type Hidden,
  type KeyChange,
  type Money,
  type OtherFacts,
  type Review,
  SENSITIVE,
} from "../facts";
import { figure } from "../figure";

/** What will have been done. */
export const DONE: Readonly<Record<KeyChange, string>> = {
  destroy: "destroyed",
  replace: "replaced",
  update: "changed",
  create: "created",
  forget: "forgotten",
  import: "imported",
  move: "moved",
  drift: "drifted",
  defer: "deferred",
};

/** In order of gravity, as in "1 destroyed, 2 changed, 1 created; access: 1 wider, 1 not known; 3 unchanged". */
export function countsWords(counts: Counts): string {
  const { wider, unknown, undeclared, unchanged, others } = counts;
  const changes = CHANGES.flatMap((change) =>
    counts[change] > 0 ? [`${figure(counts[change])} ${DONE[change]}`] : [],
  );
  const access = [
    ...(wider > 0 ? [`${figure(wider)} wider`] : []),
    ...(unknown > 0 ? [`${figure(unknown)} not known`] : []),
  ];
  return [
    changes.length > 0 ? changes.join(", ") : "No key changes",
    ...(access.length > 0 ? [`access: ${access.join(", ")}`] : []),
    ...(undeclared > 0 ? [`${plural(undeclared, "undeclared key")} removed`] : []),
    ...(unchanged > 0 || changes.length === 0 ? [`${figure(unchanged)} unchanged`] : []),
    ...(others > 0 ? [`${plural(others, "other resource")} ${others === 1 ? "changes" : "change"}`] : []),
  ].join("; ");
}

const CHANGES = ["destroy", "replace", "update", "create", "forget", "import", "move", "drift", "defer"] as const;

const signed = (amount: number): string => (amount > 0 ? `+${figure(amount)}` : figure(amount));

/** As in "1 request" and "2 requests". */
export const plural = (many: number, word: string): string => `${figure(many)} ${word}${many === 1 ? "" : "s"}`;

const amountWords = (amount: number | null | Hidden): string => {
  if (amount === null) return "0";
  if (typeof amount === "number") return figure(amount);
  return amount === SENSITIVE ? "(sensitive)" : "(known only during apply)";
};

/** As in "300 -> 500 (+200)"; undefined: the key has no part in the sums. */
export function creditsWords({ before, after, difference, leftBehind }: Money, arrow: string): string | undefined {
  if (before === null && after === null) return undefined;
  const change =
    difference === 0
      ? `${amountWords(after)}, as before`
      : `${amountWords(before)} ${arrow} ${amountWords(after)}${difference === undefined ? "" : ` (${signed(difference)})`}`;
  return leftBehind > 0 ? `${change}; ${figure(leftBehind)} stay with the key that is kept` : change;
}

type Sum = Omit<AccountFacts, "name">;

/** Without its name, as in "credits 700 -> 850 (+150); 100 stay with keys that are kept; those of 1 key more are unknown or sensitive". */
export function accountWords(sum: Sum, arrow: string): string {
  const { before, after, difference, leftBehind, untold } = sum;
  const why = (more: string): string => `those of ${plural(untold, "key")}${more} are unknown or sensitive`;
  if (isNothingTold(sum)) return `credits not known: ${why("")}`;
  return [
    difference === 0
      ? `credits ${figure(after)}, as before`
      : `credits ${figure(before)} ${arrow} ${figure(after)} (${signed(difference)})`,
    ...(leftBehind > 0 ? [`${figure(leftBehind)} stay with keys that are kept`] : []),
    ...(untold > 0 ? [why(" more")] : []),
  ].join("; ");
}

/** Sums of nothing must not read as "0, as before". */
export const isNothingTold = ({ keys, untold }: Pick<AccountFacts, "keys" | "untold">): boolean =>
  untold > 0 && untold === keys;

/** Over all accounts; undefined: there is none. */
export function sumOf(accounts: readonly AccountFacts[]): Sum | undefined {
  if (accounts.length === 0) return undefined;
  const sum = (amount: (account: AccountFacts) => number) =>
    accounts.reduce((total, account) => total + amount(account), 0);
  return {
    keys: sum(({ keys }) => keys),
    before: sum(({ before }) => before),
    after: sum(({ after }) => after),
    difference: sum(({ difference }) => difference),
    leftBehind: sum(({ leftBehind }) => leftBehind),
    untold: sum(({ untold }) => untold),
  };
}

/** As in "8 requests, about 2 minutes at 5 a minute (assumed; --rpm)". */
export function costWords({ requests, isAtLeast, perMinute, isAssumed, minutes }: Cost): string {
  if (requests === 0) return isAtLeast ? "how many requests is known only during apply" : "no request";
  const many = `${isAtLeast ? "at least " : ""}${plural(requests, "request")}`;
  return `${many}, ${timeWords(minutes)} at ${figure(perMinute)} a minute${isAssumed ? " (assumed; --rpm)" : ""}`;
}

/** Of a key that the refresh did not find any more. */
export const REMOVED_OUTSIDE = "removed outside of Terraform";

/** Nobody reads "2,000 minutes" as a day and a half. */
export const timeWords = (minutes: number): string => {
  if (minutes === 0) return "within a minute";
  return `about ${minutes < 120 ? plural(minutes, "minute") : plural(Math.round(minutes / 60), "hour")}`;
};

/** Only what a reviewer has to stop at. */
export const accessMark = (access: Access): string => {
  if (access === "wider" || access === "both") return access === "both" ? ", WIDER and narrower" : ", WIDER";
  if (access === "unknown") return ", access NOT KNOWN";
  return access === "narrower" ? ", narrower" : "";
};

/** Of all plans, by type. */
export function othersOf({ plans }: Review): readonly OtherFacts[] {
  const byType = new Map<string, OtherFacts["counts"]>();
  for (const { type, counts } of plans.flatMap(({ others }) => others)) {
    const sum = byType.get(type);
    byType.set(type, sum === undefined ? counts : added(sum, counts));
  }
  return [...byType].map(([type, counts]) => ({ type, counts }));
}

const added = (a: OtherFacts["counts"], b: OtherFacts["counts"]): OtherFacts["counts"] => ({
  create: a.create + b.create,
  update: a.update + b.update,
  replace: a.replace + b.replace,
  destroy: a.destroy + b.destroy,
  read: a.read + b.read,
  forget: a.forget + b.forget,
  unchanged: a.unchanged + b.unchanged,
});

/** As in "2 to create, 1 to destroy, 4 unchanged". */
export const otherWords = ({ counts }: OtherFacts): string =>
  [
    ...(["destroy", "replace", "update", "create", "forget", "read"] as const).flatMap((change) =>
      counts[change] > 0 ? [`${figure(counts[change])} to ${change}`] : [],
    ),
    ...(counts.unchanged > 0 ? [`${figure(counts.unchanged)} unchanged`] : []),
  ].join(", ") || "none";

/** Terraform's reasons, in words; one that is newer than this is told as it is. */
export const reasonWords = (reason: string): string => REASONS.get(reason) ?? reason;

const REASONS: ReadonlyMap<string, string> = new Map([
  ["replace_because_tainted", "it is tainted: an earlier apply did not finish it, or somebody marked it"],
  // For nothing else the provider asks for a new key.
  ["replace_because_cannot_update", "its rotation is due (rotate_before)"],
  ["replace_by_request", "somebody asks for it with -replace"],
  ["replace_by_triggers", "replace_triggered_by asks for it"],
  ["delete_because_no_resource_config", "it is not in the configuration any more"],
  ["delete_because_wrong_repetition", "it has count or for_each now, or has it no longer"],
  ["delete_because_count_index", "count is lower now"],
  ["delete_because_each_key", "for_each does not have it any more"],
  ["delete_because_no_module", "its module is not in the configuration any more"],
  ["delete_because_no_move_target", "it was moved to where nothing is declared"],
]);

/** A violation's sentence, where the rule's name stands before it anyway. */
export const withoutRule = (words: string, rule: string): string =>
  words.startsWith(`${rule}: `) ? words.slice(rule.length + 2) : words;
