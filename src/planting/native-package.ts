// The native executable of this platform, from the optional package that npm installs for it beside this one. Where it is not there
// (another language, --omit=optional, a platform without one), or is of another version, nothing is said: the script does the same.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Machine } from "./platform";

const PACKAGE = "cdktf-provider-electronhub";

export interface Native {
  readonly path: string;
  /** As the published checksums name it: `linux-x64-musl`. */
  readonly name: string;
}

/** `from`: a file of this package, beside which npm has put the others. */
export function nativeExecutable(from: string, version: string, machine: Machine): Native | undefined {
  const name = nativeName(machine);
  // npm installs what fits; others may install all, and then the C library decides.
  const names = machine.platform === "linux" ? (hasMusl(machine) ? [`${name}-musl`] : [name]) : [name];
  for (const each of names) {
    const path = executableIn(from, `${PACKAGE}-${each}`, version, machine);
    if (path !== undefined) return { path, name: each };
  }
  return undefined;
}

/** As npm names the platform. */
const nativeName = ({ platform, arch }: Machine): string => `${platform}-${arch}`;

function executableIn(from: string, name: string, version: string, { platform }: Machine): string | undefined {
  try {
    const manifest = require.resolve(`${name}/package.json`, { paths: [dirname(from)] });
    const found: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    if (typeof found !== "object" || found === null || !("version" in found) || found.version !== version) return;
    const path = join(dirname(manifest), `terraform-provider-electronhub${platform === "win32" ? ".exe" : ""}`);
    return statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Whether programs here are linked with musl, as on Alpine Linux: by the loader, of which each C library has its own. */
function hasMusl({ arch }: Machine): boolean {
  const processor = arch === "x64" ? "x86_64" : "aarch64";
  const glibc = arch === "x64" ? "/lib64/ld-linux-x86-64.so.2" : "/lib/ld-linux-aarch64.so.1";
  return existsSync(`/lib/ld-musl-${processor}.so.1`) && !existsSync(glibc);
}
