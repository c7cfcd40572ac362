// What the npm package holds and how big it is, as npm itself lists it. Needs the build's lib/ and dist/.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as manifest from "../../package.json";

interface Listing {
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
}

const ROOT = resolve(__dirname, "../..");
const MIB = 1024 * 1024;
const EXECUTABLES = ["dist/electronhub", "dist/terraform-provider-electronhub"];

let listing: Listing;

beforeAll(() => {
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(printed) as Listing[];
  if (!packed) throw new Error(`npm pack lists nothing: ${printed}`);
  listing = packed;
});

const paths = () => listing.files.map(({ path }) => path);

test("it holds the library, the executables, the emulator and their documents, and nothing else", () => {
  expect([...new Set(paths().map((path) => path.split("/")[0]))].sort()).toEqual([
    ".jsii",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "dist",
    "docs",
    "emulator.d.ts",
    "emulator.js",
    "lib",
    "package.json",
  ]);
});

test("of dist/ it holds what a stack and a shell start, the schemas of the review, and the licences of what is bundled", () => {
  expect(
    paths()
      .filter((path) => path.startsWith("dist/"))
      .sort(),
  ).toEqual([
    "dist/THIRD-PARTY-LICENSES",
    "dist/electronhub",
    "dist/policy.schema.json",
    "dist/review.schema.json",
    "dist/terraform-provider-electronhub",
  ]);
});

test("of lib/ it holds compiled code and its types", () => {
  const others = paths().filter((path) => path.startsWith("lib/") && !/\.(js|d\.ts)$/.test(path));
  expect(others).toEqual([]);
  expect(paths()).toEqual(expect.arrayContaining(["lib/index.js", "lib/index.d.ts", "lib/rules/index.js"]));
});

test("all of lib/ comes of a source that is still there", () => {
  const compiled = paths().filter((path) => /^lib\/.*(?<!\.d)\.(js|ts)$/.test(path));
  const orphans = compiled.filter((path) => !existsSync(join(ROOT, path.replace(/^lib(.*)\.js$/, "src$1.ts"))));
  expect(orphans).toEqual([]);
});

test("stack traces name files that are in the package: no code refers to its sources, which are not", () => {
  const referring = paths().filter(
    (path) => path.startsWith("lib/") && readFileSync(join(ROOT, path), "utf8").includes("sourceMappingURL"),
  );
  expect(referring).toEqual([]);
});

test("what is started can be executed", () => {
  const executable = listing.files.filter(({ mode }) => (mode & 0o111) === 0o111).map(({ path }) => path);
  expect(executable.sort()).toEqual(EXECUTABLES);
});

test("its licences name all that is in the provider and in the command line", () => {
  const text = readFileSync(join(ROOT, "dist/THIRD-PARTY-LICENSES"), "utf8");
  for (const name of ["@bufbuild/protobuf", "commander", "ipaddr.js"]) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, `, "m"));
  }
  expect(text).not.toContain(ROOT);
});

test("size budgets: 3 MiB for the tarball, 1.5 MiB for the provider", () => {
  const provider = listing.files.find(({ path }) => path === "dist/terraform-provider-electronhub");
  expect(listing.size).toBeLessThan(3 * MIB);
  expect(provider?.size).toBeLessThan(1.5 * MIB);
});

test("npm runs nothing of ours when the package is installed", () => {
  const scripts = Object.keys(manifest.scripts);
  for (const hook of ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare", "prepublish"]) {
    expect(scripts).not.toContain(hook);
  }
});

test("it depends on its peers alone", () => {
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["dependencies"]));
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["optionalDependencies"]));
  expect(Object.keys(manifest.peerDependencies)).toEqual(["cdktf", "constructs"]);
});
