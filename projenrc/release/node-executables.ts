// The Node.js executables that releases are made from: packages of the npm registry, pinned by hash in node/, which npm
// checks. They are fetched when a release is made, into a cache that can be deleted at any time.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { optionalDependencies } from "./node/package.json";
import { BUILDER, type Platform, platformName } from "./platforms";

const PINNED = join(__dirname, "node");
const ROOT = join(__dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/release-node");

/** The version of Node.js inside the executables. */
export const NODE_VERSION = oneOf(new Set(Object.values(optionalDependencies)));

/** Of Node.js and of what is in it. */
export const nodeLicence = async (): Promise<string> => readFileSync(join(await installed(BUILDER), "LICENSE"), "utf8");

export async function nodeExecutable(platform: Platform): Promise<string> {
  return join(await installed(platform), "bin", platform.os === "windows" ? "node.exe" : "node");
}

/** The directory of the platform's package. */
async function installed(platform: Platform): Promise<string> {
  const directory = join(CACHE, platformName(platform));
  if (!isFresh(directory)) await install(platform, directory);
  const found = join(directory, "node_modules", platform.nodePackage);
  if (!existsSync(found)) throw new Error(`npm installed no ${platform.nodePackage}: is it in ${PINNED}?`);
  return found;
}

/** Whether what is there was installed from the present lock file, to its end. */
function isFresh(directory: string): boolean {
  const installed = join(directory, "installed-from.json");
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(PINNED, "package-lock.json")));
}

async function install({ npm }: Platform, directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(PINNED, file), join(directory, file));
  const platform = [`--os=${npm.os}`, `--cpu=${npm.cpu}`];
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...platform], {
    cwd: directory,
  });
  copyFileSync(join(PINNED, "package-lock.json"), join(directory, "installed-from.json"));
}

function oneOf(versions: ReadonlySet<string>): string {
  const [version, ...others] = versions;
  if (!version || others.length > 0)
    throw new Error(`all platforms must have the same Node.js, not ${[...versions].join(", ")}: see ${PINNED}.`);
  return version;
}
