// SARIF: by the standard's own schema, and what code-scanning views ask for beside it.
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";
import fc from "fast-check";
import { type Review } from "../../../src/review/facts";
import { formatSarif } from "../../../src/review/formats/sarif";
import { type Verdict, NO_VERDICT, RULE_NAMES, judge, parseFailOn, parsePolicy } from "../../../src/review/policy";
import { SECRETS, anyReview } from "../any-review";
import { EVERYTHING, UNCHANGED, key, plan, reviewOf } from "../sample";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly suppressions?: readonly { readonly justification: string }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly Result[];
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    },
  ];
}

const RULES = parseFailOn(
  "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
);
const NOW = Date.parse("2026-11-27T06:00:00Z");

/** A later draft than its own means the same by it. Its formats are checked below. */
const { $schema: _draft, id: _id, ...body } = sarifSchema;
const isLog = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile<Log>(body);

function read(review: Review, verdict: Verdict = NO_VERDICT): Log["runs"][0] {
  const log: unknown = JSON.parse(formatSarif(review, verdict));
  if (isLog(log)) return log.runs[0];
  throw new Error(JSON.stringify(isLog.errors));
}

const brief = ({ ruleId, level, message, locations }: Result) => {
  const [place] = locations;
  const { artifactLocation, region } = place?.physicalLocation ?? {
    artifactLocation: { uri: "" },
    region: { startLine: 0 },
  };
  return `${level} ${ruleId} ${artifactLocation.uri}:${region.startLine} ${message.text}`;
};

test("without a policy: what could not be analysed, what widens or may, what cannot be undone", () => {
  const [facts] = EVERYTHING.plans;
  if (facts === undefined) throw new Error("the sample has no plan");
  const gaps = [{ address: "electronhub_proxy_key.odd", words: "It is of a later version." }];
  expect(read(reviewOf({ ...facts, gaps })).results.map(brief)).toEqual([
    "error not-analysed tfplan:1 It is of a later version.",
    `warning irreversible tfplan:1 module.team["a"].electronhub_proxy_key.old[0]: The key's value stops working, and no later apply makes the same value again.`,
    "warning wider main.tf:12 electronhub_proxy_key.ci is allowed more than before: allocation: 500 credits instead of 300; models: + gpt-4o; addresses: opened to all.",
    "warning unknown tfplan:1 electronhub_proxy_key.open may be allowed more, which is known only during apply: models: known only during apply; it may allow more.",
  ]);
});

test("a violation is an error at its resource, and is not told twice", () => {
  const verdict = judge(EVERYTHING, parseFailOn("wider,unknown,spend>0"), undefined, NOW);
  expect(read(EVERYTHING, verdict).results.map(brief)).toEqual([
    'error wider main.tf:12 wider: electronhub_proxy_key.ci ("ci") is allowed more than before: allocation: 500 credits instead of 300; models: + gpt-4o; addresses: opened to all.',
    'error wider tfplan:1 wider: electronhub_proxy_key.open ("ci") may be allowed more than before, which cannot be judged: models: known only during apply; it may allow more.',
    'error unknown tfplan:1 unknown: electronhub_proxy_key.open ("ci") may be allowed something that is known only during apply: models: known only during apply; it may allow more.',
    "error spend plan:1 spend: 250 credits are allocated beyond what is allocated now, and the limit is 0; 1 amount is not known.",
    `warning irreversible tfplan:1 module.team["a"].electronhub_proxy_key.old[0]: The key's value stops working, and no later apply makes the same value again.`,
  ]);
});

test("one result, whole", () => {
  const review = reviewOf(
    plan({
      keys: [
        key({
          address: 'electronhub_proxy_key.ci["a b"]',
          change: "forget",
          source: { file: "keys/main file.tf", line: 7 },
        }),
      ],
    }),
  );
  const policy = parsePolicy(
    "version: 1\nfail_on: [forget]\nexceptions: [{name: ci, rules: [forget], reason: It moves., until: 2027-01-31}]",
    "policy.yaml",
  );
  const { results, tool } = read(review, judge(review, [], policy, NOW));
  expect(results).toEqual([
    {
      ruleId: "forget",
      ruleIndex: 10,
      level: "error",
      message: { text: 'forget: electronhub_proxy_key.ci["a b"] ("ci") leaves the state, and is left as it is.' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "keys/main%20file.tf" }, region: { startLine: 7 } },
          logicalLocations: [{ fullyQualifiedName: 'electronhub_proxy_key.ci["a b"]', kind: "resource" }],
        },
      ],
      suppressions: [{ kind: "external", status: "accepted", justification: "It moves. (until 2027-01-31)" }],
      partialFingerprints: {
        "electronhubReview/v1": "e85f8271137e8c47778094b3af6fcfe923a6528105900cbf5ccbb507bb2ac318",
      },
    },
  ]);
  expect(tool.driver.rules[10]?.id).toBe("forget");
});

test("nothing to tell is a run without results", () => {
  expect(read(UNCHANGED).results).toEqual([]);
});

test("it has a rule for each of the policy's", () => {
  expect(read(UNCHANGED).tool.driver.rules.map(({ id }) => id)).toEqual([
    "not-analysed",
    ...RULE_NAMES,
    "irreversible",
    "plan-warning",
  ]);
});

test("a fingerprint is that of the object and the rule: it stays when lines, values and other objects change", () => {
  const fingerprints = (line: number, words: string, ...others: readonly string[]) => {
    const wider = (address: string) =>
      key({
        address,
        change: "update",
        access: "wider",
        source: { file: "main.tf", line },
        settings: [{ name: "model_whitelist", before: ["a"], after: null, access: "wider", words }],
      });
    const review = reviewOf(plan({ keys: [...others, "electronhub_proxy_key.ci"].map(wider) }));
    return read(review).results.map(({ partialFingerprints }) => partialFingerprints["electronhubReview/v1"]);
  };
  const [alone] = fingerprints(1, "models: + o3");
  expect(alone).toMatch(/^[\da-f]{64}$/);
  expect(fingerprints(99, "models: opened to all", "electronhub_proxy_key.a")[1]).toBe(alone);
});

test("of any review: valid, each result with a place and a fingerprint of its own, without secrets, nothing that steers a terminal", () => {
  fc.assert(
    fc.property(anyReview, (review) => {
      const verdict = judge(review, RULES, undefined, NOW);
      const text = formatSarif(review, verdict);
      const { results, tool } = read(review, verdict);
      expect(formatSarif(review, verdict)).toBe(text);
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
      expect(results.length).toBeGreaterThanOrEqual(verdict.violations.length);
      const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints["electronhubReview/v1"]);
      expect(new Set(fingerprints).size).toBe(results.length);
      for (const { ruleId, ruleIndex, message, locations } of results) {
        expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
        expect(locations).toHaveLength(1);
        const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? "";
        expect(new URL(uri, "file:///repository/").href.startsWith("file:///")).toBe(true);
        expect(uri).toMatch(/^[\w.%/!~*'()-]+$/);
        expect(message.text).not.toMatch(SECRET);
      }
    }),
    { numRuns: 20 },
  );
});

/** Within a word it does not count. */
const SECRET = new RegExp(`(?<![\\w-])(${SECRETS.join("|")})`);
