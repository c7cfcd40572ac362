// A review as the comment on a pull request: counts and what decides at the top, a table of the keys, the gravest first, and
// the details folded. It stays below the limit of a comment, and says at the top what it had to leave out for that.
import { redact } from "../../api/secrets";
import { type Review } from "../facts";
import { type Verdict } from "../policy/verdict";
import { type Fitted, fit } from "./fit";
import { code, linkTo, prose } from "./markdown-escape";
import { ARROW, sectionsOf } from "./markdown-sections";
import { figure } from "../figure";
import { accountWords, costWords, countsWords, plural, sumOf } from "./phrases";
import { shown } from "./shown";
import { isUnchanged } from "./unchanged";

export interface MarkdownOptions {
  /** Of a comment, which stays below it. GitHub's is 65,536, which holds if nothing is said; GitLab's 1,000,000. */
  readonly limit?: number | undefined;
  /** By which a pipeline finds its comment again, `keys` if nothing is said; see `isMarker`. */
  readonly marker?: string | undefined;
  /** Instead of the plan's name. */
  readonly title?: string | undefined;
  /** Address of the whole review, as a page. */
  readonly link?: string | undefined;
}

export const COMMENT_LIMIT = 65_536;
/** What is always there has room in this: the marker, the heading, the sums and what was left out. */
const LEAST_LIMIT = 10_000;
const LONGEST_NOTICE = 500;

/** What may stand within an HTML comment, and in a command that looks for it. */
export const isMarker = (marker: string): boolean => /^[\w.:/@-]{1,100}$/.test(marker) && !marker.includes("--");

/** Throws RangeError for a limit or a marker that cannot be. */
export function formatMarkdown(review: Review, verdict: Verdict, options: MarkdownOptions): string {
  const { limit = COMMENT_LIMIT, marker = "keys", title, link } = options;
  if (!isMarker(marker)) {
    throw new RangeError("A marker is up to 100 letters, digits and . : / @ _ -, without two hyphens in a row.");
  }
  if (limit < LEAST_LIMIT) throw new RangeError(`A comment of fewer than ${LEAST_LIMIT} characters holds no review.`);
  const top = `<!-- electronhub-review: ${marker} -->\n### Electron Hub keys: ${titleOf(review, title)}\n\n`;
  const sums = `${sumLines(review).join("\n")}\n\n${link === undefined ? "" : `${linkTo("The whole review", link)}\n\n`}`;
  // Counted in UTF-16 units. Code points are never more, and a unit is three bytes at most, where GitHub keeps four times the limit.
  const { text, leftOut } = fit(sectionsOf(review, verdict), limit - 1 - top.length - sums.length - LONGEST_NOTICE);
  const comment = `${top}${noticeOf(leftOut, limit)}${sums}${text}`;
  // Line by line: no secret goes on in the next one, and a word that announces one must not mask what stands there.
  return `${comment.trimEnd().split("\n").map(redact).join("\n")}\n`;
}

function noticeOf(leftOut: Fitted["leftOut"], limit: number): string {
  if (leftOut.length === 0) return "";
  const words = leftOut.map(({ what, many }) => `${what} (${figure(many)})`).join(", ");
  return `**Left out, because a comment holds ${figure(limit)} characters: ${words}.**\n\n`;
}

function titleOf({ plans }: Review, title: string | undefined): string {
  if (title !== undefined) return prose(shown(title));
  const [plan] = plans;
  return plan !== undefined && plans.length === 1 ? code(shown(plan.label)) : plural(plans.length, "plan");
}

function sumLines(review: Review): readonly string[] {
  const { counts, accounts, cost } = review;
  if (isUnchanged(review)) return [`${countsWords(counts)}.`];
  const sum = sumOf(accounts);
  return [
    `**${countsWords(counts)}**`,
    "",
    ...(sum === undefined ? [] : [`- ${accountWords(sum, ARROW)}`]),
    `- ${costWords(cost)}`,
  ];
}
