// The lock file, edited as text: one block replaced or added, everything else kept byte for byte.
import { lockEntries, withLockEntries } from "../../src/planting/lock-file";

const OURS = {
  address: "registry.terraform.io/electronhub/electronhub",
  version: "0.1.0",
  constraints: "0.1.0",
  hashes: ["h1:new="],
};

const WRITTEN = `provider "registry.terraform.io/electronhub/electronhub" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:new=",
  ]
}`;

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const RANDOM = `provider "registry.terraform.io/hashicorp/random" {
  version     = "3.7.2"
  constraints = "~> 3.0"
  hashes = [
    "h1:random=",
    "zh:0123",
  ]
}`;

const OLD = `provider "registry.terraform.io/electronhub/electronhub" {
  version     = "0.0.9"
  constraints = "0.0.9"
  hashes = [
    "h1:old=",
  ]
}`;

const windows = (text: string): string => text.replaceAll("\n", "\r\n");

test.each<[string, string, string]>([
  ["no file", "", `${HEADER}\n${WRITTEN}\n`],
  ["nothing but white space", "\n\n", `${HEADER}\n${WRITTEN}\n`],
  ["a file with the header only", HEADER, `${HEADER}\n${WRITTEN}\n`],
  ["another provider before", `${HEADER}\n${RANDOM}\n`, `${HEADER}\n${RANDOM}\n\n${WRITTEN}\n`],
  ["no line end at the end", RANDOM, `${RANDOM}\n\n${WRITTEN}\n`],
  ["a blank line at the end", `${RANDOM}\n\n`, `${RANDOM}\n\n${WRITTEN}\n`],
  ["our old block between others", `# a\n${OLD}\n\n${RANDOM}\n# z`, `# a\n${WRITTEN}\n\n${RANDOM}\n# z`],
  ["our block as it should be", `${HEADER}\n${WRITTEN}\n`, `${HEADER}\n${WRITTEN}\n`],
  ["our block twice", `${OLD}\n\n${RANDOM}\n${OLD}\n`, `${WRITTEN}\n\n${RANDOM}\n\n`],
  ["our block without line breaks", `provider "${OURS.address}" { version = "0.0.9" }\n`, `${WRITTEN}\n`],
  [
    "braces in comments and strings",
    `# } {\n/* provider "x" { */\n${OLD}\n// {`,
    `# } {\n/* provider "x" { */\n${WRITTEN}\n// {`,
  ],
  ["Windows line ends", windows(`${RANDOM}\n\n${OLD}\n`), windows(`${RANDOM}\n\n${WRITTEN}\n`)],
  ["Windows line ends, added", windows(`${RANDOM}\n`), windows(`${RANDOM}\n\n${WRITTEN}\n`)],
  [
    "another host's block of ours",
    `provider "registry.opentofu.org/electronhub/electronhub" {\n}\n`,
    `provider "registry.opentofu.org/electronhub/electronhub" {\n}\n\n${WRITTEN}\n`,
  ],
])("%s", (_, before, after) => {
  expect(withLockEntries(before, [OURS])).toBe(after);
  expect(withLockEntries(after, [OURS])).toBe(after);
});

test("several entries, with and without checksums", () => {
  const random = {
    address: "registry.terraform.io/hashicorp/random",
    version: "3.7.2",
    constraints: "3.7.2",
    hashes: [],
  };
  expect(withLockEntries("", [OURS, random])).toBe(
    `${HEADER}\n${WRITTEN}\n\nprovider "registry.terraform.io/hashicorp/random" {\n  version     = "3.7.2"\n  constraints = "3.7.2"\n}\n`,
  );
});

test("entries are read with their versions, constraints and checksums", () => {
  expect(lockEntries(`${HEADER}\n${RANDOM}\n\n${WRITTEN}\nprovider "a/b/c" {\n  version = "1.0.0"\n}\n`)).toEqual([
    {
      address: "registry.terraform.io/hashicorp/random",
      version: "3.7.2",
      constraints: "~> 3.0",
      hashes: ["h1:random=", "zh:0123"],
    },
    OURS,
    { address: "a/b/c", version: "1.0.0", constraints: undefined, hashes: [] },
  ]);
});

test.each<[string, string, string]>([
  ["a block that does not end", `provider "a/b/c" {\n`, "a brace is never closed"],
  ["a brace too many", `${RANDOM}\n}\n`, "a brace closes nothing"],
])("%s is refused", (_, text, message) => {
  expect(() => withLockEntries(text, [OURS])).toThrow(message);
});
