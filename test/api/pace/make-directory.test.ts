// Directories, one after the other from the top, and no endless round where that cannot be.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDirectory } from "../../../src/api/pace/make-directory";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "electronhub-directory-"))));
afterEach(() => rmSync(root, { recursive: true }));

test("those that are missing, for the user alone; those that are there are left", async () => {
  const path = join(root, "a", "b");
  await Promise.all([makeDirectory(path), makeDirectory(path)]);
  await makeDirectory(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test("a file in the way is an error", async () => {
  writeFileSync(join(root, "file"), "");
  await expect(makeDirectory(join(root, "file", "below"))).rejects.toThrow(/ENOTDIR|EEXIST/);
});

(existsSync("/proc/self") ? test : test.skip)(
  "a file system that takes no directories is an error, at once",
  async () => {
    await expect(makeDirectory("/proc/electronhub/x")).rejects.toThrow("ENOENT");
  },
);
