// Policy files: what they hold, and every mistake with its place.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyError, parsePolicy } from "../../../src/review/policy";

const mistakes = (yaml: string): readonly string[] => {
  try {
    parsePolicy(yaml, "policy.yaml");
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split("\n");
    throw error;
  }
  return [];
};

test("the example has everything", () => {
  const text = readFileSync(join(__dirname, "../../../examples/projects/review/policy.yaml"), "utf8");
  expect(parsePolicy(text, "policy.yaml")).toEqual({
    rules: [
      { name: "wider" },
      { name: "destroy" },
      { name: "unrestricted" },
      { name: "expires-after", duration: "90d" },
      { name: "spend", credits: 500 },
      { name: "models", allowed: ["gpt-4o*", "claude-sonnet-*", "*-embed"] },
      { name: "addresses", allowed: ["10.0.0.0/8", "2001:db8::/32"] },
      { name: "unknown" },
    ],
    exceptions: [
      {
        name: "ci-*",
        rules: ["wider"],
        reason: "The nightly tests move to larger models.",
        until: "2027-01-31",
        place: "policy.yaml:28:5",
      },
      {
        name: "break-glass",
        rules: ["unrestricted", "models", "addresses"],
        reason: "For emergencies only; it is switched off (SEC-12).",
        until: "2027-06-30",
        place: "policy.yaml:32:5",
      },
    ],
  });
});

test("a version alone is a policy without rules", () => {
  expect(parsePolicy("version: 1\n", "policy.yaml")).toEqual({ rules: [], exceptions: [] });
});

test("JSON is read as well, being YAML", () => {
  expect(parsePolicy('{"version": 1, "fail_on": ["wider"]}', "policy.json")).toEqual({
    rules: [{ name: "wider" }],
    exceptions: [],
  });
});

test("all mistakes are told at once, each at its place", () => {
  const yaml = `version: 2
fail-on: [wider]
fail_on:
  - widder
  - spend
  - wider
  - wider
  - 3
allow:
  model: [gpt-4o]
  models: gpt-4o
  addresses: [10.0.0.1/8, 10.0.0.0/8, "example.com"]
exceptions:
  - name: ci
    rules: [wider, spend, expires-after=90d, destory]
    reason: ""
    until: 2027-02-30
  - name: ci
    until: soon
    because: it is
  - everything
`;
  expect(mistakes(yaml)).toEqual([
    "policy.yaml:1:10: version must be the number 1; it is the number 2.",
    'policy.yaml:2:1: the policy takes no "fail-on". Did you mean "fail_on"? It has version, fail_on, allow, exceptions.',
    'policy.yaml:4:5: "widder" is not a rule. Did you mean "wider"? The rules are wider, destroy, replace, unrestricted, never-expires, expires-after=DURATION, spend>CREDITS, forget, drift, unknown.',
    "policy.yaml:5:5: The rule spend needs a limit, as in spend>500. In a shell, put the rules in quotation marks, as in --fail-on 'wider,spend>500': it takes a bare > for a redirection.",
    'policy.yaml:7:5: fail_on has "wider" more than once.',
    "policy.yaml:7:5: fail_on has the rule wider twice.",
    "policy.yaml:8:5: an entry of fail_on must be a text; it is the number 3.",
    'policy.yaml:10:3: allow takes no "model". Did you mean "models"? It has models, addresses.',
    'policy.yaml:11:11: allow.models must be a list; it is the text "gpt-4o".',
    "policy.yaml:12:15: 10.0.0.1/8 means the whole block 10.0.0.0/8. Write that, or the single address 10.0.0.1.",
    'policy.yaml:12:39: "example.com" is neither an IPv4 or IPv6 address nor a CIDR block such as 10.0.0.0/8 or 2001:db8::/32.',
    "policy.yaml:15:20: spend concerns all keys together, so no key can be excepted from it. Raise its limit instead.",
    'policy.yaml:15:27: "expires-after=90d" is not a rule that an exception can name. Did you mean "expires-after"? It can name wider, destroy, replace, unrestricted, never-expires, expires-after, models, addresses, forget, drift, unknown, without a limit.',
    'policy.yaml:15:46: "destory" is not a rule that an exception can name. Did you mean "destroy"? It can name wider, destroy, replace, unrestricted, never-expires, expires-after, models, addresses, forget, drift, unknown, without a limit.',
    "policy.yaml:16:13: reason is empty.",
    'policy.yaml:17:12: until is "2027-02-30"; it must be a day, as in 2027-01-31.',
    'policy.yaml:18:5: an exception has no "rules", which it must have.',
    'policy.yaml:18:5: an exception has no "reason", which it must have.',
    'policy.yaml:19:12: until is "soon"; it must be a day, as in 2027-01-31.',
    'policy.yaml:20:5: an exception takes no "because". It has name, rules, reason, until.',
    'policy.yaml:21:5: an exception must be a mapping with name, rules, reason, until; it is the text "everything".',
  ]);
});

