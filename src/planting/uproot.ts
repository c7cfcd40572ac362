// Takes away what earlier synths planted in a stack's output.
import { lstatSync, readFileSync, readdirSync, rmSync, rmdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { packageChecksum } from "./checksum";
import { HOSTS, IMPLIED_MIRROR, SOURCE } from "./layout";

/** As the lock file has them. */
export const plantedChecksums = (directory: string): readonly string[] =>
  packagesIn(directory)
    .flatMap(filesBelow)
    .map((file) => packageChecksum(basename(file), readFileSync(file)));

/**
 * Of every version and platform: for a provider that it finds in the implied mirror in any version, Terraform asks no
 * registry. Directories that are left empty go too.
 */
export function uproot(directory: string): void {
  for (const folder of packagesIn(directory)) {
    rmSync(folder, { recursive: true });
    removeEmpty(dirname(folder), directory);
  }
}

/** The provider's folder for each host, where there is one. */
const packagesIn = (directory: string): readonly string[] =>
  HOSTS.map((host) => join(directory, IMPLIED_MIRROR, host, SOURCE)).filter(
    (folder) => lstatSync(folder, { throwIfNoEntry: false }) !== undefined,
  );

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => lstatSync(path).isFile());

function removeEmpty(folder: string, end: string): void {
  if (folder === end || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(dirname(folder), end);
}
