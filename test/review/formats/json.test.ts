// The published JSON: its shape by its schema, for a plan with everything and for any review.
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { namesIn } from "../../../src/provider/proxy-key/each-setting";
import { SETTINGS } from "../../../src/provider/proxy-key/settings";
import { type Review, SENSITIVE } from "../../../src/review/facts";
import { formatJson } from "../../../src/review/formats/json";
import schema from "../../../src/review/formats/review.schema.json";
import { type Verdict, NO_VERDICT, RULE_NAMES, judge, parseFailOn } from "../../../src/review/policy";
import { UNKNOWN } from "../../../src/terraform/cty";
import { SECRETS, anyReview } from "../any-review";
import { EVERYTHING, UNCHANGED, key, plan, reviewOf } from "../sample";

const RULES = parseFailOn(
  "wider,destroy,replace,unrestricted,never-expires,expires-after=1d,spend>0,forget,drift,unknown",
);
const NOW = Date.parse("2026-11-27T06:00:00Z");

const ajv = new Ajv2020({ strict: true, strictTypes: "log", allErrors: true });
const isValid = ajv.compile(schema);
/** The published schema lets fields be added. Those that are there must all be in it. */
const isExact = ajv.compile(closed(schema));

function closed<T>(value: T): T;
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => closed(one));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([name, one]: [string, unknown]) => [name, closed(one)]));
  return "properties" in fields && "type" in fields ? { ...fields, additionalProperties: false } : fields;
}

const problems = (text: string): unknown => {
  const json: unknown = JSON.parse(text);
  return isValid(json) && isExact(json) ? [] : [...(isValid.errors ?? []), ...(isExact.errors ?? [])];
};

/** Within a word it does not count. */
const SECRET = new RegExp(`(?<![\\w-])(${SECRETS.join("|")})`);

const parsed = (review: Review, verdict: Verdict = NO_VERDICT): unknown => JSON.parse(formatJson(review, verdict));

test("a plan with everything, and a verdict, are as the schema says", () => {
  expect(problems(formatJson(EVERYTHING, judge(EVERYTHING, RULES, undefined, NOW)))).toEqual([]);
  expect(problems(formatJson(UNCHANGED, NO_VERDICT))).toEqual([]);
});

test("the schema refuses what is not so", () => {
  const text = formatJson(EVERYTHING, NO_VERDICT);
  const broken = [
    text.replace('"format_version": "1.0"', '"format_version": "2.0"'),
    text.replace('"change": "destroy"', '"change": "kill"'),
    text.replace('"address": "electronhub_proxy_key.ci"', '"adress": "electronhub_proxy_key.ci"'),
    text.replace('"unknown": true', '"unknown": false'),
    text.replace('"requests": 8', '"requests": "8"'),
  ];
  expect(new Set(broken).has(text)).toBe(false);
  expect(broken.map((one) => isValid(JSON.parse(one)))).toEqual([false, false, false, false, false]);
});

test("the schema knows the rules that there are", () => {
  expect(schema.$defs.violation.properties.rule.enum).toEqual(RULE_NAMES);
});

test("one key, with all that is said of it", () => {
  const facts = key({
    address: "electronhub_proxy_key.ci",
    change: "update",
    source: { file: "main.tf", line: 12 },
    access: "wider",
    allowed: { models: null, addresses: SENSITIVE },
    settings: [
      { name: "model_whitelist", before: ["gpt-4o"], after: null, access: "wider", words: "models: opened to all" },
      { name: "ip_whitelist", before: SENSITIVE, after: UNKNOWN, access: "unknown", words: "addresses: ?" },
    ],
    operations: [{ kind: "update", text: "update model_whitelist", on: "new" }],
    money: { before: 100, after: UNKNOWN, difference: undefined, leftBehind: 0 },
    expiries: { before: null, after: UNKNOWN },
    validFor: "90d",
    expiry: "90 days after the apply",
  });
  expect(parsed(reviewOf(plan({ keys: [facts] })))).toMatchObject({
    plans: [
      {
        keys: [
          {
            address: "electronhub_proxy_key.ci",
            previous_address: null,
            deposed: null,
            construct_path: null,
            source: { file: "main.tf", line: 12 },
            account: "electronhub",
            change: "update",
            create_before_destroy: false,
            import_id: null,
            reason: null,
            name: { before: "ci", after: "ci" },
            id: "0123456789abcdef0123456789abcdef",
            operations: [{ kind: "update", text: "update model_whitelist", on: "new" }],
            operations_known: true,
            access: "wider",
            allowed: { models: null, addresses: { sensitive: true } },
            settings: [
              {
                name: "model_whitelist",
                before: ["gpt-4o"],
                after: null,
                access: "wider",
                words: "models: opened to all",
              },
              {
                name: "ip_whitelist",
                before: { sensitive: true },
                after: { unknown: true },
                access: "unknown",
                words: "addresses: ?",
              },
            ],
            besides: [],
            drift: [],
            allocation: { before: 100, after: { unknown: true }, difference: null, left_behind: 0 },
            used: null,
            expiry: { before: null, after: { unknown: true }, valid_for: "90d", words: "90 days after the apply" },
            irreversible: [],
            rotation: null,
            warnings: [],
          },
        ],
      },
    ],
  });
});

test("the fields stand in the same order each time, the verdict before the plans", () => {
  const text = formatJson(EVERYTHING, NO_VERDICT);
  expect([...text.matchAll(/^ {2}"(\w+)"/gm)].map(([, field]) => field)).toEqual([
    "format_version",
    "complete",
    "counts",
    "accounts",
    "cost",
    "violations",
    "exempted",
    "notes",
    "plans",
  ]);
});

test("a review with gaps, or of a plan that failed half-way, is not complete", () => {
  const complete = (facts: Parameters<typeof plan>[0]) => parsed(reviewOf(plan(facts)));
  expect(complete({})).toMatchObject({ complete: true });
  expect(complete({ isErrored: true })).toMatchObject({ complete: false });
  expect(complete({ gaps: [{ address: undefined, words: "Something." }] })).toMatchObject({ complete: false });
});

test("a program reads a name as it is, and a terminal is not steered by it", () => {
  const name = "\u001b[31m\u009b31m\u202e \u{e0041} \ufeff\n\ud800";
  const text = formatJson(
    reviewOf(plan({ keys: [key({ address: "a", change: "move", names: { before: name, after: name } })] })),
    NO_VERDICT,
  );
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
  expect(JSON.parse(text)).toMatchObject({ plans: [{ keys: [{ name: { before: name, after: name } }] }] });
});

test("of any review: as the schema says, without secrets, bounded, nothing that steers a terminal, the same each time", () => {
  fc.assert(
    fc.property(anyReview, (review) => {
      const verdict = judge(review, RULES, undefined, NOW);
      const text = formatJson(review, verdict);
      expect(problems(text)).toEqual([]);
      expect(formatJson(review, verdict)).toBe(text);
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
      const all = strings(JSON.parse(text));
      expect(all.filter((one) => one.length > 1_003 && [...one].length > 1_003)).toEqual([]);
      expect(all.filter((one) => SECRET.test(one))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

test("the schema knows the settings of the provider's table, and no other", () => {
  expect(schema.$defs.setting.properties.name.enum).toEqual(namesIn(SETTINGS));
});
