// Makes a self-contained executable of a script: Bun with the script and its bytecode inside, compiled by the builder's Bun for any
// platform.
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { deafen } from "./deafen";
import { expectSingleExecutable } from "./inspect";
import { signAdHoc, withoutSignature } from "./macho-signature";
import { BUILDER, type Platform } from "./platforms";
import { bunExecutable } from "./runtimes";

const COMPILE = join(__dirname, "compile.mjs");

/** Writes the executable into `directory`, which is made, and tells its path. */
export async function makeSingleExecutable(platform: Platform, script: string, directory: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const runtime = join(directory, "runtime");
  writeFileSync(runtime, deafen(readFileSync(await bunExecutable(platform))));
  // Bun gives a program for Windows this suffix in any case.
  const output = join(directory, platform.os === "windows" ? "executable.exe" : "executable");
  // No variable of the machine that makes the release goes into it.
  const env = { PATH: "/nonexistent", HOME: directory, TMPDIR: directory };
  const options = { cwd: directory, env };
  await promisify(execFile)(await bunExecutable(BUILDER), [COMPILE, script, runtime, output, platform.target], options);
  const made = readFileSync(output);
  const executable = platform.os === "darwin" ? signAdHoc(withoutSignature(made), basename(script)) : made;
  expectSingleExecutable(executable, platform);
  writeFileSync(output, executable);
  chmodSync(output, 0o755);
  return output;
}
