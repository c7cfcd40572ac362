// How rules are written on the command line, and what is said of those that are not.
import { PolicyError, parseFailOn } from "../../../src/review/policy";

const failure = (text: string): string => {
  try {
    parseFailOn(text);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return "no failure";
};

test("all rules of the command line, in the order in which they are judged", () => {
  const text = "unknown,drift,forget,spend>500.5,expires-after=90d,never-expires,unrestricted,replace,destroy,wider";
  expect(parseFailOn(text)).toEqual([
    { name: "wider" },
    { name: "destroy" },
    { name: "replace" },
    { name: "unrestricted" },
    { name: "never-expires" },
    { name: "expires-after", duration: "90d" },
    { name: "spend", credits: 500.5 },
    { name: "forget" },
    { name: "drift" },
    { name: "unknown" },
  ]);
});

test("spaces do not count, nor does a rule that is written twice", () => {
  expect(parseFailOn(" wider , spend > 0,wider ")).toEqual([{ name: "wider" }, { name: "spend", credits: 0 }]);
});

const RULES =
  "The rules are wider, destroy, replace, unrestricted, never-expires, expires-after=DURATION, spend>CREDITS, forget, drift, unknown.";

test.each([
  ["widder", `"widder" is not a rule. Did you mean "wider"? ${RULES}`],
  ["Wider", `"Wider" is not a rule. Did you mean "wider"? ${RULES}`],
  ["wider;destroy", `"wider;destroy" is not a rule. Put commas between rules, as in wider,unknown.`],
  ["wider destroy", `"wider destroy" is not a rule. Put commas between rules, as in wider,unknown.`],
  ["expire-after=90d", `"expire-after=90d" is not a rule. Did you mean "expires-after"? ${RULES}`],
  ["anything", `"anything" is not a rule. ${RULES}`],
  ["__proto__", `"__proto__" is not a rule. ${RULES}`],
  ["\u001b[31m", `"\\u001b[31m" is not a rule. ${RULES}`],
  ["", `A rule is empty. ${RULES}`],
  ["wider,,destroy", `A rule is empty. ${RULES}`],
  ["wider=1", 'The rule wider takes no value; it is written "wider=1". Write wider.'],
  ["expires-after", "The rule expires-after needs a duration, as in expires-after=90d."],
  ["expires-after>90d", "The rule expires-after needs a duration, as in expires-after=90d."],
  [
    "expires-after=90",
    'The rule expires-after: "90" is not a duration above zero; write numbers with the units ms, s, m, h or d, as in 30s or 1m30s.',
  ],
  ["expires-after=4000d", 'The rule expires-after: "4000d" is too long; 3650d is the longest.'],
  [
    "wider,spend",
    "The rule spend needs a limit, as in spend>500. In a shell, put the rules in quotation marks, as in --fail-on 'wider,spend>500': it takes a bare > for a redirection.",
  ],
  [
    "spend=500",
    'The rule spend is written with > and a number of credits, as in spend>500; it is written "spend=500".',
  ],
  ["spend>-1", 'The rule spend is written with > and a number of credits, as in spend>500; it is written "spend>-1".'],
  [
    "spend>1e400",
    'The rule spend is written with > and a number of credits, as in spend>500; it is written "spend>1e400".',
  ],
  ["spend>5,spend>6", "The rule spend is given more than once. Write it once, with the limit that is to hold."],
  ["models", "The rule models needs a list: write allow.models in a policy file (--policy FILE)."],
  ["addresses=10.0.0.0/8", "The rule addresses needs a list: write allow.addresses in a policy file (--policy FILE)."],
])("%j is refused", (text, message) => {
  expect(failure(text)).toBe(message);
});

test("a long text is answered at once and briefly", () => {
  expect(failure("w".repeat(1_000_000)).length).toBeLessThan(400);
});
