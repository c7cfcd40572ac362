// The file SHA256SUMS of a release, and its signature.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { sha256 } from "./hashes";

/** Lists every file of the directory; folders in it have lists of their own. */
export function writeChecksums(directory: string, name: string): void {
  const lines = readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    .sort()
    .map((file) => `${sha256(readFileSync(join(directory, file)))}  ${file}\n`);
  writeFileSync(join(directory, name), lines.join(""));
}

/** By file name. */
export function readChecksums(directory: string, name: string): ReadonlyMap<string, string> {
  const lines = readFileSync(join(directory, name), "utf8").split("\n");
  return new Map(lines.filter((line) => line !== "").map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Signs as registries want it, detached and not armoured, with a key of gpg's key ring. */
export async function sign(file: string, fingerprint: string, env: NodeJS.ProcessEnv): Promise<void> {
  const output = ["--yes", "--output", `${file}.sig`];
  await promisify(execFile)("gpg", ["--batch", "--local-user", fingerprint, ...output, "--detach-sign", file], { env });
}
