// A review as a comment: how it reads, what it leaves out, and its marker.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMENT_LIMIT, formatMarkdown, isMarker } from "../../../src/review/formats/markdown";
import { type KeyFacts, type Review } from "../../../src/review/facts";
import { NO_VERDICT } from "../../../src/review/policy/verdict";
import { EVERYTHING, NO_COUNTS, UNCHANGED, key, plan, reviewOf } from "../sample";
import { VERDICT } from "./sample-verdict";

const OPTIONS = { marker: "keys" };

test("everything that may be in a review", () => {
  const golden = readFileSync(join(__dirname, "golden", "everything.md"), "utf8");
  expect(formatMarkdown(EVERYTHING, VERDICT, { marker: "keys", link: "https://ci.example/review" })).toBe(golden);
});

test("nothing changes", () => {
  expect(formatMarkdown(UNCHANGED, NO_VERDICT, { marker: "team/keys", title: "team keys" })).toBe(
    "<!-- electronhub-review: team/keys -->\n### Electron Hub keys: team keys\n\nNo key changes; 3 unchanged.\n",
  );
});

test.each(["", "a b", "a-->b", "a--b", "x".repeat(101), "é"])("no marker: %j", (marker) => {
  expect(isMarker(marker)).toBe(false);
  expect(() => formatMarkdown(UNCHANGED, NO_VERDICT, { marker })).toThrow(
    "A marker is up to 100 letters, digits and . : / @ _ -, without two hyphens in a row.",
  );
});

test("a limit below which nothing fits is refused", () => {
  expect(() => formatMarkdown(EVERYTHING, NO_VERDICT, { ...OPTIONS, limit: 1000 })).toThrow(
    "A comment of fewer than 10000 characters holds no review.",
  );
});

const keysOf = (change: KeyFacts["change"], many: number, facts: Partial<KeyFacts> = {}): readonly KeyFacts[] =>
  Array.from({ length: many }, (_, at) => key({ address: `electronhub_proxy_key.${change}[${at}]`, change, ...facts }));

const large: Review = reviewOf(
  plan({
    keys: [
      ...keysOf("destroy", 30, { access: "gone" }),
      ...keysOf("update", 30, { access: "wider" }),
      ...keysOf("create", 2000, { access: "new" }),
    ],
    counts: { ...NO_COUNTS, destroy: 30, update: 30, create: 2000, wider: 30 },
  }),
);

test("what does not fit is left out from the end, and said at the top", () => {
  const text = formatMarkdown(large, NO_VERDICT, OPTIONS);
  expect(text.length).toBeLessThan(COMMENT_LIMIT);
  expect(text.length).toBeGreaterThan(COMMENT_LIMIT - 1000);
  const [, , , notice] = text.split("\n");
  expect(notice).toMatch(
    /^\*\*Left out, because a comment holds 65,536 characters: rows of the table \(1,\d{3}\), details \(2,040\)\.\*\*$/,
  );
  for (const at of Array.from({ length: 30 }, (_, number) => number)) {
    expect(text).toContain(`| **destroyed** | \`electronhub_proxy_key.destroy[${at}]\``);
    expect(text).toContain(`| **changed, WIDER** | \`electronhub_proxy_key.update[${at}]\``);
  }
  const rows = text.match(/^\| created /gm)?.length ?? 0;
  expect(notice).toContain(`rows of the table (${(2000 - rows).toLocaleString("en-US")})`);
});

test("where a comment may be longer, all of it is there", () => {
  const text = formatMarkdown(large, NO_VERDICT, { ...OPTIONS, limit: 1_000_000 });
  expect(text).not.toContain("Left out");
  expect(text).toContain('`electronhub_proxy_key.create[1999]` `"ci"`: **created**');
});

test.each([
  ["https://ci.example/a(b) c|d`e>f]", "[The whole review](<https://ci.example/a(b)%20c%7Cd%60e%3Ef]>)"],
  ["javascript:alert(1)", "The whole review: `javascript:alert(1)`"],
  ["not a link", "The whole review: `not a link`"],
])("a link to %s", (link, shown) => {
  expect(formatMarkdown(UNCHANGED, NO_VERDICT, { ...OPTIONS, link })).toContain(`\n${shown}\n`);
});
