// A review as JUnit XML, for GitLab's view of tests and its like: a suite for each plan, a case for each key. A violation of the
// policy is a failure, what could not be analysed is an error, and what is excepted is skipped.
import { type ExclusiveFacts, type KeyFacts, type PlanFacts, type Review } from "../facts";
import { type Verdict, type Violation } from "../policy/verdict";
import { ERRORED, onOneLine } from "./entries";
import { shown, shownAddress } from "./shown";
import { type Xml, element, xmlDocument } from "./xml";

interface Case {
  readonly name: string;
  readonly file: string | undefined;
  readonly errors: readonly string[];
  readonly failures: readonly Violation[];
  readonly exempted: readonly Violation[];
  /** What happens to the key, one line each. */
  readonly lines: readonly string[];
}

export function formatJunit(review: Review, verdict: Verdict): string {
  const suites = [
    ...review.plans.map((plan) => suite(shown(plan.label) || "plan", casesOf(plan, verdict))),
    ...overAll(verdict),
  ];
  const total = (count: keyof Totals) => String(suites.reduce((sum, { totals }) => sum + totals[count], 0));
  const attributes = {
    name: "electronhub review",
    tests: total("tests"),
    failures: total("failures"),
    errors: total("errors"),
    skipped: total("skipped"),
  };
  return xmlDocument(
    element(
      "testsuites",
      attributes,
      suites.map(({ xml }) => xml),
    ),
  );
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** What no single plan is to blame for. */
function overAll({ violations, exempted }: Verdict): readonly { readonly xml: Xml; readonly totals: Totals }[] {
  const isOverAll = ({ plan }: Violation) => plan === undefined;
  const failures = violations.filter(isOverAll);
  if (failures.length === 0) return [];
  const whole: Case = {
    name: "all keys together",
    file: undefined,
    errors: [],
    failures,
    exempted: exempted.filter(isOverAll),
    lines: [],
  };
  return [suite("all plans together", [whole])];
}

function casesOf(plan: PlanFacts, verdict: Verdict): readonly Case[] {
  const objects = [...plan.keys, ...plan.exclusives];
  const addresses = new Set([...objects, ...plan.actions].map(({ address }) => address));
  const known = [...addresses].map((address) => caseOf(plan, address, verdict));
  const gaps = [...(plan.isErrored ? [ERRORED] : []), ...plan.gaps];
  const others = gaps.filter(({ address }) => address === undefined || !addresses.has(address));
  const unknown = others.map(({ address, words }): Case => ({
    name: address === undefined ? "the plan as a whole" : shownAddress(address),
    file: undefined,
    errors: [shown(words)],
    failures: [],
    exempted: [],
    lines: [],
  }));
  const warned: Case = {
    name: "warnings of the plan",
    file: undefined,
    errors: [],
    failures: [],
    exempted: [],
    lines: plan.warnings.map((warning) => shown(onOneLine(warning))),
  };
  return [...unknown, ...(plan.warnings.length > 0 ? [warned] : []), ...known];
}

/** An address may have several objects: a key and those that were left behind of it. */
function caseOf(plan: PlanFacts, address: string, { violations, exempted }: Verdict): Case {
  const isOwn = (violation: Violation) => violation.plan === plan.label && violation.address === address;
  const keys = plan.keys.filter((key) => key.address === address);
  const exclusives = plan.exclusives.filter((exclusive) => exclusive.address === address);
  const source = [...keys, ...exclusives].find((object) => object.source !== undefined)?.source;
  return {
    name: shownAddress(address),
    file: source && shown(source.file),
    errors: plan.gaps.filter((gap) => gap.address === address).map(({ words }) => shown(words)),
    failures: violations.filter(isOwn),
    exempted: exempted.filter(isOwn),
    lines: [...keys.flatMap(linesOf), ...exclusives.flatMap(exclusiveLines)],
  };
}

const linesOf = ({ change, access, settings, operations, irreversible }: KeyFacts): readonly string[] => [
  `change: ${change}`,
  `access: ${access}`,
  ...settings.map(({ words }) => shown(words)),
  ...operations.map(({ text }) => `call: ${shown(text)}`),
  ...irreversible.map((sentence) => shown(sentence)),
];

const exclusiveLines = ({ change, removed, isDeleteAll, operations }: ExclusiveFacts): readonly string[] => [
  `change: ${change}`,
  ...(isDeleteAll ? ["removes all keys of the account"] : []),
  ...removed.map(({ id, name }) => `removes ${shown(name)} (${id})`),
  ...operations.map(({ text }) => `call: ${shown(text)}`),
];

function suite(name: string, cases: readonly Case[]): { readonly xml: Xml; readonly totals: Totals } {
  const count = (is: (one: Case) => boolean) => cases.filter(is).length;
  const totals: Totals = {
    tests: cases.length,
    failures: count(isFailure),
    errors: count(isError),
    skipped: count(isSkipped),
  };
  const attributes = {
    name,
    tests: String(totals.tests),
    failures: String(totals.failures),
    errors: String(totals.errors),
    skipped: String(totals.skipped),
  };
  return {
    xml: element(
      "testsuite",
      attributes,
      cases.map((one) => caseXml(name, one)),
    ),
    totals,
  };
}

/** An error weighs more than a failure, and only a case with neither is skipped. */
const isError = ({ errors }: Case): boolean => errors.length > 0;
const isFailure = (one: Case): boolean => !isError(one) && one.failures.length > 0;
const isSkipped = (one: Case): boolean => !isError(one) && !isFailure(one) && one.exempted.length > 0;

function caseXml(suiteName: string, one: Case): Xml {
  const outcome = outcomeOf(one);
  const attributes = { classname: suiteName, name: one.name, ...(one.file !== undefined && { file: one.file }) };
  const output = one.lines.length > 0 ? [element("system-out", {}, [one.lines.join("\n")])] : [];
  return element("testcase", attributes, [...outcome, ...output]);
}

/** One at most: readers of this format know no more. */
function outcomeOf(one: Case): readonly Xml[] {
  const told = [...one.errors, ...one.failures.map(({ words }) => words), ...one.exempted.map(excepted)];
  const text = told.join("\n");
  if (isError(one)) return [element("error", { message: one.errors.join(" "), type: "not-analysed" }, [text])];
  if (isFailure(one)) {
    const rules = [...new Set(one.failures.map(({ rule }) => rule))].join(", ");
    return [element("failure", { message: `against the policy: ${rules}`, type: rules }, [text])];
  }
  return isSkipped(one) ? [element("skipped", { message: text }, [])] : [];
}

const excepted = ({ words, exemption }: Violation): string =>
  exemption ? `${words} Excepted until ${exemption.until}: ${shown(exemption.reason)}` : words;
