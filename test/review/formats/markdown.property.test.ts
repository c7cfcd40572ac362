// Whatever a review holds, its comment is harmless: nothing in a name renders, by a real renderer, and what is left out is said.
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { COMMENT_LIMIT, formatMarkdown } from "../../../src/review/formats/markdown";
import { shownAddress } from "../../../src/review/formats/shown";
import { type Review } from "../../../src/review/facts";
import { NO_VERDICT } from "../../../src/review/policy/verdict";
import { SECRETS, anyReview, anyReviewOf, anyText } from "../any-review";
import { UNCHANGED } from "../sample";
import { anyVerdict } from "./any-verdict";

const OPTIONS = { marker: "keys" };

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
    { numRuns: 30 },
  );
});

test("any title: nothing of it renders", () => {
  fc.assert(
    fc.property(anyText, (title) => void expectHarmless(formatMarkdown(UNCHANGED, NO_VERDICT, { ...OPTIONS, title }))),
  );
});
