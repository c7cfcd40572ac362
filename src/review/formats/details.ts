// What is told of one entry under its headline: labelled lines, in the order in which a reviewer asks. The texts are as the
// plan has them: each format makes them harmless.
import {
  type ActionFacts,
  type ExclusiveFacts,
  type KeyFacts,
  type PlannedOperation,
  type Warning,
  SENSITIVE,
} from "../facts";
import { WIDENING } from "../../provider/proxy-key/warnings";
import { type Entry } from "./entries";
import { creditsWords, figure, plural, reasonWords } from "./phrases";
import { first } from "./shown";

export interface Detail {
  readonly label: string;
  readonly lines: readonly string[];
  readonly tone: "danger" | "doubt" | "plain";
}

/** Of each kind of line; whatever is beyond is counted. */
const MOST = { lines: 20, names: 20, calls: 20 } as const;

export function detailsOf(entry: Entry, arrow: string): readonly Detail[] {
  const plan = entry.plan === undefined ? [] : [plain("plan", entry.plan)];
  switch (entry.kind) {
    case "key":
      return [...plan, ...keyDetails(entry.facts, arrow)].filter(({ lines }) => lines.length > 0);
    case "exclusive":
      return [...plan, ...exclusiveDetails(entry.facts)].filter(({ lines }) => lines.length > 0);
    case "action":
      return [...plan, ...actionDetails(entry.facts)].filter(({ lines }) => lines.length > 0);
  }
}

const plain = (label: string, ...lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "plain" });
const danger = (label: string, lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "danger" });
const doubt = (label: string, lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "doubt" });

const upTo = (lines: readonly string[]): readonly string[] => {
  const { items, more } = first(lines, MOST.lines);
  return more > 0 ? [...items, `and ${more} more`] : items;
};

const keyDetails = (key: KeyFacts, arrow: string): readonly Detail[] => [
  ...placeOf(key),
  ...(key.reason === undefined ? [] : [plain("because", reasonWords(key.reason))]),
  ...accessDetails(key),
  ...moneyDetails(key, arrow),
  ...(key.expiry === undefined ? [] : [plain("expiry", key.expiry)]),
  ...callsDetails(key),
  danger("forever", key.irreversible),
  ...(key.rotation === undefined ? [] : [rotationOf(key.rotation)]),
  ...(key.drift.length === 0 ? [] : [doubt("drift", ["changed outside of Terraform:", ...wordsOf(key.drift)])]),
  ...warningsOf(key.warnings.filter((warning) => !isToldBy(warning, key.settings))),
];

/** The plan's warning of what will be allowed names the settings that "wider" lists. */
function isToldBy({ summary, detail }: Warning, settings: KeyFacts["settings"]): boolean {
  if (summary !== WIDENING) return false;
  const wider = settings.filter(({ access }) => ["wider", "both", "unknown"].includes(access)).map(({ name }) => name);
  const [, ...lines] = detail.split("\n");
  return lines.every((line) => wider.some((name) => line.startsWith(`- ${name}: `)));
}

function placeOf(key: KeyFacts): readonly Detail[] {
  const { previousAddress, deposed, id, importId } = key;
  return [
    ...sourceOf(key),
    ...(previousAddress === undefined ? [] : [plain("was", previousAddress)]),
    ...(deposed === undefined ? [] : [plain("deposed", `object ${deposed}, which an earlier replacement left`)]),
    ...(importId === undefined ? [] : [plain("import of", hiddenOr(importId))]),
    ...(id === undefined || !IDENTIFIED.has(key.change) ? [] : [plain("id", id)]),
  ];
}

/** Where it must be certain which key is meant: names need not be unique. */
const IDENTIFIED: ReadonlySet<KeyFacts["change"]> = new Set(["destroy", "replace", "forget", "import"]);

const sourceOf = ({ constructPath, source }: Pick<KeyFacts, "constructPath" | "source">): readonly Detail[] => [
  ...(constructPath === undefined ? [] : [plain("construct", constructPath)]),
  ...(source === undefined ? [] : [plain("declared", `${source.file}:${source.line}`)]),
];

