// This machine in Terraform's words, which are Go's.

const SYSTEMS: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** What Node.js calls the machine: `process` is one. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/** As in the folders of a filesystem mirror: `linux_amd64`, `darwin_arm64`. */
export const platformName = ({ platform, arch }: Machine): string =>
  `${SYSTEMS[platform] ?? platform}_${ARCHITECTURES[arch] ?? arch}`;
