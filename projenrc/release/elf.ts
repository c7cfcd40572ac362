// Reads of a Linux executable (ELF, 64 bit, little endian) what a single executable must show.
const MACHINES = new Map([
  [62, "amd64"],
  [183, "arm64"],
]);

export const isElf = (file: Buffer): boolean => file.readUInt32BE(0) === 0x7f454c46;

export const elfMachine = (file: Buffer): string | undefined => MACHINES.get(file.readUInt16LE(18));
