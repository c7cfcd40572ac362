// Makes the files of a release: what a registry, a mirror or a person downloads.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { version } from "../../package.json";
import { PROVIDER_ENTRY, bundleExecutable } from "../bundle";
import { licencesText, thirdParties } from "../third-party";
import { writeChecksums } from "./checksums";
import { PROVIDER, archiveName, checksumsName, executableName, manifestName, sbomName } from "./names";
import { NODE_VERSION, nodeLicence } from "./node-executables";
import { type Platform, platformName } from "./platforms";
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
    mkdirSync(directory, { recursive: true });
    const script = join(work, PROVIDER);
    const packages = thirdParties(await bundleExecutable(PROVIDER_ENTRY, script, "code"));
    const licences = await executableLicences(licencesText("The executable contains these packages.", packages));
    await Promise.all(
      platforms.map(async (platform) => {
        const executable = await makeSingleExecutable(platform, script, join(work, platformName(platform)));
        const name = executableName(version, platform);
        await writeZip(join(directory, archiveName(version, platform)), [
          { name: "LICENSE", content: readFileSync(LICENCE), executable: false },
          { name: "THIRD-PARTY-LICENSES", content: Buffer.from(licences), executable: false },
          { name, content: readFileSync(executable), executable: true },
        ]);
        if (!unpacked) return;
        mkdirSync(join(unpacked, platformName(platform)), { recursive: true });
        copyFileSync(executable, join(unpacked, platformName(platform), name));
      }),
    );
    writeFileSync(join(directory, manifestName(version)), `${JSON.stringify(MANIFEST, undefined, 2)}\n`);
    writeFileSync(join(directory, sbomName(version)), sbom(version, packages, platforms));
    writeChecksums(directory, checksumsName(version));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function executableLicences(packages: string): Promise<string> {
  return `${packages}\nIt also contains Node.js ${NODE_VERSION}, under these licences.\n\n${await nodeLicence()}`;
}
