// The self-contained executable for Linux, as a machine without Node.js starts it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "../../projenrc/release/inspect";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { dynamicallyLinked } from "../support/elf-dynamic";
import { startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";

jest.setTimeout(60_000);

const NOTHING = { PATH: "/nonexistent" };
/** What it says where nobody has told it to be a plugin. */
const EXPLANATION =
  "terraform-provider-electronhub is a Terraform provider. It manages proxy keys of an Electron Hub account.";

let directory: string;

/** A directory as an attacker would prepare it for a user who runs terraform there. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-hostile-"));
  const file = (name: string, content: string) => writeFileSync(join(directory, name), content);
  file("evil.js", 'console.log("EVIL");');
  file("bunfig.toml", 'preload = ["./evil.js"]\n');
  file(".env", "TF_LOG=TRACE\nEVIL=EVIL\nBUN_OPTIONS=--preload=./evil.js\n");
  file("tsconfig.json", '{ "compilerOptions": { "paths": { "*": ["./evil.js"] } }, "extends": "./missing.json" }');
  file("package.json", '{ "name": "evil", "main": "./evil.js", "imports": { "#*": "./evil.js" } }');
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("it is an executable for Linux with the provider inside", () => {
  expect(inspect(readFileSync(PROVIDER))).toEqual({
    os: "linux",
    arch: "amd64",
    hasProgram: true,
    isDeaf: true,
    isSigned: false,
  });
});

test("started by hand it explains itself, and says nothing else", () => {
  const { status, stdout, stderr } = spawnSync(PROVIDER, { env: NOTHING, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr.split("\n")[0]).toBe(EXPLANATION);
  expect(stderr).not.toMatch(/warning/i);
});

test("nothing is loaded from the directory in which it is run", async () => {
  const { stdout, stderr } = spawnSync(PROVIDER, { env: NOTHING, cwd: directory, encoding: "utf8" });
  expect({ stdout, first: stderr.split("\n")[0] }).toEqual({ stdout: "", first: EXPLANATION });
  const plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, env: NOTHING, cwd: directory });
  expect(await plugin.stop()).toBe(0);
  expect(plugin.output.stderr).toBe("");
});

test.each([
  ["BUN_BE_BUN", "1"],
  ["BUN_OPTIONS", "--preload=./evil.js"],
  ["BUN_OPTIONS", "--no-such-option"],
  ["BUN_INSPECT", "ws://127.0.0.1:0/evil?break=1"],
  ["BUN_INSPECT_PRELOAD", "./evil.js"],
  ["BUN_INSPECT_CONNECT_TO", "/nonexistent"],
  ["BUN_CONFIG_VERBOSE_FETCH", "curl"],
  ["BUN_DISABLE_TRANSPILER", "1"],
  ["BUN_JSC_useJIT", "0"],
  ["JSC_dumpOptions", "2"],
  ["NODE_OPTIONS", "--require=./evil.js"],
  ["NODE_OPTIONS", "--no-such-option"],
  ["NODE_PATH", "."],
  ["NODE_ENV", "test"],
  ["NODE_DEBUG", "net,http2,tls"],
  ["NODE_V8_COVERAGE", "coverage"],
  ["NODE_COMPILE_CACHE", "cache"],
  ["NODE_CHANNEL_FD", "3"],
  ["NODE_UNIQUE_ID", "1"],
  ["NODE_NO_WARNINGS", "0"],
])("the variable %s=%s is not for it", async (name, value) => {
  const env = { ...NOTHING, [name]: value };
  const { status, stdout, stderr } = spawnSync(PROVIDER, ["--version"], { env, cwd: directory, encoding: "utf8" });
  expect({ status, stdout, first: stderr.split("\n")[0] }).toEqual({ status: 1, stdout: "", first: EXPLANATION });
  const plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, env, cwd: directory });
  expect(await plugin.stop()).toBe(0);
  expect(plugin.output.stderr).toBe("");
});

test("it does not know where it was made", () => {
  const content = readFileSync(PROVIDER);
  expect(content.includes(resolve(__dirname, "../.."))).toBe(false);
  expect(content.includes("electronhub-release-")).toBe(false);
});

test("it needs no library but what every Linux with glibc has, as old as 2.17", () => {
  const { libraries, versions } = dynamicallyLinked(readFileSync(PROVIDER));
  expect([...libraries].sort()).toEqual([
    "ld-linux-x86-64.so.2",
    "libc.so.6",
    "libdl.so.2",
    "libm.so.6",
    "libpthread.so.0",
  ]);
  const minors = versions.map((version) => Number(/^GLIBC_2\.(\d+)/.exec(version)?.[1]));
  expect(minors).not.toContain(NaN);
  expect(Math.max(...minors)).toBe(17);
});
