// What is not a single executable is recognised: what a release would refuse.
import { readFileSync } from "node:fs";
import { expectSingleExecutable, inspect } from "../../../projenrc/release/inspect";
import { BUILDER } from "../../../projenrc/release/platforms";

const PROGRAM = "It manages proxy keys of an Electron Hub account.";
const TRAILER = "\n---- Bun! ----\n";

test("a script is not an executable", () => {
  expect(() => expectSingleExecutable(Buffer.from("#!/usr/bin/env node\n".repeat(20)), BUILDER)).toThrow(
    "the executable for linux amd64 cannot be used: it is for undefined undefined; the provider is not inside.",
  );
});

test.each([
  ["the provider and the end of what Bun adds", `${PROGRAM}${TRAILER}`, { hasProgram: true, isDeaf: true }],
  ["another program", `Hello${TRAILER}`, { hasProgram: false, isDeaf: true }],
  ["a runtime that only happens to name the provider", PROGRAM, { hasProgram: false, isDeaf: true }],
  ["a runtime that reads its own variables", `BUN_OPTIONS ${PROGRAM}${TRAILER}`, { hasProgram: true, isDeaf: false }],
])("%s", (_, text, expected) => {
  expect(inspect(Buffer.from(text.padStart(200)))).toMatchObject(expected);
});

test("Node.js itself has nothing inside", () => {
  expect(inspect(readFileSync(process.execPath))).toMatchObject({ hasProgram: false });
});
