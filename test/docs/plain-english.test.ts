// The words that CONTRIBUTING.md ("How we write") warns of do not come back: not in a message, a comment or a page.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

const RIDDLES: readonly RegExp[] = [
  /\bwhoever\b/gi,
  /\bwhatever it is(?=[.,;:)])/gi,
  /(?<!\bthere )\b(?:is|are) none\b/gi,
  /(?<!\bthere )\b(?:is|are) no (?!longer\b)/gi,
  /\btells of\b/gi,
  /\bto be feared\b/gi,
  /\botherwise than\b/gi,
  /\bof no use\b/gi,
  /\bis there as\b/gi,
];

/** Made by other programs, and CHANGELOG.md, which is history. CONTRIBUTING.md names the words. */
const APART = /^(CHANGELOG|CONTRIBUTING)|^docs\/reference\/|_pb\.ts$/;

const files = ["src", "docs", "examples", "projenrc"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .concat(readdirSync(ROOT))
  .filter(
    (file) => /\.(ts|md|mjs|tf|yml|yaml|proto)$/.test(file) && !file.includes("node_modules") && !APART.test(file),
  );

/** A sentence may go on in the next line, behind the mark of a comment. */
const flat = (text: string): string => text.replace(/\s*\n\s*(?:\/\/|\*(?!\/)|#)?\s*/g, " ");

const riddlesIn = (text: string): readonly string[] =>
  RIDDLES.flatMap((riddle) =>
    [...flat(text).matchAll(riddle)].map((found) => flat(text).slice(Math.max(0, found.index - 40), found.index + 40)),
  );

test.each([
  ["// for whoever\n// asks", 1],
  ["What the API tells\n * of a key", 1],
  ["`a` is no\n// id", 1],
  ["there is no such file. It is no longer here. There are none.", 0],
])("%j has %i", (text, many) => {
  expect(riddlesIn(text)).toHaveLength(many);
});

test("no text has such a word", () => {
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) =>
    riddlesIn(readFileSync(join(ROOT, file), "utf8")).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});
