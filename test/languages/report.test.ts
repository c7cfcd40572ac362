// A language that was not tested is told three times: in its line, in a block on stderr, and at the end.
import { report } from "./report";

const passed = { language: "python", result: "passed", seconds: 24.6 } as const;
const failed = { language: "go", result: "failed", message: "go vet . ended with 1" } as const;
const missing = { language: "java", result: "missing", commands: ["javac", "mvn"] } as const;

test("all languages pass", () =>
  expect(report([passed], ["dotnet: generated"])).toEqual({
    out: "python: synthesises and plans what TypeScript does (25 s)\ndotnet: generated\nlanguages: 1 passed, 0 failed, 0 skipped",
    err: "",
    code: 0,
  }));

test("a failure is told and fails the command", () => {
  const { out, code } = report([passed, failed], []);
  expect(out).toContain("go: FAILED: go vet . ended with 1");
  expect(out).toContain("languages: 1 passed, 1 failed, 0 skipped");
  expect(code).toBe(1);
});

test("a missing toolchain is told loudly, and fails nothing", () => {
  const { out, err, code } = report([passed, missing], []);
  expect(out.split("\n").slice(-2)).toEqual(["languages: 1 passed, 0 failed, 1 skipped", "NOT TESTED: java"]);
  expect(err.split("\n").filter((text) => text !== "")).toEqual([
    "!".repeat(100),
    "!! java: NOT TESTED, because javac and mvn cannot be found on the PATH",
    "!".repeat(100),
  ]);
  expect(code).toBe(0);
});
