// What is no single executable is recognised: what a release would refuse.
import { readFileSync } from "node:fs";
import { expectSingleExecutable, inspect } from "../../../projenrc/release/inspect";
import { BUILDER } from "../../../projenrc/release/platforms";

const SCRIPT = Buffer.from("the provider");

test("a script is no executable", () => {
  expect(() => expectSingleExecutable(Buffer.from("#!/usr/bin/env node\n".repeat(20)), BUILDER, SCRIPT)).toThrow(
    "the executable for linux amd64 is no good: it is for undefined undefined; the fuse is not set, so Node.js would start as itself; the provider is not inside.",
  );
});

test("the fuse alone is not enough", () => {
  const text = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1".padStart(200);
  expect(inspect(Buffer.from(text))).toMatchObject({ hasFuse: true, blob: undefined });
});

test("Node.js itself has nothing inside", () => {
  expect(inspect(readFileSync(process.execPath))).toMatchObject({ hasFuse: false, blob: undefined });
});
