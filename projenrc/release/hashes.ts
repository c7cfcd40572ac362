// The hashes of files and packages, as checksum files and Terraform's lock files have them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readZip } from "./zip";

export const sha256 = (content: Buffer | string, encoding: "hex" | "base64" = "hex"): string =>
  createHash("sha256").update(content).digest(encoding);

/** Of an archive as it was downloaded: of its bytes. */
export const zipHash = (file: string): string => `zh:${sha256(readFileSync(file))}`;

/** Of a package wherever it is, packed or not: of its files' names and contents. */
export async function packageHash(file: string): Promise<string> {
  const lines = new Map<string, string>();
  for await (const { name, content } of readZip(file)) lines.set(name, `${sha256(content)}  ${name}\n`);
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  return `h1:${sha256(sorted.join(""), "base64")}`;
}
