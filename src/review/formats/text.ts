// A review for the terminal: what decides first, then key by key, the gravest first. It leaves nothing out silently.
import picocolors from "picocolors";
import { redact } from "../../api/secrets";
import { type Review } from "../facts";
import { type Verdict, type Violation } from "../policy/verdict";
import { type Detail, detailsOf } from "./details";
import { type Entry, type Remark, entriesOf, gapsOf, noticesOf } from "./entries";
import { headlineOf, symbolOf } from "./headline";
import { accountWords, costWords, countsWords, othersOf, otherWords, sumOf, withoutRule } from "./phrases";
import { LONGEST, first, shown, shownAddress } from "./shown";
import { isUnchanged } from "./unchanged";
import { wrap } from "./wrap";

export interface TextOptions {
  /** Columns; fewer than 40 count as 40. */
  readonly width: number;
  readonly colour: boolean;
}

const NARROWEST = 40;
/** Columns for a symbol, and for a label after that. */
const SYMBOL = 4;
const LABEL = 10;
/** For a rule's name. */
const RULE = 17;

/** Lines of each kind that are about a plan as a whole. */
const MOST = { plans: 50, remarks: 100, violations: 200, notes: 50, others: 30, accounts: 30 } as const;

type Style = (text: string) => string;

interface Page {
  readonly colours: ReturnType<typeof picocolors.createColors>;
  /** Wrapped beside a first column, which may have a label in it. */
  readonly beside: (columns: number, text: string, style?: Style, label?: string, labelStyle?: Style) => Section;
}

type Section = readonly string[];

