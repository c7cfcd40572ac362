// A key's id: safe to print, and enough to find the key again among the values that the list call returns.
import { createHash } from "node:crypto";

/** The first 32 hexadecimal digits of the SHA-256 of a key's value. */
export function keyId(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
