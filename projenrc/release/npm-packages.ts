// What is published to npm: the package itself, and for each platform one that holds nothing but its native executable, which npm
// installs beside it where it fits. Only the packed manifest names them: a checkout needs none.
import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as manifest from "../../package.json";
import { packageChecksum } from "../../src/planting/checksum";
import { CHECKSUMS_FILE } from "../../src/planting/checksums";
import { PROVIDER, executableName } from "./names";
import { type Platform, variantName } from "./platforms";
import { bunLicences } from "./runtimes";

export interface Packing {
  /** The checkout, after a build. */
  readonly root: string;
  /** Where the unpacked executables of a release are. */
  readonly executables: string;
  readonly platforms: readonly Platform[];
  /** For the tarballs. It is emptied. */
  readonly output: string;
}

/** The part of a package's name that says for which platform it is: `linux-x64-musl`. */
export const npmName = ({ npm, libc }: Platform): string => [npm.os, npm.cpu, ...(libc ? [libc] : [])].join("-");

const packageName = (platform: Platform): string => `${manifest.name}-${npmName(platform)}`;

/** Returns the names of the tarballs, that of the package itself last. */
export async function packForNpm({ root, executables, platforms, output }: Packing): Promise<readonly string[]> {
  const stages = join(output, "stages");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(stages, { recursive: true });
  const sources = platforms.map((platform) => ({ platform, file: executableOf(executables, platform) }));
  const packed: string[] = [];
  for (const { platform, file } of sources) {
    const stage = join(stages, packageName(platform));
    stagePlatform(root, stage, platform, file);
    packed.push(await pack(stage, output));
  }
  const stage = join(stages, manifest.name);
  await stagePackage(root, stage, platforms, checksums(root, sources));
  packed.push(await pack(stage, output));
  rmSync(stages, { recursive: true });
  return packed;
}

function executableOf(executables: string, platform: Platform): string {
  const file = join(executables, variantName(platform), executableName(manifest.version, platform));
  if (existsSync(file)) return file;
  throw new Error(`there is no executable for ${variantName(platform)}: run "npm run release" first.`);
}

function stagePlatform(root: string, stage: string, platform: Platform, file: string): void {
  const { name, version, license, author, repository, engines } = manifest;
  const { npm } = platform;
  const executable = `${PROVIDER}${platform.os === "windows" ? ".exe" : ""}`;
  mkdirSync(stage, { recursive: true });
  linkSync(file, join(stage, executable));
  chmodSync(join(stage, executable), 0o755);
  copyFileSync(join(root, "LICENSE"), join(stage, "LICENSE"));
  const licences = readFileSync(join(root, "dist/THIRD-PARTY-LICENSES"), "utf8");
  writeFileSync(join(stage, "THIRD-PARTY-LICENSES"), `${licences}\n${bunLicences()}`);
  writeFileSync(
    join(stage, "README.md"),
    `The native executable of the Terraform provider in \`${name}\`, for ${npmName(platform)}. npm installs it with that package; do not install it alone.\n`,
  );
  writeJson(join(stage, "package.json"), {
    name: packageName(platform),
    version,
    description: `The native executable of ${name} for ${npmName(platform)}`,
    license,
    author,
    repository,
    engines,
    os: [npm.os],
    cpu: [npm.cpu],
    ...(npm.libc && { libc: [npm.libc] }),
    preferUnplugged: true,
    files: [executable, "THIRD-PARTY-LICENSES"],
  });
}

type Checksums = Readonly<Record<string, unknown>>;

function checksums(
  root: string,
  sources: readonly { readonly platform: Platform; readonly file: string }[],
): Checksums {
  const { version } = manifest;
  const script = readFileSync(join(root, "dist", PROVIDER));
  return {
    version,
    script: packageChecksum(`${PROVIDER}_v${version}`, script),
    native: Object.fromEntries(
      sources.map(({ platform, file }) => [
        npmName(platform),
        packageChecksum(executableName(version, platform), readFileSync(file)),
      ]),
    ),
  };
}

/** The files that npm would pack of the checkout, with another manifest. */
async function stagePackage(
  root: string,
  stage: string,
  platforms: readonly Platform[],
  sums: Checksums,
): Promise<void> {
  const { stdout } = await npm(root, ["pack", "--dry-run", "--json", "--ignore-scripts"]);
  for (const path of filesIn(JSON.parse(stdout))) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    copyFileSync(join(root, path), join(stage, path));
  }
  writeJson(join(stage, "dist", CHECKSUMS_FILE), sums);
  const optionalDependencies = Object.fromEntries(
    platforms.map((platform) => [packageName(platform), manifest.version]),
  );
  const own: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeJson(join(stage, "package.json"), { ...Object(own), optionalDependencies });
}

function filesIn(listing: unknown): readonly string[] {
  const packages: readonly unknown[] = Array.isArray(listing) ? listing : [];
  const packed = packages[0];
  const files: unknown = packed && typeof packed === "object" && "files" in packed ? packed.files : undefined;
  if (!Array.isArray(files)) throw new Error("npm pack lists no files.");
  return files.map((file: unknown) => {
    if (typeof file === "object" && file !== null && "path" in file && typeof file.path === "string") return file.path;
    throw new Error("npm pack lists a file without a path.");
  });
}

/** Returns the tarball's name. */
async function pack(stage: string, output: string): Promise<string> {
  const { stdout } = await npm(stage, ["pack", "--ignore-scripts", "--pack-destination", output]);
  return stdout.trim();
}

const npm = (cwd: string, args: readonly string[]) =>
  promisify(execFile)("npm", [...args, "--loglevel=error"], { cwd, maxBuffer: 64 * 1024 * 1024 });

const writeJson = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
