// Labels: valid identifiers, unique, and the same whatever comes after.
import { labelsFor } from "../../src/export/label";

test.each([
  ["ci", "ci"],
  ["CI Pipeline (EU)", "ci_pipeline_eu"],
  ["Käse", "kase"],
  ["007", "key_007"],
  ["名前", "key"],
  ["", "key"],
  ["${x}", "x"],
  ["_a_", "a"],
  ["backend", "backend_2"],
  ["electronhub", "electronhub_2"],
  ["x".repeat(60), "x".repeat(50)],
])("%j is %s", (name, label) => expect(labelsFor([name])).toEqual([label]));

test("equal ones are numbered in their order, around those that are taken", () => {
  expect(labelsFor(["ci", "ci 2", "CI", "ci", "ci_2"])).toEqual(["ci", "ci_2", "ci_3", "ci_4", "ci_2_2"]);
});
