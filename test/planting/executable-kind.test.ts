// Which files count as executables, and of which platform they are.
import { readFileSync } from "node:fs";
import { executableKind } from "../../src/planting/executable-kind";

/** Zeros, with these bytes at these places. */
function bytes(parts: Readonly<Record<number, readonly number[]>>): Buffer {
  const content = Buffer.alloc(0x100);
  for (const [at, part] of Object.entries(parts)) Buffer.from(part).copy(content, Number(at));
  return content;
}

const ELF = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1];
const MZ = [0x4d, 0x5a];
const PE = [0x50, 0x45, 0, 0];
const FAT = [0xca, 0xfe, 0xba, 0xbe];

test.each<[string, Buffer, readonly string[]]>([
  ["Linux", bytes({ 0: ELF, 18: [62, 0] }), ["linux x64"]],
  ["Linux on ARM", bytes({ 0: ELF, 18: [183, 0] }), ["linux arm64"]],
  ["Linux that names itself", bytes({ 0: [...ELF, 3], 18: [62, 0] }), ["linux x64"]],
  ["FreeBSD", bytes({ 0: [...ELF, 9], 18: [62, 0] }), ["freebsd x64"]],
  ["macOS", bytes({ 0: [0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1] }), ["darwin x64"]],
  ["macOS on ARM", bytes({ 0: [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1] }), ["darwin arm64"]],
  [
    "macOS on both",
    bytes({ 0: [...FAT, 0, 0, 0, 2, 1, 0, 0, 7], 28: [1, 0, 0, 0x0c] }),
    ["darwin x64", "darwin arm64"],
  ],
  ["Windows", bytes({ 0: MZ, 0x3c: [0x80], 0x80: [...PE, 0x64, 0x86] }), ["win32 x64"]],
  ["Windows on ARM", bytes({ 0: MZ, 0x3c: [0x80], 0x80: [...PE, 0x64, 0xaa] }), ["win32 arm64"]],
])("a program for %s", (_, content, expected) => {
  const machines = expected.map((each) => ({ platform: each.split(" ")[0], arch: each.split(" ")[1] }));
  expect(executableKind(content)).toEqual({ type: "program", machines });
});

test("Node.js itself is a program for this machine", () => {
  const { platform, arch } = process;
  expect(executableKind(readFileSync(process.execPath))).toEqual({ type: "program", machines: [{ platform, arch }] });
});

test("a script", () => {
  expect(executableKind(Buffer.from("#!/usr/bin/env node\n"))).toEqual({ type: "script" });
});

const UNKNOWN = "is damaged, or for a platform that is not known";
const NEITHER = "is neither a program nor a script with a #! line";

test.each<[string, Buffer, string]>([
  ["nothing", Buffer.alloc(0), "is empty"],
  ["a zip archive", Buffer.from("PK\x03\x04..."), "is a zip archive; unpack it"],
  ["a text", Buffer.from("hello"), NEITHER],
  ["one byte", Buffer.from("#"), NEITHER],
  ["a script behind a byte order mark", Buffer.from("\ufeff#!/bin/sh\n"), NEITHER],
  ["a Java class", bytes({ 0: [...FAT, 0, 0, 0, 65] }), NEITHER],
  ["the beginning of a Linux program", Buffer.from(ELF), UNKNOWN],
  ["a program for another processor", bytes({ 0: ELF, 18: [8, 0] }), UNKNOWN],
  ["a big-endian program", bytes({ 0: [0x7f, 0x45, 0x4c, 0x46, 2, 2], 18: [0, 22] }), UNKNOWN],
  ["the beginning of a macOS program", Buffer.from([0xcf, 0xfa, 0xed, 0xfe]), UNKNOWN],
  ["a program for MS-DOS", bytes({ 0: MZ }), UNKNOWN],
  ["the beginning of a Windows program", Buffer.from(MZ), UNKNOWN],
  ["a Windows program cut off", bytes({ 0: MZ, 0x3c: [0xff, 0xff] }), UNKNOWN],
])("%s is not an executable", (_, content, description) => {
  expect(executableKind(content)).toEqual({ type: "other", description });
});
