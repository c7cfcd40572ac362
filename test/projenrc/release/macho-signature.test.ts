// The signature of a macOS executable: a small one made here, because a real one has 140 MB.
import { createHash } from "node:crypto";
import { loadCommands, machOMachine, segment } from "../../../projenrc/release/macho";
import { isSignatureIntact, signAdHoc, withoutSignature } from "../../../projenrc/release/macho-signature";

const TEXT_SIZE = 0x4000;

/** A program for arm64 with a text segment, its one section at `contentAt`, and a link-edit segment with five bytes. */
function program(contentAt = 0x1000): Buffer {
  const file = Buffer.alloc(TEXT_SIZE + 5, 0x5a);
  file.fill(0, 0, 0x200);
  [0xfeedfacf, 0x0100000c, 0, 2, 2, 152 + 72].forEach((word, n) => file.writeUInt32LE(word, n * 4));
  writeSegment(file, 32, "__TEXT", { size: TEXT_SIZE, at: 0, sections: 1 });
  file.write("__text", 32 + 72);
  file.writeUInt32LE(contentAt, 32 + 72 + 48);
  writeSegment(file, 32 + 152, "__LINKEDIT", { size: 5, at: TEXT_SIZE, sections: 0 });
  return file;
}

function writeSegment(
  file: Buffer,
  command: number,
  name: string,
  { size, at, sections }: { readonly size: number; readonly at: number; readonly sections: number },
): void {
  file.writeUInt32LE(0x19, command);
  file.writeUInt32LE(72 + sections * 80, command + 4);
  file.write(name, command + 8);
  file.writeBigUInt64LE(BigInt(at), command + 40);
  file.writeBigUInt64LE(BigInt(size), command + 48);
  file.writeUInt32LE(sections, command + 64);
}

test("the program is read as what it is", () => {
  expect(machOMachine(program())).toBe("arm64");
  expect(segment(program(), "__LINKEDIT")).toEqual({ command: 184, fileOffset: TEXT_SIZE, fileSize: 5 });
  expect(isSignatureIntact(program())).toBe(false);
});

test("a signed program has a load command for the signature, within the link-edit segment", () => {
  const signed = signAdHoc(program(), "name");
  const [command = 0] = loadCommands(signed, 0x1d);
  const start = signed.readUInt32LE(command + 8);
  expect(start).toBe(TEXT_SIZE + 16);
  expect(start + signed.readUInt32LE(command + 12)).toBe(signed.length);
  expect(segment(signed, "__LINKEDIT")).toEqual({
    command: 184,
    fileOffset: TEXT_SIZE,
    fileSize: signed.length - TEXT_SIZE,
  });
  expect(signed.subarray(TEXT_SIZE, start)).toEqual(Buffer.from("5a5a5a5a5a0000000000000000000000", "hex"));
});

test("the signature has the hash of each page, and the identifier", () => {
  const signed = signAdHoc(program(), "name");
  const start = TEXT_SIZE + 16;
  const pages = [0, 0x1000, 0x2000, 0x3000, 0x4000].map((at) =>
    createHash("sha256")
      .update(signed.subarray(at, Math.min(at + 0x1000, start)))
      .digest("hex"),
  );
  expect(signed.subarray(-5 * 32).toString("hex")).toBe(pages.join(""));
  expect(signed.toString("latin1", start + 20 + 88, start + 20 + 88 + 5)).toBe("name\0");
  expect(signed.toString("hex", start, start + 20)).toBe(
    "fade0cc0" + "00000111" + "00000001" + "00000000" + "00000014",
  );
});

test.each([
  ["a page", 0x2000],
  ["the last byte before the signature", TEXT_SIZE + 4],
  ["a hash", -1],
])("a change of %s breaks the signature", (_, at) => {
  const signed = signAdHoc(program(), "name");
  expect(isSignatureIntact(signed)).toBe(true);
  const place = at < 0 ? signed.length + at : at;
  signed.writeUInt8(signed.readUInt8(place) ^ 1, place);
  expect(isSignatureIntact(signed)).toBe(false);
});

test.each([
  ["has one already", signAdHoc(program(), "name"), "the macOS executable is signed already."],
  ["has no room for it", program(0x100), "the macOS executable has no room for the load command of a signature."],
  [
    "does not end with the link-edit segment",
    Buffer.concat([program(), Buffer.alloc(1)]),
    "the macOS executable does not end with its segment __LINKEDIT.",
  ],
])("a program that %s is not signed", (_, file, message) => {
  expect(() => signAdHoc(file, "name")).toThrow(message);
});

test("without its signature it is the program as it was, up to the sixteen bytes to which signatures are aligned", () => {
  const unsigned = withoutSignature(signAdHoc(program(), "name"));
  const expected = Buffer.concat([program(), Buffer.alloc(11)]);
  expected.writeBigUInt64LE(0x4000n, 184 + 32);
  expected.writeBigUInt64LE(16n, 184 + 48);
  expect(unsigned.equals(expected)).toBe(true);
  expect(isSignatureIntact(signAdHoc(unsigned, "another"))).toBe(true);
});

test("a program that has no signature stays as it is", () => {
  const file = program();
  expect(withoutSignature(file)).toBe(file);
});

test("a signature in the middle is not one that we know", () => {
  const signed = signAdHoc(program(), "name");
  expect(() => withoutSignature(Buffer.concat([signed, Buffer.alloc(1)]))).toThrow(
    "the signature is not at the end of the macOS executable.",
  );
});

test("a load command behind that of the signature is not one that we know", () => {
  const signed = signAdHoc(program(), "name");
  signed.writeUInt32LE(signed.readUInt32LE(20) + 16, 20);
  expect(() => withoutSignature(signed)).toThrow(
    "the signature is not in the last load command of the macOS executable.",
  );
});
