// `electronhub install`: what it writes, says and refuses.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Installation, install } from "../../../src/cli/install/install";

let directory: string;
let bundled: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "electronhub-install-"));
  bundled = join(directory, "terraform-provider-electronhub");
  writeFileSync(bundled, "#!/bin/sh\n");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const installing = (changes: Partial<Installation> = {}) =>
  install({
    mirror: undefined,
    executable: undefined,
    bundled,
    version: "0.1.0",
    machine: { platform: "linux", arch: "x64" },
    env: { HOME: directory },
    home: directory,
    ...changes,
  });

const FILE = "electronhub/electronhub/0.1.0/linux_amd64/terraform-provider-electronhub_v0.1.0";

test("it goes into the user's plugin directory, for terraform and tofu, and a second time nothing is written", () => {
  const plugins = join(directory, ".terraform.d/plugins");
  const files = ["registry.terraform.io", "registry.opentofu.org"].map((host) => join(plugins, host, FILE));
  expect(installing().report).toBe(
    [
      `electronhub/electronhub 0.1.0 for linux_amd64 is installed in ${plugins}:`,
      ...files.map((file) => `  written   ${file}`),
      "Terraform and OpenTofu look there without any configuration.",
    ].join("\n"),
  );
  for (const file of files) {
    expect(readFileSync(file, "utf8")).toBe("#!/bin/sh\n");
    expect(statSync(file).mode & 0o111).toBe(0o111);
  }
  expect(installing().report).toBe(
    [
      `electronhub/electronhub 0.1.0 for linux_amd64 was installed already in ${plugins}:`,
      ...files.map((file) => `  unchanged ${file}`),
      "Terraform and OpenTofu look there without any configuration.",
    ].join("\n"),
  );
});

test("it goes into a filesystem mirror, and tells the CLI configuration for it", () => {
  const mirror = join(directory, 'the "mirror"');
  const { report, cliConfig } = installing({ mirror });
  expect(readFileSync(join(mirror, "registry.terraform.io", FILE), "utf8")).toBe("#!/bin/sh\n");
  expect(report).toContain("if their CLI configuration says so; --print-cli-config prints one.");
  expect(cliConfig).toBe(`provider_installation {
  filesystem_mirror {
    path    = "${directory}/the \\"mirror\\""
    include = ["electronhub/electronhub"]
  }
  direct {
    exclude = ["electronhub/electronhub"]
  }
}
`);
});

function archive(): string {
  const path = join(directory, "archive");
  writeFileSync(path, "PK\x03\x04");
  return path;
}

test("a program for another platform is installed for that one", () => {
  const executable = join(directory, "program");
  writeFileSync(executable, Buffer.from("\xcf\xfa\xed\xfe\x0c\0\0\x01", "latin1"));
  const { report } = installing({ executable, mirror: directory });
  expect(report).toContain("electronhub/electronhub 0.1.0 for darwin_arm64 is installed in");
  expect(existsSync(join(directory, "registry.terraform.io", FILE.replace("linux_amd64", "darwin_arm64")))).toBe(true);
});

test.each<[string, () => Partial<Installation>, string]>([
  [
    "a file in place of the mirror",
    () => ({ mirror: bundled }),
    "terraform-provider-electronhub: a file stands where a directory is needed, on the way to ",
  ],
  [
    "a file system that takes no directories",
    () => ({ mirror: "/proc/electronhub/x" }),
    "/proc/electronhub cannot be made there",
  ],
  ["an empty mirror", () => ({ mirror: "" }), "--mirror is empty; name a directory, or leave the option out"],
  ["a name that no directory can have", () => ({ mirror: join(directory, "x".repeat(300)) }), "ENAMETOOLONG"],
  [
    "a missing executable",
    () => ({ executable: join(directory, "none") }),
    "none does not exist. --executable must name the provider's executable.",
  ],
  [
    "a file that is not an executable",
    () => ({ executable: archive() }),
    "archive is a zip archive; unpack it. --executable must name the provider's executable. That is a program",
  ],
  [
    "the script on Windows",
    () => ({ mirror: directory, machine: { platform: "win32", arch: "x64" } }),
    "or point --executable at the standalone terraform-provider-electronhub.exe",
  ],
])("%s is refused", (_, changes, message) => {
  expect(() => installing(changes())).toThrow(message);
});

test("a directory that may not be written is refused", () => {
  const mirror = join(directory, "theirs");
  mkdirSync(mirror, { mode: 0o555 });
  chmodSync(directory, 0o755);
  // Who may write everywhere does without that for a moment.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(() => installing({ mirror })).toThrow(
      /^cannot install into .*theirs: .* may not be written \(EACCES\); choose another directory with --mirror$/,
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
