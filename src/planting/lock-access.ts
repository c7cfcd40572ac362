// Reads and writes the lock file. Its errors say what is in the way, which is never the file's content.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Empty where there is none. */
export function readLockFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw new Error(`${file} ${obstacle(error, "read")}`);
  }
}

export function writeLockFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Error(`${file} ${obstacle(error, "written")}`);
  }
}

function obstacle(error: unknown, done: "read" | "written"): string {
  const code = codeOf(error);
  if (code === "EISDIR") return "is a directory, where Terraform keeps its lock file. Move it away.";
  if (code === "EACCES" || code === "EPERM") {
    return `may not be ${done} (${code}). Give the user who runs the synth the right to, or synthesise into another output directory.`;
  }
  if (code === "EROFS") return "is on a read-only file system (EROFS). Synthesise into another output directory.";
  return `cannot be ${done} (${code ?? String(error)}).`;
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
