// Reads of a macOS executable (Mach-O, 64 bit, little endian) what a single executable must show, and what its signature
// must cover.
export const HEADER_SIZE = 32;
const SEGMENT = 0x19;
export const CODE_SIGNATURE = 0x1d;
const MACHINES = new Map([
  [0x01000007, "amd64"],
  [0x0100000c, "arm64"],
]);

export interface Segment {
  /** Where its load command is. */
  readonly command: number;
  readonly fileOffset: number;
  readonly fileSize: number;
}

export const isMachO = (file: Buffer): boolean => file.readUInt32LE(0) === 0xfeedfacf;

export const machOMachine = (file: Buffer): string | undefined => MACHINES.get(file.readUInt32LE(4));

/** Where the load commands of a kind are. */
export function loadCommands(file: Buffer, kind: number): readonly number[] {
  const found: number[] = [];
  let at = HEADER_SIZE;
  for (let n = 0; n < file.readUInt32LE(16); n++) {
    if (file.readUInt32LE(at) === kind) found.push(at);
    at += file.readUInt32LE(at + 4);
  }
  return found;
}

export function segment(file: Buffer, name: string): Segment | undefined {
  const command = loadCommands(file, SEGMENT).find((at) => text(file, at + 8) === name);
  if (command === undefined) return undefined;
  const fileOffset = Number(file.readBigUInt64LE(command + 40));
  return { command, fileOffset, fileSize: Number(file.readBigUInt64LE(command + 48)) };
}

/** Where the first content begins after the load commands: they may grow up to there. */
export function firstContent(file: Buffer): number {
  const starts = loadCommands(file, SEGMENT)
    .flatMap((command) => sections(file, text(file, command + 8)))
    .map((at) => file.readUInt32LE(at + 48));
  return Math.min(...starts.filter((start) => start > 0));
}

function sections(file: Buffer, segmentName: string): readonly number[] {
  const command = segment(file, segmentName)?.command;
  if (command === undefined) return [];
  return Array.from({ length: file.readUInt32LE(command + 64) }, (_, n) => command + 72 + n * 80);
}

/** A name of up to 16 characters. */
const text = (file: Buffer, at: number): string => file.toString("latin1", at, at + 16).replace(/\0.*$/s, "");
