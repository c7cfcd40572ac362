// The checksum by which terraform's lock file knows a package.
import { createHash } from "node:crypto";

/**
 * Scheme h1 of a folder with one file: the SHA-256 of a line with the file's own SHA-256 and its name. Content decides, so
 * another executable of the same version has another checksum.
 */
export function packageChecksum(fileName: string, content: Buffer): string {
  const file = createHash("sha256").update(content).digest("hex");
  return `h1:${createHash("sha256").update(`${file}  ${fileName}\n`).digest("base64")}`;
}
