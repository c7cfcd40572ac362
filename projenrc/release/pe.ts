// Reads of a Windows executable (PE32+) what a single executable must show, and takes off a signature.
const MACHINES = new Map([[0x8664, "amd64"]]);
const RESOURCES = 2;
const CERTIFICATES = 4;
const RAW_DATA = 10;
const HIGH_BIT = 0x80000000;

export const isPe = (file: Buffer): boolean => file.toString("latin1", 0, 2) === "MZ";

export const peMachine = (file: Buffer): string | undefined => MACHINES.get(file.readUInt16LE(header(file) + 4));

export const isPeSigned = (file: Buffer): boolean => directory(file, CERTIFICATES).size !== 0;

/**
 * The same program without its signature, which is at the end of the file and would be wrong, and in the way, once the
 * program is changed.
 */
export function withoutPeSignature(file: Buffer): Buffer {
  const { entry, address, size } = directory(file, CERTIFICATES);
  if (size === 0) return file;
  if (address + size !== file.length) throw new Error("the signature is not at the end of the Windows executable.");
  const unsigned = Buffer.from(file.subarray(0, address));
  unsigned.fill(0, entry, entry + 8);
  // The checksum over the file; nothing but drivers needs one.
  unsigned.writeUInt32LE(0, header(file) + 24 + 64);
  return unsigned;
}

/** The content of the raw resource of this name, in whatever language. */
export function peResource(file: Buffer, name: string): Buffer | undefined {
  const root = fileOffset(file, directory(file, RESOURCES).address);
  const byType = subdirectory(file, root, root, (id) => id === RAW_DATA);
  const byName = byType && subdirectory(file, root, byType, (id) => nameOf(file, root, id) === name);
  const leaf = byName && subdirectory(file, root, byName, () => true);
  if (!leaf) return undefined;
  const start = fileOffset(file, file.readUInt32LE(leaf));
  return file.subarray(start, start + file.readUInt32LE(leaf + 4));
}

/** Where the header of the program begins, after the one for MS-DOS. */
const header = (file: Buffer): number => file.readUInt32LE(0x3c);

function directory(file: Buffer, index: number) {
  const entry = header(file) + 24 + 112 + index * 8;
  return { entry, address: file.readUInt32LE(entry), size: file.readUInt32LE(entry + 4) };
}

/** Where in the file something is that is at `address` in memory. */
function fileOffset(file: Buffer, address: number): number {
  const sections = header(file) + 24 + file.readUInt16LE(header(file) + 20);
  for (let n = 0; n < file.readUInt16LE(header(file) + 6); n++) {
    const section = sections + n * 40;
    const distance = address - file.readUInt32LE(section + 12);
    if (distance >= 0 && distance < file.readUInt32LE(section + 16)) return file.readUInt32LE(section + 20) + distance;
  }
  throw new Error(`no section of the Windows executable is at address ${address}.`);
}

/** Where the first entry of a resource directory leads to whose name or number is accepted. */
function subdirectory(file: Buffer, root: number, at: number, accepts: (id: number) => boolean): number | undefined {
  const count = file.readUInt16LE(at + 12) + file.readUInt16LE(at + 14);
  for (let entry = at + 16; entry < at + 16 + count * 8; entry += 8) {
    if (accepts(file.readUInt32LE(entry))) return root + (file.readUInt32LE(entry + 4) % HIGH_BIT);
  }
  return undefined;
}

function nameOf(file: Buffer, root: number, id: number): string | undefined {
  if (id < HIGH_BIT) return undefined;
  const at = root + (id % HIGH_BIT);
  return file.toString("utf16le", at + 2, at + 2 + file.readUInt16LE(at) * 2);
}
