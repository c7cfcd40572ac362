// Windows executables: a small one made here, with a resource and a signature at its end.
import { isPe, isPeSigned, peMachine, peResource, withoutPeSignature } from "../../../projenrc/release/pe";

const HEADER = 0x80;
const OPTIONAL = HEADER + 24;
const DIRECTORIES = OPTIONAL + 112;
const SECTION = OPTIONAL + 240;
const RESOURCES = 0x400;
const RESOURCES_ADDRESS = 0x3000;
const SIGNATURE = 0x800;

function program(): Buffer {
  const file = Buffer.alloc(SIGNATURE + 16);
  file.write("MZ");
  file.writeUInt32LE(HEADER, 0x3c);
  file.write("PE\0\0", HEADER);
  file.writeUInt16LE(0x8664, HEADER + 4);
  file.writeUInt16LE(1, HEADER + 6);
  file.writeUInt16LE(240, HEADER + 20);
  file.writeUInt32LE(0x1234, OPTIONAL + 64);
  words(file, DIRECTORIES + 2 * 8, [RESOURCES_ADDRESS, 0x400]);
  words(file, DIRECTORIES + 4 * 8, [SIGNATURE, 16]);
  words(file, SECTION + 8, [0x400, RESOURCES_ADDRESS, 0x400, RESOURCES]);
  // Raw data, then the resource NAME, then its one language.
  writeDirectory(file, RESOURCES, { id: 10, to: 0x80000000 + 0x20 });
  writeDirectory(file, RESOURCES + 0x20, { id: 0x80000000 + 0x80, to: 0x80000000 + 0x40 });
  writeDirectory(file, RESOURCES + 0x40, { id: 1033, to: 0x60 });
  words(file, RESOURCES + 0x60, [RESOURCES_ADDRESS + 0x100, 5]);
  file.writeUInt16LE(4, RESOURCES + 0x80);
  file.write("NAME", RESOURCES + 0x82, "utf16le");
  file.write("hello", RESOURCES + 0x100);
  file.fill(0xff, SIGNATURE);
  return file;
}

const words = (file: Buffer, at: number, values: readonly number[]) =>
  values.forEach((value, n) => file.writeUInt32LE(value, at + n * 4));

function writeDirectory(file: Buffer, at: number, { id, to }: { readonly id: number; readonly to: number }): void {
  file.writeUInt16LE(1, at + 14);
  words(file, at + 16, [id, to]);
}

test("the program is read as what it is", () => {
  expect({ pe: isPe(program()), machine: peMachine(program()), signed: isPeSigned(program()) }).toEqual({
    pe: true,
    machine: "amd64",
    signed: true,
  });
});

test("a resource is found by its name", () => {
  expect(peResource(program(), "NAME")?.toString()).toBe("hello");
  expect(peResource(program(), "OTHER")).toBeUndefined();
});

test("without its signature it is the same program, shorter", () => {
  const unsigned = withoutPeSignature(program());
  const expected = program().subarray(0, SIGNATURE);
  words(expected, DIRECTORIES + 4 * 8, [0, 0]);
  words(expected, OPTIONAL + 64, [0]);
  expect(unsigned.equals(expected)).toBe(true);
  expect(isPeSigned(unsigned)).toBe(false);
  expect(withoutPeSignature(unsigned)).toBe(unsigned);
});

test("a signature in the middle is none that we know", () => {
  expect(() => withoutPeSignature(Buffer.concat([program(), Buffer.alloc(1)]))).toThrow(
    "the signature is not at the end of the Windows executable.",
  );
});
