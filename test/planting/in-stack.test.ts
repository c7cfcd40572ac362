// Planting in a stack's output: what is written, what is left alone, and what is refused.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageChecksum } from "../../src/planting/checksum";
import { chooseExecutable } from "../../src/planting/executable";
import { type StackPlanting, plantInStack, uprootInStack } from "../../src/planting/in-stack";

const LINUX = { platform: "linux", arch: "x64" };
const FILE = "electronhub/electronhub/0.1.0/linux_amd64/terraform-provider-electronhub_v0.1.0";

let outdir: string;
let executable: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "electronhub-planting-"));
  executable = join(outdir, "given");
  writeFileSync(executable, "#!/bin/sh\n");
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const planting = (changes: Partial<StackPlanting> = {}) =>
  plantInStack({
    outdir,
    workingDirectory: "stacks/one",
    version: "0.1.0",
    executable,
    required: [],
    machine: LINUX,
    env: {},
    ...changes,
  });

function containing(text: string): string {
  writeFileSync(executable, text);
  return executable;
}

const planted = (host = "registry.terraform.io", file = FILE) =>
  join(outdir, "stacks/one/terraform.d/plugins", host, file);
const lockText = () => readFileSync(join(outdir, "stacks/one/.terraform.lock.hcl"), "utf8");

test("a copy that runs is planted for terraform and tofu, and locked with its checksum", () => {
  planting();
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    expect(readFileSync(planted(host), "utf8")).toBe("#!/bin/sh\n");
    expect(lstatSync(planted(host)).mode & 0o777).toBe(0o755);
  }
  expect(lockText()).toBe(`# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/electronhub/electronhub" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:gnkmsuPUsku2zBMvJv8mmjWxo0q4d7d/GpbVkTwnoBg=",
  ]
}
`);
});

test("for tofu it is locked under both hosts", () => {
  planting({ env: { TERRAFORM_BINARY_NAME: "tofu" } });
  expect(lockText().match(/^provider .*/gm)).toEqual([
    'provider "registry.terraform.io/electronhub/electronhub" {',
    'provider "registry.opentofu.org/electronhub/electronhub" {',
  ]);
});

test("after an upgrade of the same version the other host's entry, which the file has already, is not left behind", () => {
  planting({ env: { TERRAFORM_BINARY_NAME: "tofu" } });
  writeFileSync(executable, "#!/bin/sh\nexit 1\n");
  planting();
  expect(lockText()).not.toContain("h1:gnkmsuPUsku2zBMvJv8mmjWxo0q4d7d/GpbVkTwnoBg=");
  const checksum = packageChecksum("terraform-provider-electronhub_v0.1.0", readFileSync(executable));
  expect(lockText().split(checksum)).toHaveLength(3);
});

test("what is there already is not touched", () => {
  planting();
  const long = new Date("2020-01-01");
  const lockFile = join(outdir, "stacks/one/.terraform.lock.hcl");
  for (const file of [planted(), lockFile]) utimesSync(file, long, long);
  planting();
  for (const file of [planted(), lockFile]) expect(statSync(file).mtime).toEqual(long);
});

test.each<[string, () => void]>([
  ["other content", () => writeFileSync(planted(), "old")],
  ["a file without its run bit", () => chmodSync(planted(), 0o644)],
  [
    "a link",
    () => {
      rmSync(planted());
      symlinkSync(executable, planted());
    },
  ],
  ["another file beside it", () => writeFileSync(join(dirname(planted()), "README"), "")],
  [
    "a link to another folder",
    () => {
      const elsewhere = join(outdir, "elsewhere");
      mkdirSync(elsewhere);
      writeFileSync(join(elsewhere, "terraform-provider-electronhub_v0.1.0"), "#!/bin/sh\n", { mode: 0o755 });
      rmSync(dirname(planted()), { recursive: true });
      symlinkSync(elsewhere, dirname(planted()));
    },
  ],
])("%s is replaced", (_, spoil) => {
  planting();
  spoil();
  planting();
  expect(lstatSync(dirname(planted())).isDirectory()).toBe(true);
  expect(readdirSync(dirname(planted()))).toEqual(["terraform-provider-electronhub_v0.1.0"]);
  expect(lstatSync(planted()).isFile()).toBe(true);
  expect(lstatSync(planted()).mode & 0o111).toBe(0o111);
  expect(readFileSync(planted(), "utf8")).toBe("#!/bin/sh\n");
});

