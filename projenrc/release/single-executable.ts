// Makes a self-contained executable of a script: Node.js with the script inside, by Node's own `--build-sea`.
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expectSingleExecutable } from "./inspect";
import { signAdHoc } from "./macho-signature";
import { nodeExecutable } from "./node-executables";
import { withoutPeSignature } from "./pe";
import { BUILDER, type Platform } from "./platforms";

/** Writes the executable into `directory`, which is made, and tells its path. */
export async function makeSingleExecutable(platform: Platform, script: string, directory: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const builder = await nodeExecutable(BUILDER);
  const output = join(directory, "executable");
  const main = basename(script);
  writeFileSync(join(directory, main), readFileSync(script));
  const config = {
    // Relative, because the path ends up in the executable.
    main,
    executable: await runtime(platform, directory),
    output,
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    // V8 reads the cache on the platform that made it, and on no other.
    useCodeCache: platform === BUILDER,
    // The user's NODE_OPTIONS are for another version of Node.js.
    execArgvExtension: "none",
  };
  writeFileSync(join(directory, "sea.json"), JSON.stringify(config));
  // Without a seed the code cache is in another order each time.
  await promisify(execFile)(builder, ["--random-seed=1", "--build-sea", "sea.json"], { cwd: directory });
  const made = readFileSync(output);
  const executable = platform.os === "darwin" ? signAdHoc(made, main) : made;
  expectSingleExecutable(executable, platform, readFileSync(script));
  writeFileSync(output, executable);
  chmodSync(output, 0o755);
  return output;
}

/** The Node.js to put the script into. */
async function runtime(platform: Platform, directory: string): Promise<string> {
  const file = await nodeExecutable(platform);
  if (platform.os !== "windows") return file;
  const unsigned = join(directory, "unsigned.exe");
  writeFileSync(unsigned, withoutPeSignature(readFileSync(file)));
  return unsigned;
}
