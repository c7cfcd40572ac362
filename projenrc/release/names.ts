// What the files of a release are called. Registries and mirrors know them by these names.
import { type Platform, platformName } from "./platforms";

export const PROVIDER = "terraform-provider-electronhub";

/** Without the host: `electronhub/electronhub`. */
export const PROVIDER_ADDRESS = "electronhub/electronhub";

export const archiveName = (version: string, platform: Platform): string =>
  `${PROVIDER}_${version}_${platformName(platform)}.zip`;

/** Inside the archive. */
export const executableName = (version: string, { os }: Platform): string =>
  `${PROVIDER}_v${version}${os === "windows" ? ".exe" : ""}`;

export const manifestName = (version: string): string => `${PROVIDER}_${version}_manifest.json`;

export const sbomName = (version: string): string => `${PROVIDER}_${version}_sbom.cdx.json`;

export const checksumsName = (version: string): string => `${PROVIDER}_${version}_SHA256SUMS`;

/**
 * Where in a release the archives of a C library are that Terraform has no word for: archives of the same names would hide each other,
 * and a registry would take one for the other.
 */
export const folderName = ({ libc }: Pick<Platform, "libc">): string => libc ?? ".";
