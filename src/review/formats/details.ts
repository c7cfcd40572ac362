// The details of one entry under its headline: labelled lines, in the order in which a reviewer asks. The texts are as the
// plan has them: each format makes them harmless.
import { redact } from "../../api/secrets";
import { quoted } from "../../api/visible";
import {
  type ActionFacts,
  type ExclusiveFacts,
  type KeyFacts,
  type PlannedOperation,
  type Warning,
  SENSITIVE,
} from "../facts";
import { WIDENING } from "../../provider/proxy-key/warnings";
import { type Entry, linesOf } from "./entries";
import { figure } from "../figure";
import { creditsWords, reasonWords, REMOVED_OUTSIDE } from "./phrases";
import { first } from "./shown";

export interface Detail {
  readonly label: string;
  readonly lines: readonly string[];
  readonly tone: "danger" | "doubt" | "plain";
}

/** Of each kind of line; whatever is beyond is counted. */
const MOST = { lines: 20, calls: 20 } as const;

export function detailsOf(entry: Entry, arrow: string): readonly Detail[] {
  const plan = entry.plan === undefined ? [] : [plain("plan", entry.plan)];
  switch (entry.kind) {
    case "key":
      return [...plan, ...keyDetails(entry.facts, arrow)].filter(isTold);
    case "exclusive":
      return [...plan, ...exclusiveDetails(entry.facts)].filter(isTold);
    case "action":
      return [...plan, ...actionDetails(entry.facts)].filter(isTold);
  }
}

/** What becomes of access, for a cell: the gravest first. */
export function accessOf({ kind, facts }: Entry): readonly Detail[] {
  if (kind === "action") return [danger("does", [facts.words])];
  if (kind === "exclusive")
    return [
      danger(
        "removes",
        facts.removed.map(({ name }) => quoted(redact(name))),
      ),
    ].filter(isTold);
  if (facts.change === "drift") return driftOf(facts);
  if (facts.access === "gone") return [];
  if (facts.change === "destroy") return endOf(facts);
  return accessDetails(facts).filter(isTold);
}

/** What a destroy changes of a key that is kept. */
const endOf = ({ settings }: KeyFacts): readonly Detail[] =>
  [plain("narrower", ...wordsOf(settings.filter(({ access }) => access === "narrower")))].filter(isTold);

const isTold = ({ lines }: Detail): boolean => lines.length > 0;

const plain = (label: string, ...lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "plain" });
const told = (label: string, line: string | undefined) => (line === undefined ? [] : [plain(label, line)]);
const danger = (label: string, lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "danger" });
const doubt = (label: string, lines: readonly string[]): Detail => ({ label, lines: upTo(lines), tone: "doubt" });

const upTo = (lines: readonly string[]): readonly string[] => {
  const { items, more } = first(lines, MOST.lines);
  return more > 0 ? [...items, `and ${more} more`] : items;
};

const keyDetails = (key: KeyFacts, arrow: string): readonly Detail[] => [
  ...placeOf(key),
  ...told("because", key.reason && reasonWords(key.reason)),
  ...accessDetails(key),
  ...told("credits", moneyWords(key, arrow)),
  ...expiryOf(key),
  ...told("calls", keyCalls(key)),
  danger("forever", key.irreversible),
  ...(key.rotation === undefined ? [] : [rotationOf(key.rotation)]),
  ...driftOf(key),
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
    ...told("was", previousAddress),
    ...told("deposed", deposed && `object ${deposed}, which an earlier replacement left`),
    ...told("import of", importId && hiddenOr(importId)),
    ...(IDENTIFIED.has(key.change) ? told("id", id) : []),
  ];
}

/** Where it must be certain which key is meant: names need not be unique. */
const IDENTIFIED: ReadonlySet<KeyFacts["change"]> = new Set(["destroy", "replace", "forget", "import"]);

const sourceOf = ({ constructPath, source }: Pick<KeyFacts, "constructPath" | "source">): readonly Detail[] => [
  ...told("construct", constructPath),
  ...told("declared", source && `${source.file}:${source.line}`),
];

const hiddenOr = (value: string | symbol): string => {
  if (typeof value === "string") return value;
  return value === SENSITIVE ? "(sensitive)" : "(known only during apply)";
};

