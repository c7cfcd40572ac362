// JUnit XML, read by a strict parser of XML.
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { type Review } from "../../../src/review/facts";
import { formatJunit } from "../../../src/review/formats/junit";
import { type Verdict, NO_VERDICT, judge, parseFailOn, parsePolicy } from "../../../src/review/policy";
import { HOSTILE, SECRETS, anyReview } from "../any-review";
import { EVERYTHING, UNCHANGED, key, on, plan, reviewOf } from "../sample";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const RULES = parseFailOn(
  "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
);
const NOW = Date.parse("2026-11-27T06:00:00Z");

/** Throws for whatever is not a well-formed XML 1.0. */
function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  const [document] = root.children;
  if (document === undefined) throw new Error("no element");
  return document;
}

const read = (review: Review, verdict: Verdict = NO_VERDICT) => parse(formatJunit(review, verdict));

/** A suite's cases: what became of them. */
const outcomes = (document: Element) =>
  document.children.flatMap((suite) =>
    suite.children.map(({ attributes, children }) => {
      const outcome = children.find(({ name }) => name !== "system-out");
      return `${suite.attributes["name"]} / ${attributes["name"]}: ${outcome ? `${outcome.name} ${outcome.attributes["message"]}` : "passed"}`;
    }),
  );

test("a case for each object, a failure for what is against the policy, in the totals as well", () => {
  const document = read(EVERYTHING, judge(EVERYTHING, parseFailOn("wider,destroy,spend>0"), undefined, NOW));
  expect(outcomes(document)).toEqual([
    'tfplan / module.team["a"].electronhub_proxy_key.old[0]: failure against the policy: destroy',
    "tfplan / electronhub_proxy_key.rotating: failure against the policy: destroy",
    "tfplan / electronhub_proxy_key.ci: failure against the policy: wider",
    "tfplan / electronhub_proxy_key.open: failure against the policy: wider",
    "tfplan / electronhub_proxy_key.fresh: passed",
    "tfplan / electronhub_proxy_key.touched: passed",
    "tfplan / electronhub_proxy_keys_exclusive.all: failure against the policy: destroy",
    "all plans together / all keys together: failure against the policy: spend",
  ]);
  expect(document.attributes).toEqual({
    name: "electronhub review",
    tests: "8",
    failures: "6",
    errors: "0",
    skipped: "0",
  });
});

test("one key, whole", () => {
  const review = reviewOf(
    plan({
      keys: [
        key({
          address: 'electronhub_proxy_key.ci["a&b"]',
          change: "destroy",
          access: "gone",
          source: { file: "main.tf", line: 12 },
          operations: [on("remove", "remove", "old")],
          irreversible: ["The value stops working."],
          names: { before: "<ci>", after: null },
        }),
      ],
    }),
  );
  expect(formatJunit(review, judge(review, parseFailOn("destroy"), undefined, NOW))).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="electronhub review" tests="1" failures="1" errors="0" skipped="0">' +
        '<testsuite name="tfplan" tests="1" failures="1" errors="0" skipped="0">' +
        '<testcase classname="tfplan" name="electronhub_proxy_key.ci[&quot;a&amp;b&quot;]" file="main.tf">' +
        '<failure message="against the policy: destroy" type="destroy">destroy: electronhub_proxy_key.ci[&quot;a&amp;b&quot;] (&quot;&lt;ci&gt;&quot;) is destroyed: remove.</failure>' +
        "<system-out>change: destroy",
      "access: gone",
      "call: remove",
      "The value stops working.</system-out></testcase></testsuite></testsuites>",
      "",
    ].join("\n"),
  );
});

test("what could not be analysed is an error, and outweighs a failure", () => {
  const review = reviewOf(
    plan({
      keys: [key({ address: "electronhub_proxy_key.ci", change: "forget" })],
      gaps: [
        { address: "electronhub_proxy_key.ci", words: "It is odd." },
        { address: "electronhub_proxy_key.gone", words: "It is not there." },
        { address: undefined, words: "The plan is of a later version." },
      ],
    }),
  );
  expect(outcomes(read(review, judge(review, parseFailOn("forget"), undefined, NOW)))).toEqual([
    "tfplan / electronhub_proxy_key.gone: error It is not there.",
    "tfplan / the plan as a whole: error The plan is of a later version.",
    "tfplan / electronhub_proxy_key.ci: error It is odd.",
  ]);
});

test("what is excepted is skipped, with the reason", () => {
  const review = reviewOf(plan({ keys: [key({ address: "electronhub_proxy_key.ci", change: "forget" })] }));
  const policy = parsePolicy(
    "version: 1\nfail_on: [forget]\nexceptions: [{name: ci, rules: [forget], reason: It moves., until: 2027-01-31}]",
    "policy.yaml",
  );
  expect(outcomes(read(review, judge(review, [], policy, NOW)))).toEqual([
    'tfplan / electronhub_proxy_key.ci: skipped forget: electronhub_proxy_key.ci ("ci") leaves the state, and is left as it is. Excepted until 2027-01-31: It moves.',
  ]);
});

test("nothing that changes is a suite without cases", () => {
  expect(formatJunit(UNCHANGED, NO_VERDICT)).toContain(
    '<testsuite name="tfplan" tests="0" failures="0" errors="0" skipped="0"/>',
  );
});

test.each(HOSTILE)("a plan and a key by the name of %j", (name) => {
  const review = reviewOf(
    plan({
      label: name,
      keys: [
        key({ address: `electronhub_proxy_key.ci["${name}"]`, change: "move", names: { before: name, after: name } }),
      ],
    }),
  );
  const [suite] = read(review).children;
  expect(suite?.children).toHaveLength(1);
  expect(suite?.children[0]?.attributes["name"]).toMatch(/^electronhub_proxy_key\.ci\["/);
});

test("of any review: well-formed, all objects, as many failures as it says, without secrets, nothing that steers a terminal", () => {
  fc.assert(
    fc.property(anyReview, (review) => {
      const verdict = judge(review, RULES, undefined, NOW);
      const xml = formatJunit(review, verdict);
      const document = parse(xml);
      expect(formatJunit(review, verdict)).toBe(xml);
      expect(xml).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
      const cases = document.children.flatMap(({ children }) => children);
      const count = (name: string) =>
        cases.filter(({ children }) => children.some((child) => child.name === name)).length;
      expect(document.attributes["tests"]).toBe(String(cases.length));
      expect(document.attributes["failures"]).toBe(String(count("failure")));
      expect(document.attributes["errors"]).toBe(String(count("error")));
      expect(document.attributes["skipped"]).toBe(String(count("skipped")));
      expect(cases.length).toBeGreaterThanOrEqual(review.plans.reduce((sum, { keys }) => sum + keys.length, 0));
      expect(texts(document).filter((text) => SECRET.test(text))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

/** Within a word it does not count. */
const SECRET = new RegExp(`(?<![\\w-])(${SECRETS.join("|")})`);

const texts = ({ text, attributes, children }: Element): readonly string[] => [
  text,
  ...Object.values(attributes),
  ...children.flatMap(texts),
];
