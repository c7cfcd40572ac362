// Reads of a Linux executable (ELF, 64 bit, little endian) what a single executable must show.
const NOTE_SEGMENT = 4;
const MACHINES = new Map([
  [62, "amd64"],
  [183, "arm64"],
]);

export const isElf = (file: Buffer): boolean => file.readUInt32BE(0) === 0x7f454c46;

export const elfMachine = (file: Buffer): string | undefined => MACHINES.get(file.readUInt16LE(18));

/** The content of the note of this name. */
export function elfNote(file: Buffer, name: string): Buffer | undefined {
  for (const { offset, size, alignment } of noteSegments(file)) {
    const found = noteIn(file.subarray(offset, offset + size), name, alignment);
    if (found) return found;
  }
  return undefined;
}

function* noteSegments(file: Buffer) {
  const table = Number(file.readBigUInt64LE(32));
  const entrySize = file.readUInt16LE(54);
  for (let n = 0; n < file.readUInt16LE(56); n++) {
    const entry = file.subarray(table + n * entrySize, table + (n + 1) * entrySize);
    if (entry.readUInt32LE(0) !== NOTE_SEGMENT) continue;
    const offset = Number(entry.readBigUInt64LE(8));
    const size = Number(entry.readBigUInt64LE(32));
    yield { offset, size, alignment: entry.readBigUInt64LE(48) === 8n ? 8 : 4 };
  }
}

function noteIn(notes: Buffer, name: string, alignment: number): Buffer | undefined {
  const aligned = (size: number) => Math.ceil(size / alignment) * alignment;
  for (let at = 0; at + 12 <= notes.length;) {
    const nameSize = notes.readUInt32LE(at);
    const contentSize = notes.readUInt32LE(at + 4);
    const content = aligned(at + 12 + nameSize);
    const found = notes.toString("latin1", at + 12, at + 12 + nameSize).replace(/\0+$/, "");
    if (found === name) return notes.subarray(content, content + contentSize);
    at = aligned(content + contentSize);
  }
  return undefined;
}
