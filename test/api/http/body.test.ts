import { readText } from "../../../src/api/http/body";

const MEBIBYTE = 1024 * 1024;

/** A source that tells how much was taken of it, and whether it was closed. */
function source(piece: Uint8Array, count: number) {
  const seen = { taken: 0, closed: false };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (; seen.taken < count; seen.taken++) yield piece;
    } finally {
      seen.closed = true;
    }
  }
  return { seen, pieces: pieces() };
}

async function* each(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

test("nothing is the empty text", async () => {
  await expect(readText(each())).resolves.toBe("");
});

test("characters may be torn", async () => {
  const bytes = Buffer.from("Schlüssel 🔑");
  await expect(readText(each(...[...bytes].map((byte) => Buffer.of(byte))))).resolves.toBe("Schlüssel 🔑");
});

test("a byte-order mark is not part of the text, and what is not UTF-8 is replaced", async () => {
  await expect(readText(each(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x7d])))).resolves.toBe("{\ufffd}");
});

test("4 MiB are read", async () => {
  const { pieces } = source(Buffer.alloc(MEBIBYTE, "x"), 4);
  expect(await readText(pieces)).toHaveLength(4 * MEBIBYTE);
});

test("more than 4 MiB are not read to the end", async () => {
  const { pieces, seen } = source(Buffer.alloc(MEBIBYTE, "x"), Infinity);
  await expect(readText(pieces)).resolves.toBeUndefined();
  expect(seen).toEqual({ taken: 4, closed: true });
});

test("one byte more than 4 MiB is too much", async () => {
  const pieces = Array.from({ length: 4 }, () => Buffer.alloc(MEBIBYTE, "x"));
  await expect(readText(each(...pieces, Buffer.from("x")))).resolves.toBeUndefined();
});

test("bytes may come one by one, beyond the room that there was at first", async () => {
  const room = Buffer.alloc(64 * 1024, "x");
  const byte = Buffer.from("x");
  const bytes = Array.from({ length: 1_000 }, () => byte);
  expect(await readText(each(room, ...bytes))).toBe("x".repeat(65_536 + 1_000));
});
