// The schema of policy files, for editors: it takes what parsePolicy takes, and refuses what it refuses.
import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parsePolicy } from "../../../src/review/policy";
import schema from "../../../src/review/policy/policy.schema.json";

const isValid = new Ajv2020({ strict: true }).compile(schema);

const EXAMPLE = readFileSync(join(__dirname, "../../../examples/projects/review/policy.yaml"), "utf8");

function agreed(yaml: string): boolean {
  let isRead = true;
  try {
    parsePolicy(yaml, "policy.yaml");
  } catch {
    isRead = false;
  }
  expect(isValid(parse(yaml))).toBe(isRead);
  return isRead;
}

test.each([
  EXAMPLE,
  "version: 1",
  "version: 1\nfail_on: [wider, destroy, replace, unrestricted, never-expires, forget, drift, unknown]",
  "version: 1\nfail_on: [expires-after=1d12h, spend > 0.5]",
  "version: 1\nallow: {models: ['*']}",
])("it takes %j", (yaml) => {
  expect(agreed(yaml)).toBe(true);
});

test.each([
  "{}",
  "version: 2",
  "version: 1\nfailon: [wider]",
  "version: 1\nfail_on: []",
  "version: 1\nfail_on: wider",
  "version: 1\nfail_on: [widder]",
  "version: 1\nfail_on: [models]",
  "version: 1\nfail_on: [spend=5]",
  "version: 1\nfail_on: [expires-after]",
  "version: 1\nallow: {}",
  "version: 1\nallow: {modles: [a]}",
  "version: 1\nallow: {models: ['']}",
  "version: 1\nexceptions: [{name: a, rules: [wider], until: 2027-01-31}]",
  "version: 1\nexceptions: [{name: a, rules: [wider], reason: ' ', until: 2027-01-31}]",
  "version: 1\nexceptions: [{name: a, rules: [spend], reason: b, until: 2027-01-31}]",
  "version: 1\nexceptions: [{name: a, rules: [wider], reason: b, until: soon}]",
])("it refuses %j", (yaml) => {
  expect(agreed(yaml)).toBe(false);
});
