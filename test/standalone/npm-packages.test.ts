// The packages of npm, installed from tarballs: with the native executable of this platform, and without any. Whichever a machine has,
// a stack is planted, its lock file is the same, and terraform accepts it.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packForNpm } from "../../projenrc/release/npm-packages";
import { BUILDER, PLATFORMS, type Platform } from "../../projenrc/release/platforms";
import { filesInTarball } from "../support/tarball";

jest.setTimeout(300_000);

const ROOT = resolve(__dirname, "../..");
const EXECUTABLES = join(ROOT, "dist/standalone");
const APP = `
const { App, TerraformStack } = require("cdktf");
const { ElectronhubProvider, ProxyKey } = require("cdktf-provider-electronhub");
const app = new App();
const stack = new TerraformStack(app, "keys");
new ElectronhubProvider(stack, "electronhub");
new ProxyKey(stack, "ci", { name: "ci", allocatedAmount: 100 });
app.synth();
`;
const PLANTED =
  "terraform.d/plugins/registry.terraform.io/electronhub/electronhub/0.1.0/linux_amd64/terraform-provider-electronhub_v0.1.0";

let directory: string;
let own: string;
let native: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-npm-"));
  const output = join(directory, "tarballs");
  const packed = await packForNpm({ root: ROOT, executables: EXECUTABLES, platforms: [BUILDER], output });
  [native = "", own = ""] = packed.map((file) => join(output, file));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A fresh project, synthesised: the directory of its stack. */
function synthesise(name: string, ...tarballs: readonly string[]): string {
  const project = join(directory, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name, private: true }));
  const { cdktf, constructs } = { cdktf: "cdktf@0.21.0", constructs: "constructs@10.4.2" };
  const arguments_ = ["install", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs, cdktf, constructs];
  const printed = execFileSync("npm", arguments_, {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(printed).not.toMatch(/warn|error/i);
  writeFileSync(join(project, "main.js"), APP);
  execFileSync(process.execPath, ["main.js"], { cwd: project });
  return join(project, "cdktf.out/stacks/keys");
}

const filesIn = (tarball: string) => filesInTarball(readFileSync(tarball));
const manifestIn = (tarball: string): unknown =>
  JSON.parse(filesIn(tarball).get("package/package.json")?.toString() ?? "null");
const lockOf = (stack: string) => readFileSync(join(stack, ".terraform.lock.hcl"), "utf8");
const init = (stack: string) =>
  execFileSync("terraform", ["init", "-lockfile=readonly", "-input=false", "-no-color"], {
    cwd: stack,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: stack, CHECKPOINT_DISABLE: "1" },
  });

test("a laptop with the native executable and a pipeline with the script share a lock file", () => {
  const laptop = synthesise("laptop", own, native);
  const pipeline = synthesise("pipeline", own);
  expect(statSync(join(laptop, PLANTED)).size).toBeGreaterThan(50_000_000);
  expect(statSync(join(pipeline, PLANTED)).size).toBeLessThan(5_000_000);
  expect(lockOf(laptop)).toBe(lockOf(pipeline));
  expect(lockOf(laptop).match(/"h1:/g)).toHaveLength(2);
  // As one of them committed it.
  copyFileSync(join(laptop, ".terraform.lock.hcl"), join(pipeline, ".terraform.lock.hcl"));
  for (const stack of [laptop, pipeline]) {
    const before = lockOf(stack);
    expect(init(stack)).toContain("Terraform has been successfully initialized!");
    expect(lockOf(stack)).toBe(before);
  }
});

test("a platform whose executable was not made is named", async () => {
  const output = join(directory, "nothing");
  const missing: Platform = { ...BUILDER, arch: "arm64", libc: "musl" };
  const executables = join(directory, "none");
  await expect(packForNpm({ root: ROOT, executables, platforms: [missing], output })).rejects.toThrow(
    'there is no executable for linux_arm64-musl: run "npm run release" first.',
  );
});

test("the packed manifest alone names the packages, each in the version of this one", () => {
  expect(manifestIn(own)).toMatchObject({
    optionalDependencies: { "cdktf-provider-electronhub-linux-x64": "0.1.0" },
  });
  expect(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))).not.toHaveProperty("optionalDependencies");
  expect(PLATFORMS.map(({ npm }) => npm.os)).toContain("win32");
});

test("a package of a platform holds one executable, and says where it belongs", () => {
  expect([...filesIn(native).keys()].sort()).toEqual(
    ["LICENSE", "README.md", "THIRD-PARTY-LICENSES", "package.json", "terraform-provider-electronhub"].map(
      (file) => `package/${file}`,
    ),
  );
  expect(manifestIn(native)).toMatchObject({ os: ["linux"], cpu: ["x64"], libc: ["glibc"], version: "0.1.0" });
});
