// Archives: the same files give the same bytes, and terraform's hash of them is known.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPromise } from "yauzl";
import { readChecksums, writeChecksums } from "../../../projenrc/release/checksums";
import { packageHash, sha256, zipHash } from "../../../projenrc/release/hashes";
import { readZip, writeZip } from "../../../projenrc/release/zip";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "electronhub-zip-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const A = { name: "a", content: Buffer.from("hello\n"), executable: false };
const B = { name: "b", content: Buffer.from("world\n"), executable: true };
const file = () => join(directory, "x.zip");

test("the bytes depend on the files alone, not on their order", async () => {
  await writeZip(file(), [A, B]);
  const first = sha256(readFileSync(file()));
  await writeZip(file(), [B, A]);
  expect(sha256(readFileSync(file()))).toBe(first);
});

test("the time in it is the first of 1980, midnight", async () => {
  await writeZip(file(), [A]);
  expect(readFileSync(file()).toString("hex", 10, 14)).toBe("00002100");
});

test("what was written is read again, sorted", async () => {
  await writeZip(file(), [B, A]);
  const found: string[] = [];
  for await (const { name, content } of readZip(file())) found.push(`${name}: ${content.toString()}`);
  expect(found).toEqual(["a: hello\n", "b: world\n"]);
});

test("an executable has its run bits, for the user who unpacks it", async () => {
  await writeZip(file(), [A, B]);
  const modes: string[] = [];
  for await (const { fileName, externalFileAttributes } of (await openPromise(file())).eachEntry())
    modes.push(`${fileName}: ${((externalFileAttributes >>> 16) & 0o777).toString(8)}`);
  expect(modes).toEqual(["a: 644", "b: 755"]);
});

test("the hash of a package is of its names and contents, however they are packed", async () => {
  await writeZip(file(), [B, A]);
  const hash = await packageHash(file());
  // As sha256sum, openssl and base64 compute it from two lines of `sha256sum a b`.
  expect(hash).toBe("h1:ephnXWwKBNJlLsFYr2nmomous+RjtQns6iFy/9VGr6k=");
});

test("the hash of an archive is of its bytes", () => {
  writeFileSync(file(), "hello\n");
  expect(zipHash(file())).toBe("zh:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
});

test("SHA256SUMS lists every file, as sha256sum does, and is read again", () => {
  writeFileSync(join(directory, "b"), "world\n");
  writeFileSync(join(directory, "a"), "hello\n");
  writeChecksums(directory, "SUMS");
  expect(readFileSync(join(directory, "SUMS"), "utf8")).toBe(
    [
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  a\n",
      "e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317  b\n",
    ].join(""),
  );
  expect(readChecksums(directory, "SUMS").get("b")).toMatch(/^e258d2/);
});
