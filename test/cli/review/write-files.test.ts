// Files of a review on the disk: whole or not at all.
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { targetOf, writeFiles } from "../../../src/cli/review/write-files";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "electronhub-write-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (name: string) => join(directory, name);
const target = (name: string) => targetOf(at(name), [], []);
const read = (name: string) => readFileSync(at(name), "utf8");

test("new files, and in the place of older ones", async () => {
  writeFileSync(at("old"), "old");
  await writeFiles([
    { target: target("old"), text: "newer" },
    { target: target("new"), text: "ü" },
  ]);
  expect([read("old"), read("new"), readdirSync(directory).sort()]).toEqual(["newer", "ü", ["new", "old"]]);
});

test("a link is followed, and stays one", async () => {
  mkdirSync(at("there"));
  writeFileSync(at("there/file"), "old");
  symlinkSync(at("there/file"), at("link"));
  await writeFiles([{ target: target("link"), text: "new" }]);
  expect([read("there/file"), readdirSync(at("there"))]).toEqual(["new", ["file"]]);
});

test("a full disk is one sentence, and leaves the files as they were", async () => {
  writeFileSync(at("old"), "old");
  const full = targetOf("/dev/full", [], []);
  const files = [
    { target: target("old"), text: "new" },
    { target: full, text: "x" },
  ];
  await expect(writeFiles(files)).rejects.toThrow("/dev/full cannot be written: the disk is full");
  expect([read("old"), readdirSync(directory)]).toEqual(["old", ["old"]]);
});

test("a directory that goes meanwhile is one sentence, and nothing is left behind", async () => {
  mkdirSync(at("gone"));
  const files = [
    { target: target("a"), text: "a" },
    { target: target("gone/b"), text: "b" },
  ];
  rmSync(at("gone"), { recursive: true });
  await expect(writeFiles(files)).rejects.toThrow(`${at("gone/b")} cannot be written: there is no such file`);
  expect(readdirSync(directory)).toEqual([]);
});

test("what is not a file is written to", async () => {
  await writeFiles([{ target: targetOf("/dev/null", [], []), text: "x" }]);
});

test("where nothing can be written, before any work", () => {
  mkdirSync(at("there"));
  expect(() => target("there")).toThrow(`--output ${at("there")} is a directory; name a file in it`);
  expect(() => target("missing/file")).toThrow(
    `--output ${at("missing/file")}: there is no directory ${at("missing")}; make it first`,
  );
});

test("a plan that is read is never replaced, by whatever name", () => {
  writeFileSync(at("plan"), "plan");
  symlinkSync("plan", at("soft"));
  linkSync(at("plan"), at("hard"));
  for (const name of ["plan", "soft", "hard"]) {
    expect(() => targetOf(at(name), [at("missing"), at("plan")], [])).toThrow(
      `--output ${at(name)} would overwrite ${at("plan")}, which is read; name another file`,
    );
  }
});

test("two outputs to one file", () => {
  const others = [target("a")];
  expect(() => targetOf(join(directory, ".", "a"), [], others)).toThrow(`--output ${at("a")} is given twice`);
});
