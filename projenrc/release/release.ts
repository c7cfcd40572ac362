// Makes the files of a release: what a registry, a mirror or a person downloads.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { PROVIDER_ENTRY, bundleExecutable } from "../bundle";
import { licencesText, thirdParties } from "../third-party";
import { writeChecksums } from "./checksums";
import { PROVIDER, archiveName, checksumsName, executableName, folderName, manifestName, sbomName } from "./names";
import { type Platform, variantName } from "./platforms";
import { BUN_VERSION, bunLicences } from "./runtimes";
import { sbom } from "./sbom";
import { makeSingleExecutable } from "./single-executable";
import { writeZip } from "./zip";

const LICENCE = resolve(__dirname, "../../LICENSE");
/** What the registries want to know beside the archives. */
const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

/** Fills `directory`, which must not exist. The executables themselves stay in `unpacked`, if that is given. */
export async function makeRelease(platforms: readonly Platform[], directory: string, unpacked?: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "electronhub-release-"));
  try {
    const script = join(work, PROVIDER);
    const packages = thirdParties(await bundleExecutable(PROVIDER_ENTRY, script, "code"));
    const licences = executableLicences(licencesText("The executable contains these packages.", packages));
    const folders = [...new Set(platforms.map((platform) => join(directory, folderName(platform))))];
    folders.forEach((folder) => mkdirSync(folder, { recursive: true }));
    await Promise.all(
      platforms.map(async (platform) => {
        const executable = await makeSingleExecutable(platform, script, join(work, variantName(platform)));
        const name = executableName(version, platform);
        await writeZip(join(directory, folderName(platform), archiveName(version, platform)), [
          { name: "LICENSE", content: readFileSync(LICENCE), executable: false },
          { name: "THIRD-PARTY-LICENSES", content: Buffer.from(licences), executable: false },
          { name, content: readFileSync(executable), executable: true },
        ]);
        if (!unpacked) return;
        mkdirSync(join(unpacked, variantName(platform)), { recursive: true });
        copyFileSync(executable, join(unpacked, variantName(platform), name));
      }),
    );
    for (const folder of folders) {
      const inside = platforms.filter((platform) => join(directory, folderName(platform)) === folder);
      writeFileSync(join(folder, manifestName(version)), `${JSON.stringify(MANIFEST, undefined, 2)}\n`);
      writeFileSync(join(folder, sbomName(version)), sbom(version, packages, inside));
      writeChecksums(folder, checksumsName(version));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const executableLicences = (packages: string): string =>
  `${packages}\nIt also contains Bun ${BUN_VERSION}, with these licences.\n\n${bunLicences()}`;
