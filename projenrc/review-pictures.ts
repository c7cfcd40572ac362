// Takes the pictures of the review's page for the documentation, from a plan of the gallery, in a real Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { reviewPlans } from "../src/review/analyse/review";
import { formatHtml } from "../src/review/formats/html";
import { type Verdict } from "../src/review/policy/verdict";

const PLAN = "test/review/gallery/plans/several-keys-of-each-kind.json";
const PICTURES = "docs/images";
const SIZE = "1280,960";
const LARGEST = 250_000;

/** What a policy file that forbids it would say of the plan. */
const VERDICT: Verdict = {
  violations: [
    {
      rule: "wider",
      address: "electronhub_proxy_key.web",
      plan: "team-keys",
      name: "web",
      value: "models: + gpt-4o",
      words: 'Key "web" is allowed more: models: + gpt-4o.',
      exemption: undefined,
    },
  ],
  exempted: [],
  notes: [],
};

const review = reviewPlans([{ text: readFileSync(PLAN, "utf8"), label: "team-keys" }], { perMinute: 5, now: 0 });
const directory = mkdtempSync(join(tmpdir(), "review-pictures-"));
try {
  const page = join(directory, "review.html");
  writeFileSync(page, formatHtml(review, VERDICT));
  mkdirSync(PICTURES, { recursive: true });
  take(page, "review-html.png", "1");
  take(page, "review-html-dark.png", "0");
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** `scheme` as Chromium numbers them: 0 is dark, 1 is light. */
function take(page: string, name: string, scheme: string): void {
  const picture = resolve(PICTURES, name);
  execFileSync("chromium", [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--user-data-dir=${join(directory, `profile-${scheme}`)}`,
    `--window-size=${SIZE}`,
    `--blink-settings=preferredColorScheme=${scheme}`,
    `--screenshot=${picture}`,
    `file://${page}`,
  ]);
  const { size } = statSync(picture);
  if (size > LARGEST) throw new Error(`${name} has ${size} bytes, more than ${LARGEST}`);
}
