// The platforms that a release is made for, in Terraform's terms, and the Bun runtime that goes into the executable of each.

export interface Platform {
  readonly os: "darwin" | "linux" | "windows";
  readonly arch: "amd64" | "arm64";
  /** The C library where it is not the system's usual one: Alpine Linux has musl, and Terraform has no word for it. */
  readonly libc?: "musl";
  /** In runtimes/package.json, which pins it. */
  readonly runtimePackage: string;
  /** As Bun names the platform. */
  readonly target: string;
  /** As npm names it. */
  readonly npm: {
    readonly os: "darwin" | "linux" | "win32";
    readonly cpu: "arm64" | "x64";
    readonly libc?: "glibc" | "musl";
  };
}

/** The platform on which releases are made: its Bun makes the executables of all. */
export const BUILDER: Platform = {
  os: "linux",
  arch: "amd64",
  runtimePackage: "@oven/bun-linux-x64",
  target: "bun-linux-x64",
  npm: { os: "linux", cpu: "x64", libc: "glibc" },
};

export const PLATFORMS: readonly Platform[] = [
  {
    os: "darwin",
    arch: "amd64",
    runtimePackage: "@oven/bun-darwin-x64",
    target: "bun-darwin-x64",
    npm: { os: "darwin", cpu: "x64" },
  },
  {
    os: "darwin",
    arch: "arm64",
    runtimePackage: "@oven/bun-darwin-aarch64",
    target: "bun-darwin-arm64",
    npm: { os: "darwin", cpu: "arm64" },
  },
  BUILDER,
  {
    os: "linux",
    arch: "amd64",
    libc: "musl",
    runtimePackage: "@oven/bun-linux-x64-musl",
    target: "bun-linux-x64-musl",
    npm: { os: "linux", cpu: "x64", libc: "musl" },
  },
  {
    os: "linux",
    arch: "arm64",
    runtimePackage: "@oven/bun-linux-aarch64",
    target: "bun-linux-arm64",
    npm: { os: "linux", cpu: "arm64", libc: "glibc" },
  },
  {
    os: "linux",
    arch: "arm64",
    libc: "musl",
    runtimePackage: "@oven/bun-linux-aarch64-musl",
    target: "bun-linux-arm64-musl",
    npm: { os: "linux", cpu: "arm64", libc: "musl" },
  },
  {
    os: "windows",
    arch: "amd64",
    runtimePackage: "@oven/bun-windows-x64",
    target: "bun-windows-x64",
    npm: { os: "win32", cpu: "x64" },
  },
  {
    os: "windows",
    arch: "arm64",
    runtimePackage: "@oven/bun-windows-aarch64",
    target: "bun-windows-arm64",
    npm: { os: "win32", cpu: "arm64" },
  },
];

/** As Terraform has it, in `linux_amd64`. */
export const platformName = ({ os, arch }: Platform): string => `${os}_${arch}`;

/** One name for each: `linux_amd64`, `linux_amd64-musl`. */
export const variantName = (platform: Platform): string =>
  `${platformName(platform)}${platform.libc === undefined ? "" : `-${platform.libc}`}`;

/** Throws where there is no such platform. */
export const platformsNamed = (names: readonly string[]): readonly Platform[] =>
  names.map((name) => {
    const found = PLATFORMS.find((platform) => variantName(platform) === name);
    if (found) return found;
    throw new Error(`there is no platform "${name}"; there are ${PLATFORMS.map(variantName).join(", ")}.`);
  });
