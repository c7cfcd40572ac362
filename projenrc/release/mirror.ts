// Lays out the archives of a release as Terraform's and OpenTofu's mirrors want them: a directory that a web server
// serves, or one on a disk.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readChecksums } from "./checksums";
import { packageHash, sha256, zipHash } from "./hashes";
import { PROVIDER_ADDRESS, archiveName, checksumsName } from "./names";
import { PLATFORMS, platformName } from "./platforms";

export interface MirrorSource {
  /** The directory of a release. */
  readonly release: string;
  readonly version: string;
  /** The registry that the mirror stands for, as in `registry.terraform.io`. */
  readonly host: string;
}

/** For `network_mirror` in the CLI configuration. Other versions that are there stay. */
export async function makeNetworkMirror(source: MirrorSource, directory: string): Promise<void> {
  const target = copyArchives(source, directory);
  const archives = await Promise.all(
    archivesOf(source).map(async ({ platform, file }) => {
      const path = join(target, file);
      return [platform, { url: file, hashes: [await packageHash(path), zipHash(path)] }] as const;
    }),
  );
  writeJson(join(target, `${source.version}.json`), { archives: Object.fromEntries(archives) });
  const versions = readdirSync(target).flatMap((file) => /^(\d.*)\.json$/.exec(file)?.[1] ?? []);
  writeJson(join(target, "index.json"), { versions: Object.fromEntries(versions.sort().map((found) => [found, {}])) });
}

/** For `filesystem_mirror` in the CLI configuration: the archives as they are. */
export function makeFilesystemMirror(source: MirrorSource, directory: string): void {
  copyArchives(source, directory);
}

/** Copies them to where both kinds of mirrors have them, and tells where. */
function copyArchives(source: MirrorSource, directory: string): string {
  const target = join(directory, source.host, PROVIDER_ADDRESS);
  const archives = archivesOf(source);
  mkdirSync(target, { recursive: true });
  for (const { file } of archives) copyFileSync(join(source.release, file), join(target, file));
  return target;
}

/** The archives that are there, with the right checksums. */
function archivesOf({
  release,
  version,
}: MirrorSource): readonly { readonly platform: string; readonly file: string }[] {
  const list = checksumsName(version);
  if (!existsSync(join(release, list))) throw new Error(`${release} has no ${list}: run "npm run release" first.`);
  const checksums = readChecksums(release, list);
  const names = new Map(PLATFORMS.map((platform) => [platformName(platform), archiveName(version, platform)]));
  return [...names]
    .map(([platform, file]) => ({ platform, file }))
    .filter(({ file }) => checksums.has(file))
    .map(({ platform, file }) => {
      if (sha256(readFileSync(join(release, file))) !== checksums.get(file))
        throw new Error(`${join(release, file)} is not what ${list} says: it was changed or not copied completely.`);
      return { platform, file };
    });
}

const writeJson = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
