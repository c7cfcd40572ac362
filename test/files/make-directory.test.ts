// Directories, one after the other from the top, and no endless round where that cannot be.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDirectory } from "../../src/files/make-directory";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "electronhub-directory-"))));
afterEach(() => rmSync(root, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("those that are missing; those that are there are left", () => {
  const path = join(root, "a", "b");
  makeDirectory(path, "private");
  makeDirectory(path, "usual");
  expect([modeOf(join(root, "a")), modeOf(path)]).toEqual([0o700, 0o700]);
});

test("as the user's other directories are", () => {
  makeDirectory(join(root, "a"), "usual");
  expect(modeOf(join(root, "a"))).toBe(0o777 & ~process.umask());
});

test("a file in the way is an error", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => makeDirectory(join(root, "file", "below"), "usual")).toThrow(/ENOTDIR|EEXIST/);
});

(existsSync("/proc/self") ? test : test.skip)("a file system that takes no directories is an error, at once", () => {
  expect(() => makeDirectory("/proc/electronhub/x", "private")).toThrow("ENOENT");
});
