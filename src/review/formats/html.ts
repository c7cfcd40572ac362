// The review as one page that needs nothing else: no script, no network, no file beside it. Its policy of contents allows its
// own style alone, so that nothing which comes from a plan could do anything, even if it were not escaped.
import { createHash } from "node:crypto";
import { type PlanFacts, type Review } from "../facts";
import { type Verdict, type Violation } from "../policy/verdict";
import { alertSection, exceptionsSection, gapsOf, violationsOf } from "./html/alerts";
import { ROOM, type Fitted, type Room, fit } from "./html/budget";
import { filterBar } from "./html/filters";
import { plural } from "./phrases";
import { first } from "./shown";
import { type Html, html, ours, withoutIndentation } from "./html/markup";
import { type PlacedPlan, type PlanSheets, placed, planSection, sheetsOf } from "./html/plan";
import { STYLE } from "./html/style";
import { banner, pageTitle, panels } from "./html/summary";
import { accountsTable } from "./html/tables";

/** What the caller may choose of the page: its size, for tests. */
export interface HtmlOptions {
  readonly room?: Room;
}

export function formatHtml(review: Review, verdict: Verdict, { room = ROOM }: HtmlOptions = {}): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>${pageTitle(review)}</title>
        ${ours(`<style>${STYLE}</style>`)}
      </head>
      <body>
        ${withoutIndentation(body(review, verdict, room))}
      </body>
    </html> `;
  return page.toString();
}

/** The style is named by the hash of each of its characters. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** So many cards are laid out only when they come into sight. */
const MANY = 100;
const MOST_PLANS = 100;

function body(review: Review, verdict: Verdict, room: Room): Html {
  const sheets = first(review.plans, MOST_PLANS).items.map((plan, at) =>
    sheetsOf(
      plan,
      `key-${at + 1}`,
      verdict.violations.filter((violation) => violation.plan === plan.label),
      review.accounts.length > 1,
    ),
  );
  const fitted = fit(
    sheets.flatMap((plan) => plan.sheets),
    room,
  );
  const plans = placedPlans(sheets, fitted);
  const cards = sheets.flatMap((plan) => plan.sheets.map(({ kinds }) => kinds));
  const gaps = gapsOf(review);
  return html`<a class="skip" href="#keys">Skip to the keys</a>
    ${banner(review, verdict, gaps)}
    <main>
      ${leftOutSection(fitted, review.plans.slice(MOST_PLANS))}${alertSection("gaps", gaps)}${alertSection("violations", violationsOf(verdict, cardOf(plans)))}
      <div id="keys" tabindex="-1">
        ${filterBar(cards, review.counts)}
        <div class="layout ${cards.length > MANY ? "are-many" : ""}">
          ${panels(review)}
          <div class="plans">${plans.map((plan, at) => planSection(plan, `plan-${at + 1}`, plans.length))}</div>
        </div>
      </div>
      ${
        review.accounts.length > 0 &&
        html`<section class="block" aria-labelledby="accounts">
          <h2 id="accounts">Credits by account</h2>
          ${accountsTable(review.accounts)}
        </section>`
      }
      ${exceptionsSection(verdict)}
    </main>
    <footer>
      <p>Written by <code>electronhub review</code>. No value of a key is on this page.</p>
    </footer>`;
}

/** The card that a violation is about, if it is on the page. */
const cardOf =
  (plans: readonly PlacedPlan[]) =>
  ({ plan, address }: Violation): string | undefined =>
    address === undefined
      ? undefined
      : plans.filter((placed) => placed.plan.label === plan).flatMap(({ idOf }) => idOf(address) ?? [])[0];

/** Loudly, before anything else: this page is not all. */
function leftOutSection({ inShort, leftOut }: Fitted, plans: readonly PlanFacts[]): Html | undefined {
  const keys = plans.reduce((sum, plan) => sum + plan.keys.length, 0);
  const items = [
    plans.length > 0 && html`The last ${are(plans.length, "plan")} left out, with ${plural(keys, "key")}.`,
    leftOut > 0 && html`Of the plans below, the last ${are(leftOut, "card")} left out.`,
    inShort > 0 && html`${are(inShort, "card")} without details.`,
  ].filter((item) => item !== false);
  const title = "This page does not show everything: it would be too large. Its numbers and sums are whole.";
  return alertSection("left-out", { title, items });
}

const are = (many: number, noun: string): string => `${plural(many, noun)} ${many === 1 ? "is" : "are"}`;

/** Each plan with its part of the cards. */
function placedPlans(sheets: readonly PlanSheets[], { cards }: Fitted): readonly PlacedPlan[] {
  const plans: PlacedPlan[] = [];
  let start = 0;
  for (const plan of sheets) {
    plans.push(placed(plan, cards.slice(start, start + plan.sheets.length)));
    start += plan.sheets.length;
  }
  return plans;
}