test("another executable of the same version gets another checksum", () => {
  planting();
  const before = lockText();
  writeFileSync(executable, "#!/bin/sh\nexit 1\n");
  planting();
  expect(lockText()).not.toBe(before);
  expect(lockText()).toContain(packageChecksum("terraform-provider-electronhub_v0.1.0", readFileSync(executable)));
  expect(lockText()).not.toContain("h1:gnkmsuPUsku2zBMvJv8mmjWxo0q4d7d/GpbVkTwnoBg=");
});

test("another version takes over in the lock file", () => {
  planting();
  planting({ version: "0.2.0" });
  expect(lockText()).toContain('version     = "0.2.0"');
  expect(lockText()).not.toContain("0.1.0");
  expect(existsSync(planted(undefined, FILE.replaceAll("0.1.0", "0.2.0")))).toBe(true);
});

const RANDOM = `provider "registry.terraform.io/hashicorp/random" {
  version     = "3.7.2"
  constraints = "3.7.2"
  hashes = [
    "zh:0123",
  ]
}
`;

test("other providers: what fits stays, what is missing or of another version is locked in the required one", () => {
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  mkdirSync(dirname(file), { recursive: true });
  const aws = RANDOM.replaceAll("random", "aws");
  writeFileSync(file, `${RANDOM}\n${aws}\n`);
  const unlocked = planting({
    required: [
      { source: "hashicorp/random", version: "3.7.2" },
      { source: "aws", version: "6.0.0" },
      { source: "example.com/team/thing", version: "1.0.0" },
      { source: "team/ranged", version: "~> 1.0" },
      { source: "team/any", version: undefined },
    ],
  });
  expect(lockText().startsWith(RANDOM)).toBe(true);
  expect(lockText()).toContain(
    `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "6.0.0"\n  constraints = "6.0.0"\n}\n`,
  );
  expect(lockText()).toContain(
    `provider "example.com/team/thing" {\n  version     = "1.0.0"\n  constraints = "1.0.0"\n}\n`,
  );
  expect(lockText()).not.toContain("team/ranged");
  expect(unlocked).toEqual(["team/ranged", "team/any"]);
});

test("a range that the lock file has decided already needs nothing", () => {
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, RANDOM);
  expect(planting({ required: [{ source: "hashicorp/random", version: "~> 3.0" }] })).toEqual([]);
  expect(lockText().startsWith(RANDOM)).toBe(true);
});

test("an entry without a constraint gets one, and keeps its checksums", () => {
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  mkdirSync(dirname(file), { recursive: true });
  const unconstrained = RANDOM.replace(/ +constraints.*\n/, "");
  writeFileSync(file, unconstrained);
  expect(planting({ required: [{ source: "hashicorp/random", version: undefined }] })).toEqual(["hashicorp/random"]);
  expect(lockText().startsWith(unconstrained)).toBe(true);
  expect(planting({ required: [{ source: "hashicorp/random", version: "3.7.2" }] })).toEqual([]);
  expect(lockText().startsWith(RANDOM)).toBe(true);
});

