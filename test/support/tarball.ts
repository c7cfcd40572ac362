// What is in a tarball that npm has packed, for machines without a tar.
import { gunzipSync } from "node:zlib";

const BLOCK = 512;
const REGULAR = "0";

/** Files alone, by their paths. A path that does not fit into a header is not among them. */
export function filesInTarball(tarball: Buffer): ReadonlyMap<string, Buffer> {
  const content = gunzipSync(tarball);
  const files = new Map<string, Buffer>();
  let at = 0;
  while (at + BLOCK <= content.length) {
    const field = (from: number, to: number) => content.toString("utf8", at + from, at + to).replace(/\0.*$/s, "");
    const size = parseInt(field(124, 136), 8) || 0;
    const name = [field(345, 500), field(0, 100)].filter(Boolean).join("/");
    const data = content.subarray(at + BLOCK, at + BLOCK + size);
    if (name !== "" && field(156, 157) === REGULAR) files.set(name, data);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
