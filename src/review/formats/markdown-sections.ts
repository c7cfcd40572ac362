// The sections of a comment on a pull request, with the rank of each of their pieces: what decides is left out last.
import { type Review } from "../facts";
import { type Verdict, type Violation } from "../policy/verdict";
import { type Detail, accessOf, callsOf, detailsOf, moneyWords } from "./details";
import { type Entry, type Remark, entriesOf, gapsOf, gravityOf, noticesOf } from "./entries";
import { type Section } from "./fit";
import { headlineOf } from "./headline";
import { code, prose } from "./markdown-escape";
import { accountWords, countsWords, othersOf, otherWords, withoutRule } from "./phrases";
import { LONGEST, first, shown, shownAddress } from "./shown";

export const ARROW = "→";

/** The lower, the later it is left out. */
const RANK = {
  gap: 0,
  violation: 1,
  gravest: 2,
  graveRow: 3,
  row: 4,
  notice: 5,
  sums: 6,
  policy: 7,
  details: 8,
  others: 9,
} as const;

/** So many have their details before all others have their rows. */
const GRAVEST = 20;

/** Settings in a cell; all of them are in the details. */
const MOST_WORDS = 4;

export function sectionsOf(review: Review, { violations, exempted, notes }: Verdict): readonly Section[] {
  const entries = entriesOf(review);
  return [
    gapSection(review),
    violationSection("Policy violated", "policy violations", RANK.violation, violations),
    noticeSection(review),
    tableSection(entries, review.plans.length > 1),
    listOf("", "sums", RANK.sums, [...planLines(review), ...accountLines(review)]),
    violationSection("Excepted by the policy", "exceptions of the policy", RANK.policy, exempted),
    listOf(
      "",
      "notes on the policy",
      RANK.policy,
      notes.map((note) => `Policy: ${prose(shown(note))}`),
    ),
    detailsSection(entries),
    folded("Other resources", "types of other resources", RANK.others, otherLines(review)),
  ];
}

const bullet = (text: string): string => `- ${text}\n`;

const listOf = (heading: string, what: string, rank: number, lines: readonly string[]): Section => ({
  before: heading === "" ? "" : `#### ${heading}: ${lines.length}\n\n`,
  after: "\n",
  pieces: lines.map((line) => ({ what, rank, text: bullet(line) })),
});

const folded = (summary: string, what: string, rank: number, lines: readonly string[]): Section => ({
  before: `<details>\n<summary>${summary}</summary>\n\n`,
  after: "\n</details>\n\n",
  pieces: lines.map((line) => ({ what, rank, text: bullet(line) })),
});

const gapSection = (review: Review): Section =>
  listOf(
    "Not analysed, this review is not whole",
    "parts that were not analysed",
    RANK.gap,
    gapsOf(review).map((gap) => remark("not analysed", gap)),
  );

const noticeSection = (review: Review): Section =>
  listOf(
    "Of the whole plan",
    "warnings of the plan",
    RANK.notice,
    noticesOf(review).map((notice) => remark("note", notice)),
  );

const remark = (label: string, { plan, address, words }: Remark): string =>
  [
    ...(plan === undefined ? [] : [code(shown(plan))]),
    ...(address === undefined ? [] : [code(shownAddress(address))]),
    `${label}: ${prose(shown(words))}`,
  ].join(" ");

const violationSection = (heading: string, what: string, rank: number, violations: readonly Violation[]): Section =>
  listOf(
    heading,
    what,
    rank,
    violations.map(({ rule, words, exemption }) => {
      const sentence = `**${rule}**: ${prose(shown(withoutRule(words, rule), LONGEST.violation))}`;
      if (exemption === undefined) return sentence;
      return `${sentence} Until ${code(shown(exemption.until))}, because: ${prose(shown(exemption.reason))}`;
    }),
  );

const planLines = ({ plans }: Review): readonly string[] =>
  plans.length < 2 ? [] : plans.map(({ label, counts }) => `${code(shown(label))}: ${countsWords(counts)}`);

/** One account's sum stands at the top. */
const accountLines = ({ accounts }: Review): readonly string[] =>
  accounts.length < 2
    ? []
    : accounts.map((account) => `account ${code(shown(account.name))}: ${accountWords(account, ARROW)}`);

const otherLines = (review: Review): readonly string[] =>
  othersOf(review).map((other) => `${code(shown(other.type))}: ${otherWords(other)}`);

const isGrave = (entry: Entry): boolean => ["destructive", "wider"].includes(gravityOf(entry));

const isGravest = (entry: Entry, at: number): boolean => isGrave(entry) && at < GRAVEST;

function tableSection(entries: readonly Entry[], hasPlans: boolean): Section {
  const heads = ["Change", "Key", "Access", "Credits", "Calls", ...(hasPlans ? ["Plan"] : [])];
  return {
    before: `${row(heads)}${row(heads.map(() => "---"))}`,
    after: "\n",
    pieces: entries.map((entry, at) => ({
      what: "rows of the table",
      rank: isGravest(entry, at) ? RANK.gravest : isGrave(entry) ? RANK.graveRow : RANK.row,
      text: row([...cellsOf(entry), ...(hasPlans ? [code(shown(entry.plan ?? ""))] : [])]),
    })),
  };
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

function cellsOf(entry: Entry): readonly string[] {
  const { address, name, change } = headlineOf(entry, ARROW);
  return [
    isGrave(entry) ? `**${change}**` : change,
    name === undefined ? code(address) : `${code(address)}<br>${code(name)}`,
    accessCell(entry),
    entry.kind === "key" ? (moneyWords(entry.facts, ARROW) ?? "") : "",
    prose(shown(callsOf(entry) ?? "")),
  ];
}

function accessCell(entry: Entry): string {
  const { items, more } = first(
    accessOf(entry).flatMap(({ label, lines }) => lines.map((line, at) => (at === 0 ? `${label}: ${line}` : line))),
    MOST_WORDS,
  );
  const words = items.map((line) => prose(shown(line)));
  if (words.length > 0) return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join("<br>");
  return entry.kind === "key" ? entry.facts.access : "";
}

function detailsSection(entries: readonly Entry[]): Section {
  return {
    before: "<details>\n<summary>Details</summary>\n\n",
    after: "</details>\n\n",
    pieces: entries.map((entry, at) => ({
      what: "details",
      rank: isGravest(entry, at) ? RANK.gravest : RANK.details,
      text: detailsOfEntry(entry),
    })),
  };
}

function detailsOfEntry(entry: Entry): string {
  const { address, name, change } = headlineOf(entry, ARROW);
  const head = `${[code(address), ...(name === undefined ? [] : [code(name)])].join(" ")}: **${change}**`;
  return `${head}\n\n${detailsOf(entry, ARROW).map(detailLine).join("")}\n`;
}

const detailLine = ({ label, lines }: Detail): string =>
  bullet(`**${label}**: ${lines.map((line) => prose(shown(line))).join("<br>")}`);
