// Takes the pictures of a review for the documentation, from a plan of the gallery, in a real Chromium: the page, light and dark, and
// the comment as a code host shows it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { formatHtml, formatMarkdown, judge, parseFailOn, reviewPlans } from "../src/review";

const PLAN = "test/review/gallery/plans/several-keys-of-each-kind.json";
const PICTURES = "docs/images";
const LARGEST = 250_000;
const LIGHT = "1";
const DARK = "0";

/** What code hosts make of a comment, more or less. */
const COMMENT_STYLE = `
  body { font: 14px/1.5 system-ui, sans-serif; color: #1f2328; margin: 0; padding: 16px; }
  main { border: 1px solid #d1d9e0; border-radius: 6px; padding: 0 16px; }
  code { font: 12px monospace; background: #818b981f; border-radius: 6px; padding: 2px 5px; }
  table { border-collapse: collapse; } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
  h3 { font-size: 1.25em; } tr:nth-child(2n) { background: #f6f8fa; }
`;

const now = Date.parse("2026-03-02T09:00:00Z");
const review = reviewPlans([{ text: readFileSync(PLAN, "utf8"), label: "team-keys" }], { perMinute: 5, now });
const verdict = judge(review, parseFailOn("wider"), undefined, now);
const comment = new MarkdownIt({ html: true }).render(formatMarkdown(review, verdict, { marker: "keys" }));

const directory = mkdtempSync(join(tmpdir(), "review-pictures-"));
try {
  mkdirSync(PICTURES, { recursive: true });
  const page = write("review.html", formatHtml(review, verdict));
  take(page, "review-html.png", "1280,960", LIGHT);
  take(page, "review-html-dark.png", "1280,960", DARK);
  const shown = `<!doctype html><meta charset="utf-8"><style>${COMMENT_STYLE}</style><main>${comment}</main>`;
  take(write("comment.html", shown), "review-comment.png", "1100,560", LIGHT);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function write(name: string, content: string): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

/** `scheme` as Chromium numbers them. */
function take(page: string, name: string, size: string, scheme: string): void {
  const picture = resolve(PICTURES, name);
  execFileSync("chromium", [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--user-data-dir=${join(directory, `profile-${scheme}`)}`,
    `--window-size=${size}`,
    `--blink-settings=preferredColorScheme=${scheme}`,
    `--screenshot=${picture}`,
    `file://${page}`,
  ]);
  const bytes = statSync(picture).size;
  if (bytes > LARGEST) throw new Error(`${name} has ${bytes} bytes, more than ${LARGEST}`);
}