const hiddenOr = (value: string | symbol): string => {
  if (typeof value === "string") return value;
  return value === SENSITIVE ? "(sensitive)" : "(known at apply)";
};

/** In groups, the gravest first. Of a key that comes or goes: what it allows, for its name and credits stand elsewhere. */
function accessDetails({ change, settings }: KeyFacts): readonly Detail[] {
  if (change === "create" || change === "destroy") {
    const rest = settings.filter(({ name }) => !["name", "allocated_amount", "expires_at"].includes(name));
    return [plain(change === "create" ? "allows" : "allowed", ...wordsOf(rest))];
  }
  const of = (access: string) => wordsOf(settings.filter((setting) => setting.access === access));
  return [
    danger("wider", of("wider")),
    danger("both", of("both")),
    doubt("not known", of("unknown")),
    plain("narrower", ...of("narrower")),
    plain("same", ...of("same")),
  ];
}

const wordsOf = (settings: readonly { readonly words: string }[]): readonly string[] =>
  settings.map(({ words }) => words);

function moneyDetails({ money, used, change }: KeyFacts, arrow: string): readonly Detail[] {
  const credits = creditsWords(money, arrow);
  const isNews = money.difference !== 0 || money.leftBehind > 0 || used !== undefined || change === "replace";
  if (credits === undefined || !isNews) return [];
  return [plain("credits", used === undefined ? credits : `${credits}; ${figure(used)} used`)];
}

/** In their order; of a replacement, with the key that each is for. */
function callsDetails({ operations, areOperationsKnown, change }: KeyFacts): readonly Detail[] {
  if (operations.length === 0 && areOperationsKnown && QUIET.has(change)) return [];
  const calls = operationsWords(operations, change === "replace");
  return [plain("calls", areOperationsKnown ? calls : `at most ${calls}; which, is known only during apply`)];
}

/** Changes of which nobody expects a call. */
const QUIET: ReadonlySet<KeyFacts["change"]> = new Set(["import", "move", "drift"]);

function operationsWords(operations: readonly PlannedOperation[], isReplacement = false): string {
  if (operations.length === 0) return "none";
  const { items, more } = first(operations, MOST.calls);
  const words = items.map(({ text, on }) => (isReplacement ? `${text} (${on} key)` : text));
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join(", then ");
}

const rotationOf = ({ words, doesOldKeyWorkOn }: NonNullable<KeyFacts["rotation"]>): Detail =>
  doesOldKeyWorkOn ? plain("rotation", words) : danger("rotation", [words]);

/** The summary, and its detail line by line. */
const warningsOf = (warnings: readonly Warning[]): readonly Detail[] => {
  const { items, more } = first(warnings, MOST.lines);
  return [
    ...items.map(({ summary, detail }) =>
      doubt("warning", [summary, ...detail.split("\n").filter((line) => line !== "")]),
    ),
    ...(more > 0 ? [doubt("warning", [`and ${more} more`])] : []),
  ];
};

function exclusiveDetails(exclusive: ExclusiveFacts): readonly Detail[] {
  const { items, more } = first(exclusive.removed, MOST.names);
  const names = items.map(({ id, name }) => `"${name}" (${id})`);
  return [
    ...sourceOf(exclusive),
    ...(exclusive.isDeleteAll ? [danger("removes", ["with one call, also keys that are made meanwhile"])] : []),
    danger(
      exclusive.isDeleteAll ? "known now" : "removes",
      more > 0 ? [...names, `and ${plural(more, "more key")}`] : names,
    ),
    plain("calls", operationsWords(exclusive.operations)),
    ...warningsOf(exclusive.warnings),
  ];
}

const actionDetails = ({ words, trigger, operations }: ActionFacts): readonly Detail[] => [
  danger("does", [words]),
  plain("when", trigger),
  plain("calls", operationsWords(operations)),
];