test.each<[string, () => Partial<StackPlanting>, string]>([
  ["a missing file", () => ({ executable: join(outdir, "none") }), "none does not exist. `executable` must name"],
  ["a directory", () => ({ executable: outdir }), "is a directory. `executable` must name the provider's executable."],
  [
    "the bundled script on Windows",
    () => ({ executable: undefined, machine: { platform: "win32", arch: "x64" } }),
    "The bundled provider is a Node.js script, which Terraform cannot start on Windows. Install the package of this platform, which npm leaves out with --omit=optional; or point `executable` at the standalone terraform-provider-electronhub.exe",
  ],
  [
    "an empty file",
    () => ({ executable: containing("") }),
    "given is empty. `executable` must name the provider's executable. That is a program",
  ],
  [
    "an archive",
    () => ({ executable: containing("PK\x03\x04") }),
    "given is a zip archive; unpack it. `executable` must name",
  ],
  [
    "a text",
    () => ({ executable: containing("hello") }),
    "given is neither a program nor a script with a #! line. `executable`",
  ],
  [
    "a script on Windows",
    () => ({ machine: { platform: "win32", arch: "x64" } }),
    "given is a script, which Terraform cannot start on Windows. `executable` must name",
  ],
])("%s is refused", (_, changes, message) => {
  expect(() => planting(changes())).toThrow(message);
});

test("a package that is not where it should be says what to do: an app may be bundled, a checkout not built", () => {
  const bundled = join(outdir, "dist/terraform-provider-electronhub");
  expect(() =>
    chooseExecutable({ bundled, given: undefined, setting: "`executable`", version: "0.1.0", machine: LINUX }),
  ).toThrow(
    `The provider's executable ${bundled} does not exist. It comes with the package, as dist/terraform-provider-electronhub. Where this app is bundled into one file (esbuild, webpack), point \`executable\` at it, as in node_modules/cdktf-provider-electronhub/dist/terraform-provider-electronhub; in a checkout of the repository, "npm run build" makes it.`,
  );
});

test("a damaged lock file is refused, and kept", () => {
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'provider "a/b/c" {');
  expect(() => planting()).toThrow(`${file} cannot be kept up to date: a brace is never closed. Delete it;`);
  expect(readFileSync(file, "utf8")).toBe('provider "a/b/c" {');
});

test("a directory in place of the lock file is refused, and kept", () => {
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  mkdirSync(file, { recursive: true });
  expect(() => planting()).toThrow(
    new Error(`${file} is a directory, where Terraform keeps its lock file. Move it away.`),
  );
  expect(lstatSync(file).isDirectory()).toBe(true);
});

test.each<[number, string]>([
  [0o444, "written"],
  [0o000, "read"],
])("a lock file of mode %o may not be %s", (mode, done) => {
  planting();
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  writeFileSync(file, RANDOM);
  chmodSync(file, mode);
  chmodSync(outdir, 0o755);
  // Who may write everywhere does without that for a moment.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(() => planting()).toThrow(
      new Error(
        `${file} may not be ${done} (EACCES). Give the user who runs the synth the right to, or synthesise into another output directory.`,
      ),
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

/** The header of a program for Windows. */
const EXE = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(58), Buffer.from("\x40\0\0\0PE\0\0\x64\x86", "latin1")]);
/** And one for Linux. */
const ELF = Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0", "latin1");

test.each<[string, Buffer, string]>([
  ["Windows", EXE, "0.1.0/windows_amd64/terraform-provider-electronhub_v0.1.0.exe"],
  ["Linux", ELF, "0.1.0/linux_amd64/terraform-provider-electronhub_v0.1.0"],
])("a program for %s is planted for it on whatever machine", (_, content, file) => {
  writeFileSync(executable, content);
  for (const platform of ["win32", "darwin", "linux"]) planting({ machine: { platform, arch: "arm64" } });
  const folder = join(outdir, "stacks/one/terraform.d/plugins/registry.terraform.io/electronhub/electronhub");
  expect(readFileSync(join(folder, file)).equals(content)).toBe(true);
  expect(readdirSync(join(folder, "0.1.0"))).toHaveLength(1);
  expect(lockText()).toContain(packageChecksum(file.split("/")[2] ?? "", content));
});

