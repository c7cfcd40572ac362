// Reads an answer's body, which its sender may never end: in little more memory than its bytes take, however small the
// pieces in which they come, and no further than any honest answer goes. Kept as they come, 4 MiB in chunks of one byte would be as
// many buffers, of 480 MB.

/** Bytes. A list of a hundred keys has some 50 KiB. */
export const LARGEST_BODY = 4 * 1024 * 1024;

const FIRST_SIZE = 64 * 1024;

/** UTF-8, as text. Undefined: too large, and not read to its end. */
export async function readText(pieces: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  let bytes: Uint8Array = new Uint8Array(FIRST_SIZE);
  let length = 0;
  for await (const piece of pieces) {
    const end = length + piece.length;
    // Leaving the loop closes the connection.
    if (end > LARGEST_BODY) return undefined;
    if (end > bytes.length) bytes = grown(bytes, end);
    bytes.set(piece, length);
    length = end;
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function grown(bytes: Uint8Array, size: number): Uint8Array {
  const larger = new Uint8Array(Math.min(LARGEST_BODY, 2 * size));
  larger.set(bytes);
  return larger;
}
