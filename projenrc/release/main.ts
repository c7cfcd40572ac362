// `npm run release`: makes the files of a release in release/, twice, and compares. Signs them if it is told a key.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { sign } from "./checksums";
import { checksumsName } from "./names";
import { BUILDER, PLATFORMS, type Platform, platformsNamed } from "./platforms";
import { makeRelease } from "./release";
import { NODE_VERSION, nodeExecutable } from "./runtimes";

const ROOT = resolve(__dirname, "../..");
const OUTPUT = join(ROOT, "release");

async function main(process: NodeJS.Process): Promise<number> {
  const { values } = parseArgs({ options: { platform: { type: "string", multiple: true } } });
  const platforms = values.platform ? platformsNamed(values.platform) : PLATFORMS;
  if (process.platform !== BUILDER.npm.os || process.arch !== BUILDER.npm.cpu)
    throw new Error(`releases are made on Linux x64, not on ${process.platform} ${process.arch}.`);
  // Archives are compressed by Node.js too: one version makes one result.
  if (process.versions.node !== NODE_VERSION) return runAgain(process, await nodeExecutable());
  await release(platforms, process.env, (line) => process.stdout.write(`${line}\n`));
  return 0;
}

async function release(
  platforms: readonly Platform[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<void> {
  rmSync(OUTPUT, { recursive: true, force: true });
  await makeRelease(platforms, OUTPUT, join(ROOT, "dist/standalone"));
  const second = mkdtempSync(join(tmpdir(), "electronhub-release-again-"));
  try {
    await makeRelease(platforms, second);
    expectSameFiles(OUTPUT, second);
  } finally {
    rmSync(second, { recursive: true, force: true });
  }
  const files = filesIn(OUTPUT);
  for (const file of files) say(`${size(join(OUTPUT, file))} MiB  ${file}`);
  say("Made twice, with the same bytes.");
  const fingerprint = env.GPG_FINGERPRINT;
  if (!fingerprint) return say("Not signed: set GPG_FINGERPRINT to the key that signs releases.");
  for (const file of files.filter((name) => basename(name) === checksumsName(version)))
    await sign(join(OUTPUT, file), fingerprint, env);
  say(`Signed with ${fingerprint}.`);
}

function expectSameFiles(one: string, other: string): void {
  const files = filesIn(one);
  const different = files.filter((file) => !readFileSync(join(one, file)).equals(readFileSync(join(other, file))));
  if (different.length > 0) throw new Error(`made twice, and not the same both times: ${different.join(", ")}.`);
  if (files.join() !== filesIn(other).join()) throw new Error("made twice, and not the same files both times.");
}

/** Relative, also those in folders. */
const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort();

const size = (file: string): string => (statSync(file).size / 1024 / 1024).toFixed(2).padStart(6);

/** This program, under another Node.js. What runs TypeScript counts among the arguments of Node.js. */
function runAgain({ argv, execArgv }: NodeJS.Process, node: string): Promise<number> {
  const child = spawn(node, [...execArgv, ...argv.slice(1)], { stdio: "inherit" });
  return new Promise((done, failed) => child.once("error", failed).once("close", (code) => done(code ?? 1)));
}

main(process).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`The release was not made: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
