// A file or a stream as text, up to a limit: a plan that does not fit is refused before it fills the memory.
import { isUtf8 } from "node:buffer";

export class TooLarge extends Error {}

/** Rejects with TooLarge. `isWanted` may end it at the first bytes; then there is nothing. */
export async function readBounded(
  stream: AsyncIterable<Uint8Array | string>,
  most: number,
  isWanted: (start: Uint8Array) => boolean = () => true,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isChecked = false;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > most) throw new TooLarge();
    if (isChecked || size < MAGIC_LENGTH) continue;
    isChecked = true;
    if (!isWanted(Buffer.concat(chunks))) return undefined;
  }
  return Buffer.concat(chunks);
}

/** How many bytes tell what a file is. */
const MAGIC_LENGTH = 4;

/** A zip archive, which a saved plan is. */
export const isZip = (start: Uint8Array): boolean => ZIP.every((byte, at) => start[at] === byte);
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** PowerShell before version 6 writes UTF-16 into files. Throws a sentence of which the subject is missing. */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (!isUtf8(bytes)) throw new Error("is not text in UTF-8");
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.toString("utf8", start);
}

const [QUOTE, BACKSLASH, OPENING, CLOSING] = [0x22, 0x5c, [0x5b, 0x7b], [0x5d, 0x7d]];

/** Whether JSON nests deeper than any plan does. Such a text, however short, makes its parser take gigabytes. */
export function nestsDeeply(json: Uint8Array, most = 1000): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (OPENING.includes(byte)) {
      depth += 1;
      if (depth > most) return true;
    } else if (CLOSING.includes(byte)) depth -= 1;
  }
  return false;
}

/** In words for the user, who gave too much. */
export const inMebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;
