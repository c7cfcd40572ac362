// src/constructs/generated is what the generator makes of the provider's schemas: `npm run build` writes it anew.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CONSTRUCTS, propertyName } from "./all-constructs";
import { DeletionPolicy, LimitType } from "../../src";
import { CHECKS } from "../../src/constructs/hooks";
import { DELETION_POLICIES, LIMIT_TYPES } from "../../src/rules";
import { GENERATED, renderConstructs } from "../../projenrc/constructs";

test("every file is what the build would write, and there is no other", async () => {
  const files = await renderConstructs();
  expect(readdirSync(GENERATED).sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files) {
    expect([name, readFileSync(join(GENERATED, name), "utf8")]).toEqual([name, text]);
  }
});

test("what the plan checks of one attribute, the synth checks as well", () => {
  const unchecked = CONSTRUCTS.flatMap(([{ name }, { attributes }]) => {
    const checks = new Map<string, object>(Object.entries(CHECKS)).get(name) ?? {};
    return Object.entries(attributes)
      .filter(([attribute, { validators = [] }]) => validators.length > 0 && !(propertyName(attribute) in checks))
      .map(([attribute]) => `${name}.${propertyName(attribute)}`);
  });
  expect(unchecked).toEqual([]);
});

test.each([
  [LimitType, LIMIT_TYPES],
  [DeletionPolicy, DELETION_POLICIES],
])("%p has a constant for each value that the rules allow", (constants, allowed) => {
  expect(Object.entries(constants)).toEqual(allowed.map((value) => [value.toUpperCase(), value]));
});