/** In groups, the gravest first. Of a key that comes or goes: what it allows, for its name and credits stand elsewhere. */
function accessDetails({ change, settings, besides }: KeyFacts): readonly Detail[] {
  if (change === "create" || change === "destroy") {
    const rest = settings.filter(({ name }) => !["name", "allocated_amount", "expires_at"].includes(name));
    return told(change === "create" ? "allows" : "allowed", wordsOf(rest).join("; ") || undefined);
  }
  const of = (access: string) => wordsOf(settings.filter((setting) => setting.access === access));
  return [
    danger("wider", of("wider")),
    danger("both", of("both")),
    doubt("not known", of("unknown")),
    plain("narrower", ...of("narrower")),
    plain("besides", ...of("same"), ...besides),
  ];
}

const wordsOf = (settings: readonly { readonly words: string }[]): readonly string[] =>
  settings.map(({ words }) => words);

/** Where the expiry changes, its line under access says so. */
const expiryOf = ({ change, settings, expiry }: KeyFacts): readonly Detail[] =>
  change === "create" || change === "destroy" || settings.every(({ name }) => name !== "expires_at")
    ? told("expiry", expiry)
    : [];

function driftOf({ drift, isRemovedOutside }: KeyFacts): readonly Detail[] {
  if (isRemovedOutside) return [doubt("drift", [REMOVED_OUTSIDE])];
  return drift.length === 0 ? [] : [doubt("drift", ["changed outside of Terraform:", ...wordsOf(drift)])];
}

/** Undefined: nothing about credits is worth a line. */
export function moneyWords({ money, used, change }: KeyFacts, arrow: string): string | undefined {
  const isNews = money.difference !== 0 || money.leftBehind > 0 || used !== undefined || change === "replace";
  const credits = isNews ? creditsWords(money, arrow) : undefined;
  return credits === undefined || used === undefined ? credits : `${credits}; ${figure(used)} used`;
}

/** In their order. Undefined: nobody expects a call. */
export function callsOf({ kind, facts }: Entry): string | undefined {
  return kind === "key" ? keyCalls(facts) : operationsWords(facts.operations);
}

/** Of a replacement, with the key that each is for. */
function keyCalls({ operations, areOperationsKnown, change }: KeyFacts): string | undefined {
  if (operations.length === 0 && areOperationsKnown && QUIET.has(change)) return undefined;
  // Put off, it is not called for; what a later apply does is not known.
  if (change === "defer") return undefined;
  if (operations.length === 0 && !areOperationsKnown) return "known only during apply";
  const calls = operationsWords(operations, change === "replace");
  return areOperationsKnown ? calls : `at most ${calls} (known only during apply)`;
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
    ...items.map(({ summary, detail }) => doubt("warning", [summary, ...linesOf(detail)])),
    ...(more > 0 ? [doubt("warning", [`and ${more} more`])] : []),
  ];
};

const exclusiveDetails = (exclusive: ExclusiveFacts): readonly Detail[] => [
  ...sourceOf(exclusive),
  ...(exclusive.isDeleteAll ? [danger("removes", ["with one call, also keys that are made meanwhile"])] : []),
  danger(exclusive.isDeleteAll ? "known now" : "removes", namesOf(exclusive)),
  plain("calls", operationsWords(exclusive.operations)),
  ...warningsOf(exclusive.warnings.map((warning) => withoutNames(warning, exclusive))),
];

/** Its list of names stands above. */
function withoutNames(warning: Warning, { removed }: ExclusiveFacts): Warning {
  const names = new Set(removed.map((key) => `- ${nameOf(key)}`));
  const lines = warning.detail.split("\n").filter((line) => !names.has(line));
  return { ...warning, detail: lines.join("\n").replace(/:$/, ".") };
}

const nameOf = ({ id, name }: ExclusiveFacts["removed"][number]): string => `${quoted(redact(name))} (${id})`;

const namesOf = ({ removed }: ExclusiveFacts): readonly string[] => upTo(removed.map(nameOf));

const actionDetails = ({ words, trigger, operations }: ActionFacts): readonly Detail[] => [
  danger("does", [words]),
  plain("when", trigger),
  plain("calls", operationsWords(operations)),
];
