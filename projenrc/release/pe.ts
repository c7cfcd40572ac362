// Reads of a Windows executable (PE32+) what a single executable must show.
const MACHINES = new Map([
  [0x8664, "amd64"],
  [0xaa64, "arm64"],
]);

export const isPe = (file: Buffer): boolean => file.toString("latin1", 0, 2) === "MZ";

/** The header of the program stands where the one for MS-DOS says. */
export const peMachine = (file: Buffer): string | undefined =>
  MACHINES.get(file.readUInt16LE(file.readUInt32LE(0x3c) + 4));
