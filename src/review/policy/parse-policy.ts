// Reads a policy file (YAML). Every mistake is named with file, line and column, all at once: a policy that is misunderstood would
// let through what it is there to hold back. Pure.
import { isScalar } from "yaml";
import { checkIp, parseInstant, shown } from "../../rules";
import { didYouMean } from "./nearest";
import { type Exception, type Policy } from "./policy";
import { PolicyError } from "./policy-error";
import { type Rule, type Rules, isRuleName, parseRule, strictest } from "./rules";
import { RULE_NAMES, type RuleName } from "./verdict";
import { type Entry, YamlReader } from "./yaml-nodes";

/** Of the file's form. */
const VERSION = 1;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Spend is of all keys together, so no key can be excepted from it. */
const EXCEPTABLE = RULE_NAMES.filter((name) => name !== "spend");

/** Throws PolicyError, one line for each mistake. `file` is its name, for the mistakes. */
export function parsePolicy(yaml: string, file: string): Policy {
  const reader = new YamlReader(file);
  const whole = reader.document(yaml);
  const values = reader.mapping(whole, "the policy", ["version"], ["fail_on", "allow", "exceptions"]);
  checkVersion(reader, values?.get("version"));
  const failOn = values?.get("fail_on");
  const allow = values?.get("allow");
  const exceptions = values?.get("exceptions");
  const rules = [...(failOn ? readFailOn(reader, failOn) : []), ...(allow ? readAllow(reader, allow) : [])];
  const excepted = exceptions ? readExceptions(reader, exceptions) : [];
  reader.finish();
  return { rules: strictest(rules), exceptions: excepted };
}

function checkVersion(reader: YamlReader, entry: Entry | undefined): void {
  if (entry === undefined || (isScalar(entry.node) && entry.node.value === VERSION)) return;
  reader.wrong(entry, "version", `the number ${VERSION}`);
}

function readFailOn(reader: YamlReader, entry: Entry): Rules {
  const rules: Rule[] = [];
  for (const { text, offset } of reader.texts(entry, "fail_on") ?? []) {
    try {
      const rule = parseRule(text);
      if (rules.some(({ name }) => name === rule.name))
        reader.mistake(offset, `fail_on has the rule ${rule.name} twice.`);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      reader.mistake(offset, error.message);
    }
  }
  return rules;
}

function readAllow(reader: YamlReader, entry: Entry): Rules {
  const lists = reader.mapping(entry, "allow", [], ["models", "addresses"]);
  if (lists?.size === 0) reader.mistake(entry.offset, "allow is empty. Leave it out, or write models or addresses.");
  const models = lists?.get("models");
  const addresses = lists?.get("addresses");
  return [
    ...(models ? [{ name: "models", allowed: readTexts(reader, models, "allow.models") } as const] : []),
    ...(addresses ? [{ name: "addresses", allowed: readAddresses(reader, addresses) } as const] : []),
  ];
}

const readTexts = (reader: YamlReader, entry: Entry, what: string): readonly string[] =>
  (reader.texts(entry, what) ?? []).map(({ text }) => text);

function readAddresses(reader: YamlReader, entry: Entry): readonly string[] {
  return (reader.texts(entry, "allow.addresses") ?? []).map(({ text, offset }) => {
    const problem = checkIp(text);
    if (problem) reader.mistake(offset, problem.detail);
    return text;
  });
}

const readExceptions = (reader: YamlReader, entry: Entry): readonly Exception[] =>
  (reader.list(entry, "exceptions") ?? []).flatMap((element) => readException(reader, element) ?? []);

/** Undefined: there is a mistake. */
function readException(reader: YamlReader, entry: Entry): Exception | undefined {
  const values = reader.mapping(entry, "an exception", ["name", "rules", "reason", "until"], []);
  const [name, rules, reason, until] = ["name", "rules", "reason", "until"].map((key) => values?.get(key));
  const read = {
    name: name && reader.text(name, "name"),
    rules: rules && readRuleNames(reader, rules),
    reason: reason && reader.text(reason, "reason"),
    until: until && readDay(reader, until),
  };
  if (!read.name || !read.rules || !read.reason || !read.until) return undefined;
  return {
    name: read.name,
    rules: read.rules,
    reason: read.reason,
    until: read.until,
    place: reader.place(entry.offset),
  };
}

function readRuleNames(reader: YamlReader, entry: Entry): readonly RuleName[] | undefined {
  return reader.texts(entry, "rules")?.flatMap(({ text, offset }) => {
    if (isRuleName(text) && text !== "spend") return [text];
    const sentence =
      text === "spend"
        ? "spend concerns all keys together, so no key can be excepted from it. Raise its limit instead."
        : `${shown(text)} is not a rule that an exception can name.${didYouMean(text, EXCEPTABLE)} It can name ${EXCEPTABLE.join(", ")}, without a limit.`;
    reader.mistake(offset, sentence);
    return [];
  });
}

function readDay(reader: YamlReader, entry: Entry): string | undefined {
  const day = reader.text(entry, "until");
  if (day === undefined || (DAY.test(day) && parseInstant(`${day}T00:00:00Z`) !== undefined)) return day;
  reader.mistake(entry.offset, `until is ${shown(day)}; it must be a day, as in 2027-01-31.`);
  return undefined;
}
