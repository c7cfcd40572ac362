// Whose code is in a bundle, and what is passed on with it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { licencesText, thirdParties } from "../../projenrc/third-party";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "electronhub-third-party-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a file below node_modules and tells its path. */
function write(path: string, text: string): string {
  const file = join(root, "node_modules", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test("each package once, with the text of its licence file", () => {
  write("b/package.json", '{ "name": "b", "version": "2.0.0", "license": "MIT" }');
  write("b/license.md", "The licence of b.\n");
  write("@x/a/package.json", '{ "name": "@x/a", "version": "1.0.0", "license": "ISC" }');
  write("@x/a/LICENSE", "The licence of a.\n");
  write("@x/a/NOTICE", "A notice.\n");
  const packages = thirdParties([
    "src/own.ts",
    write("b/lib/one.js", ""),
    write("b/lib/two.js", ""),
    write("@x/a/index.js", ""),
  ]);
  expect(packages).toEqual([
    {
      name: "@x/a",
      version: "1.0.0",
      directory: join(root, "node_modules/@x/a"),
      licence: "ISC",
      notice: "The licence of a.\n\nA notice.",
    },
    {
      name: "b",
      version: "2.0.0",
      directory: join(root, "node_modules/b"),
      licence: "MIT",
      notice: "The licence of b.",
    },
  ]);
});

test("a package inside another's node_modules is one of its own", () => {
  write("b/node_modules/c/package.json", '{ "name": "c", "version": "3.0.0", "license": "MIT" }');
  write("b/node_modules/c/COPYING", "The licence of c.");
  expect(thirdParties([write("b/node_modules/c/index.js", "")]).map(({ name }) => name)).toEqual(["c"]);
});

test("without a licence file, what the bundled files begin with", () => {
  write("b/package.json", '{ "name": "b", "version": "2.0.0", "license": "MIT" }');
  const copyright = "// Copyright B.\n//\n// Do what you like.\n";
  const [found] = thirdParties([
    write("b/one.js", `"use strict";\n${copyright}module.exports = 1; // not this\n`),
    write("b/two.js", `${copyright}`),
    write("b/three.js", "module.exports = 3;\n// nor this\n"),
  ]);
  expect(found?.notice).toBe("Copyright B.\n\nDo what you like.");
});

test("without any text in the package, what its repository says", () => {
  write("@redis/client/package.json", '{ "name": "@redis/client", "version": "6.3.1", "license": "MIT" }');
  const [found] = thirdParties([write("@redis/client/index.js", "module.exports = 1;")]);
  expect(found?.notice).toMatch(/^MIT License\n\nCopyright \(c\) 2022-2025, Redis, inc\./);
});

test.each([
  [
    "no licence text at all",
    '{ "name": "b", "version": "2.0.0", "license": "MIT" }',
    /^b 2\.0\.0 is bundled, but .* has/,
  ],
  ["no licence declared", '{ "name": "b", "version": "2.0.0" }', /package\.json has no license\.$/],
])("%s fails the build", (_, manifest, message) => {
  write("b/package.json", manifest);
  expect(() => thirdParties([write("b/index.js", "module.exports = 1;")])).toThrow(message);
});

test("the text has a section for each package", () => {
  const rule = "-".repeat(80);
  const b = { name: "b", version: "2.0.0", directory: "node_modules/b", licence: "MIT", notice: "The licence of b." };
  expect(licencesText("Intro.", [b])).toBe(`Intro.\n\n${rule}\nb 2.0.0, MIT\n${rule}\n\nThe licence of b.\n`);
});
