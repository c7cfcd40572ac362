// Windows executables, by the bytes that say so.
import { isPe, peMachine } from "../../../projenrc/release/pe";

const HEADER = 0x80;

function program(machine: number): Buffer {
  const file = Buffer.alloc(0x200);
  file.write("MZ");
  file.writeUInt32LE(HEADER, 0x3c);
  file.write("PE\0\0", HEADER);
  file.writeUInt16LE(machine, HEADER + 4);
  return file;
}

test.each([
  [0x8664, "amd64"],
  [0xaa64, "arm64"],
  [0x014c, undefined],
])("the machine %d is %s", (machine, name) => {
  expect({ pe: isPe(program(machine)), machine: peMachine(program(machine)) }).toEqual({ pe: true, machine: name });
});

test("what begins otherwise is not a program for Windows", () => {
  expect(isPe(Buffer.from("\x7fELF"))).toBe(false);
});
