// A Node.js of a given major version: the one that runs this, or one from the npm registry, kept in a cache that can be deleted.
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "../support/command";

const CACHE = resolve(__dirname, "../../node_modules/.cache/bench-runtimes");

/** Rejects where there is none to be had. */
export async function nodeOf(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const directory = join(CACHE, `node-${major}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const node = join(directory, "node_modules", name, "bin", "node");
  if (existsSync(node)) return node;
  mkdirSync(directory, { recursive: true });
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", directory];
  await run("npm", ["install", ...options, `${name}@${major}`], { cwd: directory });
  if (!existsSync(node)) throw new Error(`the package ${name}@${major} holds no bin/node.`);
  return node;
}
