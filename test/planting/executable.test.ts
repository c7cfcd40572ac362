// Which executable is planted, in packages as npm installs them, and how: the native one where it is there, else the script.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageChecksum } from "../../src/planting/checksum";
import { chooseExecutable } from "../../src/planting/executable";
import { plant } from "../../src/planting/plant";

const LINUX = { platform: "linux", arch: "x64" };
const WINDOWS = { platform: "win32", arch: "x64" };
const SCRIPT = "#!/usr/bin/env node\n";
const NATIVE = "\x7fELF the native one";
const FILE = "terraform-provider-electronhub_v0.1.0";
const FOLDER = "registry.terraform.io/electronhub/electronhub/0.1.0/linux_amd64";

const sumOf = (content: string, name = FILE) => packageChecksum(name, Buffer.from(content, "latin1"));
const SUMS = {
  version: "0.1.0",
  script: sumOf(SCRIPT),
  native: { "linux-x64": sumOf(NATIVE), "darwin-arm64": sumOf("another"), "win32-x64": sumOf(NATIVE, `${FILE}.exe`) },
};
const ALL = [SUMS.script, ...Object.values(SUMS.native)].sort();

let root: string;
let bundled: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "electronhub-packages-"));
  bundled = join(root, "node_modules/cdktf-provider-electronhub/dist/terraform-provider-electronhub");
  write(bundled, SCRIPT);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, content: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, "latin1");
  return file;
}

const publish = (sums: unknown = SUMS) =>
  write(join(dirname(bundled), "checksums.json"), typeof sums === "string" ? sums : JSON.stringify(sums));

function install(platform = "linux-x64", version = "0.1.0", file = "terraform-provider-electronhub"): string {
  const directory = join(root, "node_modules", `cdktf-provider-electronhub-${platform}`);
  write(join(directory, "package.json"), JSON.stringify({ version }));
  const executable = write(join(directory, file), NATIVE);
  chmodSync(executable, 0o755);
  return executable;
}

const choose = (machine = LINUX, given?: string) =>
  chooseExecutable({ bundled, given, setting: "`executable`", version: "0.1.0", machine });

test("the native one is taken where its package is installed", () => {
  publish();
  const path = install();
  expect(choose()).toEqual({ path, machine: LINUX, isShared: true, checksums: ALL });
});

test("both kinds lead to the same lock file", () => {
  publish();
  expect(choose()).toEqual({ path: bundled, machine: LINUX, isShared: false, checksums: ALL });
});

test("on Windows, where the script cannot be started, too", () => {
  publish();
  const path = install("win32-x64", "0.1.0", "terraform-provider-electronhub.exe");
  expect(choose(WINDOWS)).toEqual({ path, machine: WINDOWS, isShared: true, checksums: ALL });
});

test("on Windows without its package it is said what to do", () => {
  expect(() => choose(WINDOWS)).toThrow(
    "Install the package of this platform, which npm leaves out with --omit=optional",
  );
});

describe("the script is taken, without a word,", () => {
  const alone = { machine: LINUX, isShared: false, checksums: [SUMS.script] };

  test("in a checkout of the repository, where nothing is published", () => {
    expect(choose()).toEqual({ path: bundled, ...alone });
  });

  test("where the native one is of another version", () => {
    publish();
    install("linux-x64", "0.2.0");
    expect(choose()).toEqual({ path: bundled, ...alone, checksums: ALL });
  });

  test("where the native one is for another platform", () => {
    publish();
    install("darwin-arm64");
    expect(choose().path).toBe(bundled);
  });

  test("where the native one has no file", () => {
    publish();
    rmSync(install());
    expect(choose().path).toBe(bundled);
  });

  test.each<[string, unknown]>([
    ["are missing", undefined],
    ["are of another version", { ...SUMS, version: "0.2.0" }],
    ["are damaged", "{"],
    ["do not name the native one", { ...SUMS, native: {} }],
    ["are not checksums", { ...SUMS, script: "h1:x", native: { "linux-x64": "sha256:abc" } }],
    ["are a list", []],
  ])("where the checksums %s", (_, sums) => {
    if (sums !== undefined) publish(sums);
    install();
    expect(choose()).toEqual({ path: bundled, ...alone });
  });
});

test("a script that was built anew is locked alone: its fellows are of another build", () => {
  publish();
  writeFileSync(bundled, `${SCRIPT}// changed\n`);
  expect(choose().checksums).toEqual([sumOf(`${SCRIPT}// changed\n`)]);
});

test("the user's own goes before both, and is locked alone", () => {
  publish();
  install();
  const path = write(join(root, "own"), "#!/bin/sh\n");
  expect(choose(LINUX, path)).toEqual({ path, machine: LINUX, isShared: false, checksums: [sumOf("#!/bin/sh\n")] });
});

describe("planting", () => {
  const planted = () => join(root, "mirror", FOLDER, FILE);
  const plantChosen = () =>
    plant({ mirror: join(root, "mirror"), version: "0.1.0", executable: choose() }).map(({ changed }) => changed);

  beforeEach(() => publish());

  test("the native one is planted as the same file, and left alone by the next synth", () => {
    const path = install();
    expect(plantChosen()).toEqual([true, true]);
    expect(statSync(planted()).ino).toBe(statSync(path).ino);
    expect(plantChosen()).toEqual([false, false]);
  });

  test("a copy of it is left alone, too", () => {
    const path = install();
    plantChosen();
    rmSync(planted());
    writeFileSync(planted(), NATIVE, { encoding: "latin1", mode: 0o755 });
    const { atime, mtime } = statSync(path);
    utimesSync(planted(), atime, mtime);
    expect(plantChosen()).toEqual([false, false]);
    expect(statSync(planted()).ino).not.toBe(statSync(path).ino);
  });

  test.each(["of another size", "of another time"])("a file %s is replaced", (what) => {
    const path = install();
    plantChosen();
    rmSync(planted());
    writeFileSync(planted(), what === "of another size" ? "short" : NATIVE, { encoding: "latin1", mode: 0o755 });
    const { atime, mtime } = statSync(path);
    utimesSync(planted(), atime, what === "of another size" ? mtime : new Date(0));
    expect(plantChosen()).toEqual([true, false]);
    expect(readFileSync(planted(), "latin1")).toBe(NATIVE);
  });

  test("one that lost its run bits on the way is planted as a copy that has them", () => {
    const path = install();
    chmodSync(path, 0o644);
    plantChosen();
    expect(statSync(planted()).mode & 0o777).toBe(0o755);
    expect(statSync(path).mode & 0o777).toBe(0o644);
  });

  test("the package stays as it is when what is planted is replaced by the script", () => {
    const path = install();
    plantChosen();
    rmSync(dirname(path), { recursive: true });
    expect(plantChosen()).toEqual([true, true]);
    expect(readFileSync(planted(), "utf8")).toBe(SCRIPT);
    expect(existsSync(path)).toBe(false);
  });
});