const OURS = { source: "electronhub/electronhub", version: "0.1.0" };
const uprooting = (env: NodeJS.ProcessEnv = {}) =>
  uprootInStack({
    outdir,
    workingDirectory: "stacks/one",
    required: [OURS],
    version: "0.1.0",
    machine: LINUX,
    env,
  });

const UNPLANTED = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/electronhub/electronhub" {
  version     = "0.1.0"
  constraints = "0.1.0"
}
`;

test("not planted, the provider is locked as others are: init adds the checksums, which stay", () => {
  uprooting();
  expect(lockText()).toBe(UNPLANTED);
  const file = join(outdir, "stacks/one/.terraform.lock.hcl");
  const initialised = UNPLANTED.replace(/}\n$/, '  hashes = [\n    "h1:registry=",\n  ]\n}\n');
  writeFileSync(file, initialised);
  uprooting();
  expect(lockText()).toBe(initialised);
});

test("not planted any more, the executable and its checksum go, of all versions and for both hosts", () => {
  planting({ version: "0.0.9" });
  planting({ env: { TERRAFORM_BINARY_NAME: "tofu" } });
  uprooting();
  expect(readdirSync(join(outdir, "stacks/one"))).toEqual([".terraform.lock.hcl"]);
  expect(lockText()).toBe(
    `${UNPLANTED}\n${UNPLANTED.slice(UNPLANTED.indexOf("provider")).replace("terraform.io", "opentofu.org")}`,
  );
});

test("what others put beside it stays", () => {
  planting();
  const other = join(outdir, "stacks/one/terraform.d/plugins/registry.terraform.io/team/thing");
  mkdirSync(other, { recursive: true });
  uprooting();
  expect(readdirSync(join(outdir, "stacks/one/terraform.d/plugins"), { recursive: true })).toEqual([
    "registry.terraform.io",
    "registry.terraform.io/team",
    "registry.terraform.io/team/thing",
  ]);
});

const PACKAGE = dirname(FILE);
describe.each<[string, (env?: NodeJS.ProcessEnv) => unknown]>([
  ["planting", (env) => planting({ env })],
  ["not planting", uprooting],
])("%s", (_, synthesise) => {
  test.each<[string, string, NodeJS.ProcessEnv]>([
    ["cdktf's plugin cache", ".terraform.d/plugin-cache", {}],
    ["the plugin cache that the environment names", "cache", { TF_PLUGIN_CACHE_DIR: "../../cache" }],
    ["what terraform has installed", "stacks/one/.terraform/providers", {}],
    ["what terraform has installed elsewhere", "data/providers", { TF_DATA_DIR: "../../data" }],
  ])("removes links to nowhere from %s, and no others", (__, place, env) => {
    const link = (host: string, file: string, target: string) => {
      const path = join(outdir, place, host, file);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(target, path);
      return path;
    };
    const dangling = link("registry.terraform.io", PACKAGE, join(outdir, "gone"));
    const live = link("registry.opentofu.org", PACKAGE, outdir);
    const others = [
      PACKAGE.replace("0.1.0", "0.0.9"),
      PACKAGE.replace("linux", "darwin"),
      "team/thing/0.1.0/linux_amd64",
    ];
    const kept = others.map((file) => link("registry.terraform.io", file, join(outdir, "gone")));
    synthesise({ HOME: outdir, ...env });
    expect(lstatSync(dangling, { throwIfNoEntry: false })).toBe(undefined);
    for (const path of [live, ...kept]) expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });
});

test("a copy in the plugin cache stays", () => {
  const copy = join(outdir, ".terraform.d/plugin-cache/registry.terraform.io", PACKAGE);
  mkdirSync(copy, { recursive: true });
  planting({ env: { HOME: outdir } });
  expect(lstatSync(copy).isDirectory()).toBe(true);
});
