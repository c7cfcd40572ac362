// What kind of executable a file is, and of which platform, by its first bytes.
import { type Machine } from "./platform";

/** A script runs wherever its interpreter does; a program on one platform, or several. */
export type Kind =
  | { readonly type: "script" }
  | { readonly type: "program"; readonly machines: readonly Machine[] }
  | { readonly type: "other"; readonly description: string };

export function executableKind(content: Buffer): Kind {
  if (content.length === 0) return { type: "other", description: "is empty" };
  if (content.toString("latin1", 0, 2) === "#!") return { type: "script" };
  if (content.toString("latin1", 0, 4) === "PK\x03\x04") {
    return { type: "other", description: "is a zip archive; unpack it" };
  }
  const machines = elf(content) ?? machO(content) ?? universal(content) ?? pe(content);
  if (machines === undefined) return { type: "other", description: "is neither a program nor a script with a #! line" };
  if (machines.length === 0) return { type: "other", description: "is damaged, or for a platform that is not known" };
  return { type: "program", machines };
}

type Architectures = ReadonlyMap<number | undefined, string>;

const machine = (platform: string | undefined, arch: string | undefined): readonly Machine[] =>
  platform === undefined || arch === undefined ? [] : [{ platform, arch }];

/** A header may end before what is asked for. */
const word = (content: Buffer, at: number): number | undefined =>
  at + 4 <= content.length ? content.readUInt32LE(at) : undefined;
const halfWord = (content: Buffer, at: number): number | undefined =>
  at + 2 <= content.length ? content.readUInt16LE(at) : undefined;

/** Linux leaves the number of its system out, mostly. */
const ELF_SYSTEMS: Architectures = new Map([
  [0, "linux"],
  [3, "linux"],
  [9, "freebsd"],
  [12, "openbsd"],
]);
const ELF_ARCHITECTURES: Architectures = new Map([
  [3, "ia32"],
  [21, "ppc64"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
  [243, "riscv64"],
]);

/** Little endian, as all of these are. */
function elf(content: Buffer): readonly Machine[] | undefined {
  if (content.toString("latin1", 0, 4) !== "\x7fELF") return undefined;
  if (content[5] !== 1) return [];
  return machine(ELF_SYSTEMS.get(content[7]), ELF_ARCHITECTURES.get(halfWord(content, 18)));
}

const MACHO_ARCHITECTURES: Architectures = new Map([
  [0x01000007, "x64"],
  [0x0100000c, "arm64"],
]);

function machO(content: Buffer): readonly Machine[] | undefined {
  if (word(content, 0) !== 0xfeedfacf) return undefined;
  return machine("darwin", MACHO_ARCHITECTURES.get(word(content, 4)));
}

/** Programs for several processors in one file of macOS, listed in big endian. */
function universal(content: Buffer): readonly Machine[] | undefined {
  if (content.length < 8 || content.readUInt32BE(0) !== 0xcafebabe) return undefined;
  // A compiled Java class begins alike, with its version here.
  const count = content.readUInt32BE(4);
  if (count > 30) return undefined;
  const entries = Array.from({ length: count }, (_, index) => 8 + index * 20);
  return entries
    .filter((at) => at + 4 <= content.length)
    .flatMap((at) => machine("darwin", MACHO_ARCHITECTURES.get(content.readUInt32BE(at))));
}

const PE_ARCHITECTURES: Architectures = new Map([
  [0x014c, "ia32"],
  [0x8664, "x64"],
  [0xaa64, "arm64"],
]);

function pe(content: Buffer): readonly Machine[] | undefined {
  if (content.toString("latin1", 0, 2) !== "MZ") return undefined;
  // The header for MS-DOS says where the one of the program begins.
  const header = word(content, 0x3c);
  if (header === undefined || content.toString("latin1", header, header + 4) !== "PE\0\0") return [];
  return machine("win32", PE_ARCHITECTURES.get(halfWord(content, header + 4)));
}
