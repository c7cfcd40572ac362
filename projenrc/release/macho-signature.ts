// Signs a macOS executable ad hoc: with the hashes of its pages and nobody's name, as linkers do. Macs with Apple's own
// processors start nothing without that. It says nothing about who made the file; a notarised signature needs a Mac.
import { createHash } from "node:crypto";
import { CODE_SIGNATURE, HEADER_SIZE, firstContent, loadCommands, segment } from "./macho";

const PAGE = 4096;
const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
const DIRECTORY_SIZE = 88;
const DIRECTORY_OFFSET = 20;
const DIRECTORY_VERSION = 0x20400;
/** Ad hoc, made by a linker: `codesign` on a Mac may replace it without being forced. */
const FLAGS = 0x20002;
const SHA256 = 2;
const HASH_SIZE = 32;
const MAIN_EXECUTABLE = 1n;
/** The largest page of any Mac: segments begin and end with one in memory. */
const MEMORY_PAGE = 0x4000;

/** The unsigned program with a signature for `identifier` at its end. */
export function signAdHoc(unsigned: Buffer, identifier: string): Buffer {
  if (loadCommands(unsigned, CODE_SIGNATURE).length > 0) throw new Error("the macOS executable is signed already.");
  const text = segment(unsigned, "__TEXT");
  const linkedit = segment(unsigned, "__LINKEDIT");
  if (!text || !linkedit) throw new Error("the macOS executable has no segment __TEXT or __LINKEDIT.");
  if (linkedit.fileOffset + linkedit.fileSize !== unsigned.length)
    throw new Error("the macOS executable does not end with its segment __LINKEDIT.");
  const commandsEnd = HEADER_SIZE + unsigned.readUInt32LE(20);
  if (commandsEnd + 16 > firstContent(unsigned))
    throw new Error("the macOS executable has no room for the load command of a signature.");

  const codeSize = roundedUp(unsigned.length, 16);
  const name = Buffer.from(`${identifier}\0`);
  const pages = Math.ceil(codeSize / PAGE);
  const signatureSize = DIRECTORY_OFFSET + DIRECTORY_SIZE + name.length + pages * HASH_SIZE;
  const code = Buffer.concat([unsigned, Buffer.alloc(codeSize - unsigned.length)]);
  [CODE_SIGNATURE, 16, codeSize, signatureSize].forEach((word, n) => code.writeUInt32LE(word, commandsEnd + n * 4));
  code.writeUInt32LE(code.readUInt32LE(16) + 1, 16);
  code.writeUInt32LE(code.readUInt32LE(20) + 16, 20);
  const linkeditSize = codeSize + signatureSize - linkedit.fileOffset;
  code.writeBigUInt64LE(BigInt(roundedUp(linkeditSize, MEMORY_PAGE)), linkedit.command + 32);
  code.writeBigUInt64LE(BigInt(linkeditSize), linkedit.command + 48);
  return Buffer.concat([code, signature(code, name, text.fileOffset, text.fileSize)]);
}

/**
 * The program without the signature at its end, if it has one: Bun leaves that of the runtime, which does not fit what was added, or
 * makes one of its own.
 */
export function withoutSignature(file: Buffer): Buffer {
  const [command] = loadCommands(file, CODE_SIGNATURE);
  if (command === undefined) return file;
  const linkedit = segment(file, "__LINKEDIT");
  const start = file.readUInt32LE(command + 8);
  if (!linkedit || start + file.readUInt32LE(command + 12) !== file.length)
    throw new Error("the signature is not at the end of the macOS executable.");
  if (command + file.readUInt32LE(command + 4) !== HEADER_SIZE + file.readUInt32LE(20))
    throw new Error("the signature is not in the last load command of the macOS executable.");
  const unsigned = Buffer.from(file.subarray(0, start));
  unsigned.fill(0, command, command + 16);
  unsigned.writeUInt32LE(file.readUInt32LE(16) - 1, 16);
  unsigned.writeUInt32LE(file.readUInt32LE(20) - 16, 20);
  const linkeditSize = start - linkedit.fileOffset;
  unsigned.writeBigUInt64LE(BigInt(roundedUp(linkeditSize, MEMORY_PAGE)), linkedit.command + 32);
  unsigned.writeBigUInt64LE(BigInt(linkeditSize), linkedit.command + 48);
  return unsigned;
}

/** Whether a signature is there and the hashes in it are those of the pages. */
export function isSignatureIntact(file: Buffer): boolean {
  const [command] = loadCommands(file, CODE_SIGNATURE);
  if (command === undefined) return false;
  const start = file.readUInt32LE(command + 8);
  const directory = file.subarray(start + file.readUInt32BE(start + 16));
  if (file.readUInt32BE(start) !== SUPER_BLOB || directory.readUInt32BE(0) !== CODE_DIRECTORY) return false;
  const codeSize = directory.readUInt32BE(32);
  const hashes = pageHashes(file.subarray(0, codeSize));
  const hashOffset = directory.readUInt32BE(16);
  return codeSize === start && hashes.equals(directory.subarray(hashOffset, hashOffset + hashes.length));
}

function signature(code: Buffer, name: Buffer, textOffset: number, textSize: number): Buffer {
  const hashes = pageHashes(code);
  const directory = Buffer.alloc(DIRECTORY_SIZE);
  const length = DIRECTORY_SIZE + name.length + hashes.length;
  const hashOffset = DIRECTORY_SIZE + name.length;
  const counts = [0, hashes.length / HASH_SIZE, code.length];
  const words = [CODE_DIRECTORY, length, DIRECTORY_VERSION, FLAGS, hashOffset, DIRECTORY_SIZE, ...counts];
  words.forEach((word, n) => directory.writeUInt32BE(word, n * 4));
  directory.set([HASH_SIZE, SHA256, 0, Math.log2(PAGE)], 36);
  directory.writeBigUInt64BE(BigInt(textOffset), 64);
  directory.writeBigUInt64BE(BigInt(textSize), 72);
  directory.writeBigUInt64BE(MAIN_EXECUTABLE, 80);
  const start = Buffer.alloc(DIRECTORY_OFFSET);
  // One blob, of kind 0: the code directory.
  [SUPER_BLOB, DIRECTORY_OFFSET + length, 1, 0, DIRECTORY_OFFSET].forEach((word, n) =>
    start.writeUInt32BE(word, n * 4),
  );
  return Buffer.concat([start, directory, name, hashes]);
}

function pageHashes(code: Buffer): Buffer {
  const hashes: Buffer[] = [];
  for (let at = 0; at < code.length; at += PAGE) {
    hashes.push(
      createHash("sha256")
        .update(code.subarray(at, at + PAGE))
        .digest(),
    );
  }
  return Buffer.concat(hashes);
}

const roundedUp = (size: number, unit: number): number => Math.ceil(size / unit) * unit;
