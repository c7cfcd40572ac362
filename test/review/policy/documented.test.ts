// docs/review.md names what there is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMAT_VERSION } from "../../../src/review/formats/json";
import { RULE_NAMES, parseFailOn, parsePolicy } from "../../../src/review/policy";

const PAGE = readFileSync(join(__dirname, "../../../docs/review.md"), "utf8");

test("all rules and no other are in the table", () => {
  const [, section = ""] = /\n## Policy\n(.*?)\n### /s.exec(PAGE) ?? [];
  const names = [...section.matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual([...RULE_NAMES].sort());
});

test("its rules and its policy file can be read", () => {
  const [, failOn = ""] = /--fail-on '([^']+)'/.exec(PAGE) ?? [];
  expect(parseFailOn(failOn)).toHaveLength(3);
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(PAGE) ?? [];
  expect(parsePolicy(yaml, "review.md").exceptions).toHaveLength(1);
});

test("it tells the version of the JSON", () => {
  expect(PAGE).toContain(`\`format_version\` is \`${FORMAT_VERSION}\``);
});
