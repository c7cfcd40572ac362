// Plans as bytes: how many, of what kind, and in which encoding.
import { Readable } from "node:stream";
import { TooLarge, decoded, isZip, nestsDeeply, readBounded } from "../../../src/cli/review/read-bounded";

const stream = (...chunks: readonly string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

test("all bytes, up to the limit", async () => {
  expect(String(await readBounded(stream("ab", "", "c"), 3))).toBe("abc");
  await expect(readBounded(stream("ab", "c"), 2)).rejects.toThrow(TooLarge);
  expect(String(await readBounded(stream(), 0))).toBe("");
});

test("nothing of a saved plan, however it is cut into pieces", async () => {
  const isWanted = (start: Uint8Array) => !isZip(start);
  expect(await readBounded(stream("P", "K\u0003", "\u0004..."), 99, isWanted)).toBeUndefined();
  expect(String(await readBounded(stream("PK", "..."), 99, isWanted))).toBe("PK...");
  expect(String(await readBounded(stream("PK"), 99, isWanted))).toBe("PK");
});

test.each([
  ["UTF-8", Buffer.from(`{"ü":1}`)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff{"ü":1}`)],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff{"ü":1}`, "utf16le")],
])("%s is read", (_, bytes) => expect(decoded(bytes)).toBe(`{"ü":1}`));

test("other bytes are not text", () =>
  expect(() => decoded(Buffer.from([0x7b, 0xff, 0xfe]))).toThrow("is not text in UTF-8"));

test.each([
  ["[[]]", 1, true],
  ["[[]]", 2, false],
  [`{"a":[{}]}`, 2, true],
  ["[][][]", 1, false],
  [`["[[[\\"[[[",[]]`, 2, false],
  [`["\\\\",[[]]]`, 2, true],
  ["]]]", 1, false],
])("%s nests deeper than %i: %s", (json, most, isDeep) => expect(nestsDeeply(Buffer.from(json), most)).toBe(isDeep));