test.each([
  [
    "nothing",
    "",
    ["policy.yaml:1:1: the policy must be a mapping with version, fail_on, allow, exceptions; it is empty."],
  ],
  [
    "a comment",
    "# later\n",
    ["policy.yaml:1:1: the policy must be a mapping with version, fail_on, allow, exceptions; it is empty."],
  ],
  ["no version", "fail_on: [wider]\n", ['policy.yaml:1:1: the policy has no "version", which it must have.']],
  [
    "a version in quotation marks",
    'version: "1"',
    ['policy.yaml:1:10: version must be the number 1; it is the text "1".'],
  ],
  [
    "a list",
    "- wider",
    ["policy.yaml:1:1: the policy must be a mapping with version, fail_on, allow, exceptions; it is a list."],
  ],
  ["a key without a value", "version: 1\nfail_on:\n", ["policy.yaml:2:9: fail_on must be a list; it is empty."]],
  [
    "an empty list",
    "version: 1\nfail_on: []",
    ["policy.yaml:2:10: fail_on is an empty list. Leave it out, or write what is to hold."],
  ],
  [
    "an empty mapping",
    "version: 1\nallow: {}",
    ["policy.yaml:2:8: allow is empty. Leave it out, or write models or addresses."],
  ],
  [
    "a key twice",
    "version: 1\nfail_on: [wider]\nfail_on: [destroy]",
    ['policy.yaml:3:1: the policy has "fail_on" more than once.'],
  ],
  [
    "one rule with two limits",
    "version: 1\nfail_on: [spend>1, spend>2]",
    ["policy.yaml:2:20: fail_on has the rule spend twice."],
  ],
  [
    "a name that is a truth value",
    "version: 1\nexceptions:\n  - {name: true, rules: [wider], reason: a, until: 2027-01-31}",
    ["policy.yaml:3:12: name must be a text; it is the truth value true; put a text in quotation marks."],
  ],
  [
    "a pattern that YAML takes for an alias",
    "version: 1\nallow: {models: [*mini]}",
    [
      "policy.yaml:2:18: Anchors (&) and aliases (*) are not read here. Write the value itself; a pattern that begins with * needs quotation marks.",
    ],
  ],
  [
    "an anchor",
    "version: 1\nfail_on: &all [wider]",
    [
      "policy.yaml:2:15: Anchors (&) and aliases (*) are not read here. Write the value itself; a pattern that begins with * needs quotation marks.",
    ],
  ],
  ["a tag", "version: !!int 1\nfail_on: !secret [wider]", ["policy.yaml:2:10: Unresolved tag: !secret."]],
  [
    "a merge",
    "version: 1\n<<: {fail_on: [wider]}",
    ['policy.yaml:2:1: the policy takes no "<<". It has version, fail_on, allow, exceptions.'],
  ],
  ["a number as a key", "version: 1\n2: 3", ["policy.yaml:2:1: A key of the policy is not text."]],
  [
    "two documents",
    "version: 1\n---\nversion: 1",
    ["policy.yaml:2:1: A policy is one document; a second one begins here."],
  ],
  [
    "an open bracket",
    "version: 1\nfail_on: [wider",
    ["policy.yaml:2:16: Flow sequence in block collection must be sufficiently indented and end with a ]."],
  ],
  ["tabs", "version: 1\nallow:\n\tmodels: [a]", ["policy.yaml:3:1: Tabs are not allowed as indentation."]],
])("%s is a mistake", (_, yaml, told) => {
  expect(mistakes(yaml)).toEqual(told);
});

test("a file cannot grow without end: aliases that stand for each other are refused unread", () => {
  const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`);
  const told = mistakes(["version: 1", "a0: &a0 [x]", ...levels].join("\n"));
  expect(told[0]).toBe(
    "policy.yaml:2:9: Anchors (&) and aliases (*) are not read here. Write the value itself; a pattern that begins with * needs quotation marks.",
  );
});

test("a file that is nested without end, or too large, is refused", () => {
  const nested = ["policy.yaml: the file is nested too deeply."];
  expect(mistakes("[".repeat(90_000))).toEqual(nested);
  expect(mistakes(`${"[".repeat(45_000)}${"]".repeat(45_000)}`)).toEqual(nested);
  expect(mistakes("#".repeat(100_001))).toEqual(["policy.yaml: the file is too large for a policy."]);
});

test("a file's name cannot steer the terminal", () => {
  expect(() => parsePolicy("", "a\u001b[31m.yaml")).toThrow("a\\u001b[31m.yaml:1:1: the policy must be a mapping");
});
