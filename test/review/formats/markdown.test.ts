// A review as a comment: how it reads, what it leaves out, and that nothing in a name renders, by a real renderer.
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMENT_LIMIT, formatMarkdown, isMarker } from "../../../src/review/formats/markdown";
import { shownAddress } from "../../../src/review/formats/shown";
import { type KeyFacts, type Review } from "../../../src/review/facts";
import { NO_VERDICT } from "../../../src/review/policy/verdict";
import { SECRETS, anyReview, anyReviewOf, anyText } from "../any-review";
import { EVERYTHING, NO_COUNTS, UNCHANGED, key, plan, reviewOf } from "../sample";
import { anyVerdict } from "./any-verdict";
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

// With all that renderers do beyond the standard: raw HTML, tables, addresses that become links.
const renderer = new MarkdownIt({ html: true, linkify: true });

type Token = ReturnType<MarkdownIt["parse"]>[number];

const flat = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

const BLOCKS =
  /^(?:heading|paragraph|bullet_list|list_item|table|thead|tbody|tr|th|td|strong)_(?:open|close)$|^(?:inline|softbreak|code_inline)$/;

/** All of them ours: no hash, no sign before a word or a figure, no dot or colon within a word, no markup. */
const TEXT = /^[\p{L}\d .,;:()"'?!→+/-]*$/u;
const REFERENCE = /[#@!~$%&^:/][\p{L}\d]|[a-z]\.[a-z]|\b[a-f\d]{7,}\b|\b[a-z]+-\d/iu;

const HTML_BLOCK =
  /^(?:<!-- electronhub-review: keys -->\n?|<details>\n<summary>(?:Details|Other resources)<\/summary>\n?|<\/details>\n?)$/;

/** What a browser would show as code, of which nothing is a link, a mention or a reference. */
const codeIn = (tokens: readonly Token[]): readonly string[] =>
  tokens.filter(({ type }) => type === "code_inline").map(({ content }) => content);

/** One comparison for all tokens: a thousand would take long. */
function expectHarmless(text: string): readonly Token[] {
  const tokens = flat(renderer.parse(text, {}));
  expect(tokens.filter((token) => !isOurs(token)).map(({ type, content }) => [type, content])).toEqual([]);
  expect(text.split("\n").filter((line) => /^\s*\//.test(line))).toEqual([]);
  return tokens;
}

function isOurs({ type, content }: Token): boolean {
  if (type === "html_inline") return content === "<br>";
  if (type === "html_block") return HTML_BLOCK.test(content);
  if (type === "text") return TEXT.test(content) && !REFERENCE.test(content);
  return BLOCKS.test(type);
}

const entriesOf = ({ plans }: Review) =>
  plans.flatMap(({ keys, exclusives, actions }) => [...keys, ...exclusives, ...actions]);

test("any review: nothing in a name renders, every address is there or the top says that something is left out", () => {
  fc.assert(
    fc.property(anyReview, anyVerdict, (review, verdict) => {
      const text = formatMarkdown(review, verdict, OPTIONS);
      expect(text.length).toBeLessThan(COMMENT_LIMIT);
      expect(text).not.toMatch(/(?!\n|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      // GitHub's renderer takes more than 80 backticks in a row for text, this one does not.
      expect(text).not.toMatch(/`{21}/);
      for (const secret of SECRETS) expect(text).not.toContain(secret.slice(0, 20));
      const tokens = expectHarmless(text);
      const isWhole = !text.split("\n").slice(0, 5).join("\n").includes("**Left out, ");
      const entries = entriesOf(review);
      const codes = new Set(codeIn(tokens));
      const rows = tokens.filter(({ type }) => type === "tr_open").length;
      const cells = tokens.filter(({ type }) => type === "td_open" || type === "th_open").length;
      expect(cells).toBe(rows * (review.plans.length > 1 ? 6 : 5));
      if (!isWhole) return;
      expect(rows).toBe(entries.length === 0 ? 0 : entries.length + 1);
      for (const { address } of entries) {
        const barless = shownAddress(address).replaceAll("|", "\\u007c");
        expect([barless, barless.replaceAll("`", "\\u0060")].some((shape) => codes.has(shape))).toBe(true);
      }
    }),
  );
});

test("any review, however large: below the limit, and what is left out is said at the top", () => {
  fc.assert(
    fc.property(anyReviewOf(60, 2), anyVerdict, fc.integer({ min: 10_000, max: 40_000 }), (review, verdict, limit) => {
      const text = formatMarkdown(review, verdict, { ...OPTIONS, limit });
      expect(text.length).toBeLessThan(limit);
      expectHarmless(text);
      const rows = text.match(/^\| (?!Change|---)/gm)?.length ?? 0;
      const [, , , notice = ""] = text.split("\n");
      const left = /rows of the table \(([\d,]+)\)/.exec(notice)?.[1] ?? "0";
      expect(rows + Number(left.replace(",", ""))).toBe(entriesOf(review).length);
    }),
    { numRuns: 12 },
  );
});

test("any title: nothing of it renders", () => {
  fc.assert(
    fc.property(anyText, (title) => void expectHarmless(formatMarkdown(UNCHANGED, NO_VERDICT, { ...OPTIONS, title }))),
  );
});
