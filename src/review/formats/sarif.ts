// A review as SARIF 2.1.0, for code-scanning views. Results are what is against the policy, what could not be analysed, and what a
// reviewer must not miss: access that widens or may, and what cannot be undone.
import { createHash } from "node:crypto";
import { type Gap, type KeyFacts, type PlanFacts, type Review, type Warning } from "../facts";
import { type RuleName, type Verdict, type Violation } from "../policy/verdict";
import { ERRORED, onOneLine } from "./entries";
import { shown, shownAddress } from "./shown";

type Level = "error" | "warning";

/** Rules of the policy, and what is told without one. */
type RuleId = RuleName | "not-analysed" | "irreversible" | "plan-warning";

interface Result {
  readonly rule: RuleId;
  readonly level: Level;
  readonly plan: PlanFacts | undefined;
  readonly address: string | undefined;
  readonly words: string;
  readonly exemption: Violation["exemption"];
}

const RULES: Readonly<Record<RuleId, string>> = {
  "not-analysed": "A part of the plan could not be analysed",
  wider: "A key is allowed more than before",
  destroy: "A key stops working",
  replace: "A key is replaced",
  unrestricted: "A key allows all models or all addresses",
  "never-expires": "A key never expires",
  "expires-after": "A key expires later than the policy allows",
  spend: "The plan allocates more credits than the policy allows",
  models: "A key allows models that the policy does not",
  addresses: "A key allows addresses that the policy does not",
  forget: "A key leaves the state and is left as it is",
  drift: "A key was changed outside of Terraform",
  unknown: "What a key is allowed is known only during apply",
  irreversible: "A change cannot be undone",
  "plan-warning": "The plan as a whole has a warning",
};

const IDS = Object.keys(RULES);

export function formatSarif(review: Review, verdict: Verdict): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "electronhub review",
            rules: Object.entries(RULES).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: "unicodeCodePoints",
        results: withFingerprints(resultsOf(review, verdict)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const resultsOf = (review: Review, verdict: Verdict): readonly Result[] => [
  ...review.plans.flatMap((plan) =>
    [...(plan.isErrored ? [ERRORED] : []), ...plan.gaps].map((gap) => gapResult(plan, gap)),
  ),
  ...[...verdict.violations, ...verdict.exempted].map((violation) => violationResult(review, violation)),
  ...review.plans.flatMap((plan) => plan.keys.flatMap((key) => toldResults(plan, key, verdict))),
  ...review.plans.flatMap((plan) => plan.warnings.map((warning) => warningResult(plan, warning))),
];

const gapResult = (plan: PlanFacts, { address, words }: Gap): Result => ({
  rule: "not-analysed",
  level: "error",
  plan,
  address,
  words: shown(words),
  exemption: undefined,
});

const warningResult = (plan: PlanFacts, warning: Warning): Result => ({
  rule: "plan-warning",
  level: "warning",
  plan,
  address: undefined,
  words: shown(onOneLine(warning)),
  exemption: undefined,
});

const violationResult = (review: Review, { rule, plan, address, words, exemption }: Violation): Result => ({
  rule,
  level: "error",
  plan: review.plans.find(({ label }) => label === plan),
  address,
  words,
  exemption,
});

/** Not what a violation of the same rule tells already. */
function toldResults(plan: PlanFacts, key: KeyFacts, verdict: Verdict): readonly Result[] {
  const judged = [...verdict.violations, ...verdict.exempted].filter(
    (violation) => violation.plan === plan.label && violation.address === key.address,
  );
  const result = (rule: RuleId, words: string): Result => {
    return { rule, level: "warning", plan, address: key.address, words, exemption: undefined };
  };
  const settings = (...accesses: readonly string[]) =>
    key.settings.flatMap(({ access, words }) => (accesses.includes(access) ? [shown(words)] : []));
  const where = shownAddress(key.address);
  const isTold = (rule: RuleId) => judged.some((violation) => violation.rule === rule);
  const isWider = key.access === "wider" || key.access === "both";
  const isUnknown = key.access === "unknown";
  return [
    ...(isWider && !isTold("wider")
      ? [result("wider", sentence(where, "is allowed more than before", settings("wider", "both")))]
      : []),
    ...(isUnknown && !isTold("unknown")
      ? [
          result(
            "unknown",
            sentence(where, "may be allowed more, which is known only during apply", settings("unknown")),
          ),
        ]
      : []),
    ...(key.irreversible.length > 0
      ? [result("irreversible", `${where}: ${key.irreversible.map((one) => shown(one)).join(" ")}`)]
      : []),
  ];
}

const sentence = (where: string, what: string, settings: readonly string[]): string =>
  `${where} ${what}${settings.length > 0 ? `: ${settings.join("; ")}` : ""}.`;

/** The same from run to run as long as rule, plan and object are: neither lines nor values are in them. */
function withFingerprints(results: readonly Result[]): readonly object[] {
  const seen = new Map<string, number>();
  return results.map((result) => {
    const identity = JSON.stringify([result.rule, result.plan?.label ?? null, result.address ?? null]);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    const digest = createHash("sha256").update(`${identity}#${before}`).digest("hex");
    return { ...resultJson(result), partialFingerprints: { "electronhubReview/v1": digest } };
  });
}

const resultJson = ({ rule, level, plan, address, words, exemption }: Result) => ({
  ruleId: rule,
  ruleIndex: IDS.indexOf(rule),
  level,
  message: { text: words },
  locations: [location(plan, address)],
  ...(exemption && {
    suppressions: [
      {
        kind: "external",
        status: "accepted",
        justification: `${shown(exemption.reason)} (until ${exemption.until})`,
      },
    ],
  }),
});

/**
 * GitHub refuses a whole file for one result without a place in a file. So what has none is in the plan's own, and the address tells
 * which object it is.
 */
function location(plan: PlanFacts | undefined, address: string | undefined) {
  const object = plan && [...plan.keys, ...plan.exclusives].find((one) => one.address === address);
  const { file, line } = object?.source ?? { file: plan?.label ?? "plan", line: 1 };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    ...(address !== undefined && {
      logicalLocations: [{ fullyQualifiedName: shownAddress(address), kind: "resource" }],
    }),
  };
}

/** A relative reference: neither a scheme nor a host can be made of a file's name. */
function uriOf(file: string): string {
  const parts = shown(file)
    .split("/")
    .filter((part) => part !== "");
  return parts.length === 0 ? "plan" : parts.map((part) => encodeURIComponent(part)).join("/");
}
