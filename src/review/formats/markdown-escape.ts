// Strings of a plan within Markdown, so that nothing in them renders: no markup, no HTML, no link, no mention, no reference, no
// emoji, no quick action. GitHub and GitLab look for all of these in text, and for none of them in code.
import { shown } from "./shown";

/** GitHub's renderer takes more than 80 in a row for text. */
const MOST_BACKTICKS = 20;

/**
 * Within backticks, of which it has one more than the text anywhere in a row. A bar would end a table's cell: how
 * backslashes count there, renderers do not agree, so that it becomes an escape that is seen.
 */
export function code(text: string): string {
  if (text === "") return '""';
  const barred = text.replaceAll("|", "\\u007c");
  const inner = longestRun(barred) < MOST_BACKTICKS ? barred : barred.replaceAll("`", "\\u0060");
  const fence = "`".repeat(longestRun(inner) + 1);
  // Renderers take one space away on both sides, if there are both.
  const padding = /^[` ]|[` ]$/.test(inner) ? " " : "";
  return `${fence}${padding}${inner}${padding}${fence}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);

/** Words and figures as they are; whatever else there is in between as code. It is to stand after words of ours. */
export function prose(text: string): string {
  const parts: string[] = [];
  let odd: string[] = [];
  for (const written of text.split(" ")) {
    // As the facts write it.
    const token = written === "->" ? "→" : written;
    if (isHarmless(token)) {
      parts.push(...codeWithin(odd), token);
      odd = [];
    } else {
      odd.push(token);
    }
  }
  return [...parts, ...codeWithin(odd)].join(" ");
}

/** The punctuation around it belongs to the sentence. */
function codeWithin(tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0) return [];
  const [, before = "", inner = "", after = ""] = /^(\(?)(.*?)([.,;:)]*)$/s.exec(tokens.join(" ")) ?? [];
  if (inner === "") return [code(tokens.join(" "))];
  // What closes a parenthesis within is within, too.
  const closing = after.indexOf(")") + 1;
  const own = countOf("(", inner) > countOf(")", inner) ? closing : 0;
  return [`${before}${code(inner + after.slice(0, own))}${after.slice(own)}`];
}

const countOf = (character: string, text: string): number => text.split(character).length - 1;

/** Letters, also with an apostrophe or a hyphen among them, or a figure; with marks of punctuation around. */
const HARMLESS = /^(?:→|[("']*(?:[a-z]+(?:['-][a-z]+)*|[+-]?\d{1,6}(?:[.,]\d{1,6})*)[.,;:?!)"']*)$/i;

/** What may be the beginning of a commit's hash. */
const HASH = /^[^a-z\d]*[a-f\d]{7,}/i;

const isHarmless = (token: string): boolean => token === "" || (HARMLESS.test(token) && !HASH.test(token));

/** What browsers and servers take. */
const LONGEST_LINK = 2000;

/**
 * A link to a page, whose address means the same and can end neither the link nor a cell. Where it is not an address of a page,
 * only the words and what was given.
 */
export function linkTo(words: string, address: string): string {
  const url = address.length <= LONGEST_LINK && URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return `${words}: ${code(shown(address))}`;
  return `[${words}](<${url.href.replace(/[<>\\|`\s]/g, encodeURIComponent)}>)`;
}
