// What a single executable is, read from its bytes: for platforms on which it cannot be tried here.
import { isDeaf } from "./deafen";
import { elfMachine, isElf } from "./elf";
import { isMachO, machOMachine } from "./macho";
import { isSignatureIntact } from "./macho-signature";
import { isPe, peMachine } from "./pe";
import { type Platform } from "./platforms";

/** At the end of what Bun puts into a runtime. */
const TRAILER = "\n---- Bun! ----\n";
/** A sentence of the provider's own. */
const PROGRAM = "It manages proxy keys of an Electron Hub account.";

export interface Inspection {
  readonly os: Platform["os"] | undefined;
  readonly arch: string | undefined;
  /** Bun finds a program inside, and it is the provider. */
  readonly hasProgram: boolean;
  /** No variable of the user's changes what the runtime does. */
  readonly isDeaf: boolean;
  /** The hashes in its signature are right. Only macOS needs one. */
  readonly isSigned: boolean;
}

export function inspect(file: Buffer): Inspection {
  const hasProgram = file.includes(TRAILER) && file.includes(PROGRAM);
  const rest = { hasProgram, isDeaf: isDeaf(file), isSigned: false };
  if (isElf(file)) return { os: "linux", arch: elfMachine(file), ...rest };
  if (isMachO(file)) return { os: "darwin", arch: machOMachine(file), ...rest, isSigned: isSignatureIntact(file) };
  if (isPe(file)) return { os: "windows", arch: peMachine(file), ...rest };
  return { os: undefined, arch: undefined, ...rest };
}

/** Throws unless the file is a single executable for the platform with the provider inside. */
export function expectSingleExecutable(file: Buffer, { os, arch }: Platform): void {
  const found = inspect(file);
  const wrong = [
    ...(found.os === os && found.arch === arch ? [] : [`it is for ${found.os} ${found.arch}`]),
    ...(found.hasProgram ? [] : ["the provider is not inside"]),
    ...(found.isDeaf ? [] : ["variables of the user's would change what it does"]),
    ...(os !== "darwin" || found.isSigned ? [] : ["its signature is not right"]),
  ];
  if (wrong.length > 0) throw new Error(`the executable for ${os} ${arch} cannot be used: ${wrong.join("; ")}.`);
}
