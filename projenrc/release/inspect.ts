// What a single executable is, read from its bytes: for platforms on which it cannot be tried here.
import { elfMachine, elfNote, isElf } from "./elf";
import { isMachO, machOMachine, machOSection } from "./macho";
import { isSignatureIntact } from "./macho-signature";
import { isPe, isPeSigned, peMachine, peResource } from "./pe";
import { type Platform } from "./platforms";

const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const BLOB = "NODE_SEA_BLOB";

export interface Inspection {
  readonly os: Platform["os"] | undefined;
  readonly arch: string | undefined;
  /** What Node.js looks for at its start, to know that it has a program inside. */
  readonly hasFuse: boolean;
  /** The program inside, as Node.js packed it. */
  readonly blob: Buffer | undefined;
  /** `intact`: the hashes in it are right. Only macOS needs one. */
  readonly signature: "none" | "intact" | "broken";
}

export function inspect(file: Buffer): Inspection {
  const hasFuse = file.includes(`${FUSE}:1`);
  if (isElf(file))
    return { os: "linux", arch: elfMachine(file), hasFuse, blob: elfNote(file, BLOB), signature: "none" };
  if (isMachO(file)) {
    const blob = machOSection(file, "NODE_SEA", `__${BLOB}`);
    return {
      os: "darwin",
      arch: machOMachine(file),
      hasFuse,
      blob,
      signature: isSignatureIntact(file) ? "intact" : "broken",
    };
  }
  if (isPe(file)) {
    // Node.js's own, which cannot be right any more.
    const signature = isPeSigned(file) ? "broken" : "none";
    return { os: "windows", arch: peMachine(file), hasFuse, blob: peResource(file, BLOB), signature };
  }
  return { os: undefined, arch: undefined, hasFuse, blob: undefined, signature: "none" };
}

/** Throws unless the file is a single executable for the platform with exactly this script inside. */
export function expectSingleExecutable(file: Buffer, { os, arch }: Platform, script: Buffer): void {
  const found = inspect(file);
  const wrong = [
    ...(found.os === os && found.arch === arch ? [] : [`it is for ${found.os} ${found.arch}`]),
    ...(found.hasFuse ? [] : ["the fuse is not set, so Node.js would start as itself"]),
    ...(found.blob?.includes(script) ? [] : ["the provider is not inside"]),
    ...(found.signature === (os === "darwin" ? "intact" : "none") ? [] : [`its signature is ${found.signature}`]),
  ];
  if (wrong.length > 0) throw new Error(`the executable for ${os} ${arch} is no good: ${wrong.join("; ")}.`);
}
