// The rules that a review can be held to, and how `--fail-on` and `fail_on` write them. What each is against: judge.ts. Pure.
import { checkDuration, milliseconds, shown } from "../../rules";
import { didYouMean } from "./nearest";
import { PolicyError } from "./policy-error";
import { RULE_NAMES, type RuleName } from "./verdict";

export type Rule =
  | { readonly name: PlainName }
  /** A duration that was checked, as it was written. */
  | { readonly name: "expires-after"; readonly duration: string }
  | { readonly name: "spend"; readonly credits: number }
  /** Patterns: what a key may use. */
  | { readonly name: "models"; readonly allowed: readonly string[] }
  /** Addresses and CIDR blocks: where a key may be used. */
  | { readonly name: "addresses"; readonly allowed: readonly string[] };

/** In the order in which they are judged, each at most once. */
export type Rules = readonly Rule[];

type ValuedName = "expires-after" | "spend" | "models" | "addresses";
type PlainName = Exclude<RuleName, ValuedName>;

/** Their values are lists, which only a policy file can hold. */
const LISTED: readonly RuleName[] = ["models", "addresses"];
const VALUED: readonly RuleName[] = ["expires-after", "spend", ...LISTED];

const isPlain = (name: string): name is PlainName => isRuleName(name) && !VALUED.includes(name);

export const isRuleName = (text: string): text is RuleName => RULE_NAMES.some((name) => name === text);

/** As `--fail-on` writes them: with commas. Throws PolicyError. */
export function parseFailOn(text: string): Rules {
  const rules = text.split(",").map((part) => parseRule(part));
  const names = rules.map(({ name }) => name);
  const twice = rules.find((rule, at) => names.includes(rule.name, at + 1) && !isPlain(rule.name));
  if (twice)
    throw new PolicyError(
      `The rule ${twice.name} is given more than once. Write it once, with the limit that is to hold.`,
    );
  return strictest(rules);
}

/** One of them. Throws PolicyError. */
export function parseRule(text: string): Rule {
  const written = text.trim();
  if (written === "") throw new PolicyError(`A rule is empty. ${WHAT_EXISTS}`);
  if (isPlain(written)) return { name: written };
  const [, name = "", sign = "", value = ""] = /^([\w-]+)\s*([=<>]*)\s*(.*)$/s.exec(written) ?? [];
  if (name === "expires-after") return expiresAfter(sign, value);
  if (name === "spend") return spend(sign, value);
  if (LISTED.some((listed) => listed === name)) {
    throw new PolicyError(`The rule ${name} needs a list: write allow.${name} in a policy file (--policy FILE).`);
  }
  if (isPlain(name) && sign !== "") {
    throw new PolicyError(`The rule ${name} takes no value; it is written ${shown(written)}. Write ${name}.`);
  }
  if (isPlain(name))
    throw new PolicyError(`${shown(written)} is not a rule. Put commas between rules, as in ${name},unknown.`);
  const near = didYouMean(name === "" ? written : name, RULE_NAMES);
  throw new PolicyError(`${shown(written)} is not a rule.${near} ${WHAT_EXISTS}`);
}

function expiresAfter(sign: string, duration: string): Rule {
  if (sign !== "=" || duration === "") {
    throw new PolicyError("The rule expires-after needs a duration, as in expires-after=90d.");
  }
  const problem = checkDuration(duration);
  if (problem) throw new PolicyError(`The rule expires-after: ${problem.detail}`);
  return { name: "expires-after", duration };
}

function spend(sign: string, credits: string): Rule {
  if (sign === "" && credits === "") {
    throw new PolicyError(
      "The rule spend needs a limit, as in spend>500. In a shell, put the rules in quotation marks, as in --fail-on 'wider,spend>500': it takes a bare > for a redirection.",
    );
  }
  if (sign !== ">" || !/^\d{1,15}(\.\d+)?$/.test(credits)) {
    throw new PolicyError(
      `The rule spend is written with > and a number of credits, as in spend>500; it is written ${shown(`spend${sign}${credits}`)}.`,
    );
  }
  return { name: "spend", credits: Number(credits) };
}

const FORMS = RULE_NAMES.filter((name) => !LISTED.includes(name)).map((name) => {
  if (name === "spend") return "spend>CREDITS";
  return name === "expires-after" ? "expires-after=DURATION" : name;
});

const WHAT_EXISTS = `The rules are ${FORMS.join(", ")}.`;

/** Each rule once, in order: where two of them set a limit, the one that allows less. */
export function strictest(rules: Rules): Rules {
  return RULE_NAMES.flatMap((name) =>
    rules
      .filter((rule) => rule.name === name)
      .sort(byLimit)
      .slice(0, 1),
  );
}

function byLimit(one: Rule, other: Rule): number {
  if (one.name === "spend" && other.name === "spend") return one.credits - other.credits;
  if (one.name === "expires-after" && other.name === "expires-after") {
    return milliseconds(one.duration) - milliseconds(other.duration);
  }
  return 0;
}
