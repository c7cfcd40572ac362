// The checksums of everything that a published version may plant. A stack that is synthesised with the native executable on one machine
// and with the script on another has one lock file, which accepts them all. They are written where the packages are packed.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Beside the bundled script. */
export const CHECKSUMS_FILE = "checksums.json";

export interface Published {
  readonly script: string;
  /** By the name of the package's platform: `linux-x64-musl`. */
  readonly native: ReadonlyMap<string, string>;
}

/** Undefined in a checkout of the repository, where nothing is published: and where the file is not what it should be. */
export function publishedChecksums(bundled: string, version: string): Published | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(join(dirname(bundled), CHECKSUMS_FILE), "utf8"));
    if (typeof found !== "object" || found === null) return undefined;
    if (!("version" in found && "script" in found && "native" in found) || found.version !== version) return undefined;
    const { script, native } = found;
    if (!isChecksum(script) || typeof native !== "object" || native === null) return undefined;
    const entries = Object.entries(native).flatMap(([name, sum]) => (isChecksum(sum) ? [[name, sum] as const] : []));
    return { script, native: new Map(entries) };
  } catch {
    return undefined;
  }
}

const isChecksum = (text: unknown): text is string => typeof text === "string" && /^h1:[\w+/]{43}=$/.test(text);