export function formatText(review: Review, verdict: Verdict, { width, colour }: TextOptions): string {
  const page = pageOf(Math.max(width, NARROWEST), picocolors.createColors(colour));
  const sections: readonly Section[] = [
    headOf(review, page),
    gapLines(review, page),
    ...verdictSections(verdict, page),
    noticeLines(review, page),
    ...entriesOf(review).map((entry) => entryLines(entry, page)),
    otherLines(review, page),
    accountLines(review, page),
  ];
  const told = sections.filter(({ length }) => length > 0);
  return `${told.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const asItIs: Style = (text) => text;

const pageOf = (width: number, colours: Page["colours"]): Page => ({
  colours,
  beside: (columns, text, style = asItIs, label = "", labelStyle = asItIs) =>
    // Masked whole: what a line's end cuts in two is not a secret any more, and would be masked once more.
    wrap(redact(text), width - columns).map(
      (line, at) => `${at === 0 ? labelled(label, columns, labelStyle) : " ".repeat(columns)}${style(line)}`,
    ),
});

const labelled = (label: string, columns: number, style: Style): string =>
  label === "" ? " ".repeat(columns) : `${style(label)}${" ".repeat(Math.max(1, columns - label.length))}`;

function headOf(review: Review, { colours, beside }: Page): Section {
  const { plans, counts, accounts, cost } = review;
  if (isUnchanged(review)) {
    return beside(0, `${countsWords(counts)}${plans.length > 1 ? ` in ${plans.length} plans` : ""}.`);
  }
  const sum = sumOf(accounts);
  return [
    ...beside(0, titleOf(review), colours.dim),
    "",
    ...beside(0, countsWords(counts), colours.bold),
    ...(sum === undefined ? [] : beside(0, accountWords(sum, "->"))),
    ...beside(0, costWords(cost)),
    ...planLines(review, { colours, beside }),
  ];
}

function titleOf({ plans }: Review): string {
  const [plan] = plans;
  if (plan === undefined || plans.length > 1) return `Review of ${plans.length} plans`;
  const made = [
    ...(plan.terraformVersion === undefined ? [] : [`${plan.tool} ${shown(plan.terraformVersion)}`]),
    ...(plan.plannedAt === undefined ? [] : [`planned at ${shown(plan.plannedAt)}`]),
  ];
  return `Review of ${shown(plan.label)}${made.length > 0 ? ` (${made.join(", ")})` : ""}`;
}

/** What each of several plans has, in their order. */
function planLines({ plans }: Review, { beside }: Page): Section {
  if (plans.length < 2) return [];
  const { items, more } = first(plans, MOST.plans);
  return [
    "",
    ...items.flatMap(({ label, counts }) => beside(2, `${shown(label)}: ${countsWords(counts)}`)),
    ...andMore(more, beside),
  ];
}

const andMore = (more: number, beside: Page["beside"]): Section => (more > 0 ? beside(2, `and ${more} more`) : []);

function gapLines(review: Review, page: Page): Section {
  const { colours, beside } = page;
  const gaps = gapsOf(review);
  if (gaps.length === 0) return [];
  const red: Style = (text) => colours.bold(colours.red(text));
  return [...beside(0, `NOT ANALYSED: ${gaps.length}. This review is not whole.`, red), ...remarkLines(gaps, page)];
}

function noticeLines(review: Review, page: Page): Section {
  const notices = noticesOf(review);
  if (notices.length === 0) return [];
  return [...page.beside(0, "Of the whole plan", page.colours.yellow), ...remarkLines(notices, page)];
}

function remarkLines(remarks: readonly Remark[], { beside }: Page): Section {
  const { items, more } = first(remarks, MOST.remarks);
  return [
    ...items.flatMap(({ plan, address, words }) => {
      const place = [
        ...(plan === undefined ? [] : [shown(plan)]),
        ...(address === undefined ? [] : [shownAddress(address)]),
      ];
      return beside(2, [...place, shown(words)].join(": "));
    }),
    ...andMore(more, beside),
  ];
}

const verdictSections = ({ violations, exempted, notes }: Verdict, page: Page): readonly Section[] => [
  violationLines(`POLICY VIOLATED: ${violations.length}`, violations, page.colours.red, page),
  violationLines(`Excepted by the policy: ${exempted.length}`, exempted, page.colours.yellow, page),
  noteLines(notes, page),
];

function violationLines(head: string, violations: readonly Violation[], style: Style, page: Page): Section {
  if (violations.length === 0) return [];
  const { colours, beside } = page;
  const { items, more } = first(violations, MOST.violations);
  return [
    ...beside(0, head, (text) => colours.bold(style(text))),
    ...items.flatMap(({ rule, words, exemption }) => [
      ...beside(RULE, shown(withoutRule(words, rule), LONGEST.violation), asItIs, `  ${rule}`, style),
      ...(exemption === undefined
        ? []
        : beside(RULE, `until ${shown(exemption.until)}: ${shown(exemption.reason)}`, colours.dim)),
    ]),
    ...andMore(more, beside),
  ];
}

function noteLines(notes: Verdict["notes"], { colours, beside }: Page): Section {
  const { items, more } = first(notes, MOST.notes);
  return [...items.flatMap((note) => beside(0, `Policy: ${shown(note)}`, colours.yellow)), ...andMore(more, beside)];
}

function entryLines(entry: Entry, page: Page): Section {
  const { colours, beside } = page;
  const style = styleOf(entry, colours);
  return [
    ...beside(SYMBOL, textHeadline(entry), (text) => colours.bold(style(text)), symbolOf(entry), style),
    ...detailsOf(entry, "->").flatMap((detail) => detailLines(detail, page)),
  ];
}

const textHeadline = (entry: Entry): string => {
  const { address, name, change } = headlineOf(entry, "->");
  return `${[address, ...(name === undefined ? [] : [name])].join(" ")}: ${change}`;
};

function detailLines({ label, lines, tone }: Detail, { colours, beside }: Page): Section {
  const style = { danger: colours.red, doubt: colours.yellow, plain: asItIs }[tone];
  const labelStyle = tone === "plain" ? colours.dim : style;
  return lines.flatMap((line, at) =>
    beside(SYMBOL + LABEL, shown(line), style, at === 0 ? " ".repeat(SYMBOL) + label : "", labelStyle),
  );
}

function styleOf(entry: Entry, colours: Page["colours"]): Style {
  if (entry.kind !== "key") return colours.red;
  switch (entry.facts.change) {
    case "destroy":
    case "replace":
      return colours.red;
    case "update":
      return colours.yellow;
    case "create":
      return colours.green;
    case "forget":
    case "import":
    case "move":
    case "drift":
    case "defer":
      return colours.cyan;
  }
}

/** Counted, by type. */
function otherLines(review: Review, { beside, colours }: Page): Section {
  const { items, more } = first(othersOf(review), MOST.others);
  if (items.length === 0) return [];
  return [
    ...beside(0, "Other resources", colours.bold),
    ...items.flatMap((other) => beside(2, `${shown(other.type)}: ${otherWords(other)}`)),
    ...andMore(more, beside),
  ];
}

/** One account's sum stands at the top. */
function accountLines({ accounts }: Review, { beside, colours }: Page): Section {
  if (accounts.length < 2) return [];
  const { items, more } = first(accounts, MOST.accounts);
  return [
    ...beside(0, "Accounts", colours.bold),
    ...items.flatMap((account) => beside(2, `${shown(account.name)}: ${accountWords(account, "->")}`)),
    ...andMore(more, beside),
  ];
}
