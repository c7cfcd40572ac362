// Code that is kept as text, and what V8 made of it, kept for the next process: used where it can be trusted, and nowhere else.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory, lateCode } from "../../projenrc/late-code";

const TEXT = "exports.answer = function () { return 6 * 7; };";

let root: string;
let directory: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "late-code-"));
  directory = join(root, "made", "here");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs the text as a module; tells whether anything was compiled. */
function use(where: string | undefined = directory, text = TEXT) {
  const code = lateCode("text", text, where);
  const exports: { answer?: () => number } = {};
  code.run(require, module, exports);
  return { code, answer: exports.answer?.(), isFromCache: code.isFromCache };
}

function kept(): string {
  use().code.keep();
  return join(directory, `text-${process.version}-${process.arch}.bin`);
}

test("the first process compiles it and keeps it, in places that are the user's alone; the next one does not compile it", () => {
  const first = use();
  expect([first.answer, first.isFromCache, existsSync(directory)]).toEqual([42, false, false]);
  first.code.keep();
  expect(readdirSync(directory)).toEqual([`text-${process.version}-${process.arch}.bin`]);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(kept()).mode & 0o777).toBe(0o600);
  const second = use();
  expect([second.answer, second.isFromCache]).toEqual([42, true]);
});

test.each<[string, (file: string) => void]>([
  ["is cut short", (file) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ["is empty", (file) => writeFileSync(file, "")],
  ["is another file", (file) => writeFileSync(file, "x".repeat(1_000))],
  [
    "has one bit changed",
    (file) => {
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
      writeFileSync(file, bytes);
    },
  ],
  ["may be written to by others", (file) => chmodSync(file, 0o622)],
  [
    "is a link",
    (file) => {
      renameSync(file, join(root, "elsewhere"));
      symlinkSync(join(root, "elsewhere"), file);
    },
  ],
  ["lies where others may write", () => chmodSync(directory, 0o770)],
  [
    "lies in a directory that is a link",
    () => {
      renameSync(directory, join(root, "elsewhere"));
      symlinkSync(join(root, "elsewhere"), directory);
    },
  ],
])("what %s is not used, and the text is compiled", (_, spoil) => {
  spoil(kept());
  const { answer, isFromCache } = use();
  expect([answer, isFromCache]).toEqual([42, false]);
});

test("what was kept more than a month ago is forgotten when something new is kept", () => {
  kept();
  const [old, recent] = ["text-0.1.0.bin", "text-0.2.0.bin"].map((name) => join(directory, name));
  for (const [path, days] of [
    [old, 31],
    [recent, 29],
  ] as const) {
    writeFileSync(path ?? "", "");
    utimesSync(path ?? "", Date.now() / 1000, Date.now() / 1000 - days * 86_400);
  }
  kept();
  expect(readdirSync(directory)).toEqual(["text-0.2.0.bin", `text-${process.version}-${process.arch}.bin`]);
});

test("what V8 made of another text of the same length is not used", () => {
  kept();
  const { answer } = use(directory, TEXT.replace("6 * 7", "6 * 8").padEnd(TEXT.length + 1));
  expect(answer).toBe(48);
});

test.each([
  ["nowhere", () => undefined],
  ["below a file", () => (writeFileSync(join(root, "file"), ""), join(root, "file", "x"))],
  ["where no directory can be made", () => "/proc/none/such"],
  ["where others may write", () => (chmodSync(root, 0o777), root)],
])("it can be kept %s: then it is not, without a word", (_, where) => {
  const { code, answer } = use(where());
  expect(() => code.keep()).not.toThrow();
  expect(answer).toBe(42);
  expect(readdirSync(root).filter((name) => name.startsWith("text"))).toEqual([]);
});

test.each([
  [{ XDG_CACHE_HOME: "/c", HOME: "/h" }, "/c/electronhub"],
  [{ XDG_CACHE_HOME: "c", HOME: "/h" }, "/h/.cache/electronhub"],
  [{ USERPROFILE: "/u" }, "/u/.cache/electronhub"],
  [{ HOME: "h" }, undefined],
  [{}, undefined],
])("its directory, of %j", (env, expected) => {
  expect(cacheDirectory(env)).toBe(expected);
});
