// The top of the page: the verdict, what changes in numbers, credits, calls.
import { type AccountFacts, type Review } from "../../facts";
import { type Verdict } from "../../policy/verdict";
import { type Alert } from "./alerts";
import { bars } from "./bars";
import { badge } from "./card";
import { figure } from "../../figure";
import { isNothingTold, plural, sumOf, timeWords } from "../phrases";
import { shown } from "../shown";
import { type Html, NOTHING, SHORT, code, html, sign, text } from "./markup";
import { chart, rateWords } from "./timeline";
import { COUNTED, GRAVITY, difference } from "./words";

/** In the heading; the numbers below it have them all. */
const MOST_IN_HEADING = 4;

/** The gravest of what happens, on one line. */
export function heading({ counts }: Review): string {
  const [first, ...more] = GRAVITY.filter((name) => counts[name] > 0).slice(0, MOST_IN_HEADING);
  if (first === undefined) return "No key changes";
  return [
    `${plural(counts[first], "key")} ${COUNTED[first].counted}`,
    ...more.map((name) => `${figure(counts[name])} ${COUNTED[name].counted}`),
  ].join(", ");
}

/** For the browser's tab. */
export function pageTitle(review: Review): string {
  const [only, ...others] = review.plans;
  const of = only !== undefined && others.length === 0 ? shown(only.label, SHORT) : plural(review.plans.length, "plan");
  return `${heading(review)} – review of ${of}`;
}

export const banner = (review: Review, verdict: Verdict, gaps: Alert): Html =>
  html`<header class="banner">
    <p class="origin">${origin(review)}</p>
    <p class="badges">${verdictBadges(verdict, gaps)}</p>
    <h1>${heading(review)}</h1>
  </header>`;

function origin({ plans }: Review): Html {
  const [only, ...others] = plans;
  if (only === undefined || others.length > 0) return html`<span>Review of ${plural(plans.length, "plan")}</span>`;
  return html`<span>Review of ${code(only.label, SHORT)}</span> ${
      only.terraformVersion !== undefined && html`<span>${only.tool} ${text(only.terraformVersion, SHORT)}</span>`
    }
    ${only.plannedAt !== undefined && html`<span>planned ${text(only.plannedAt, SHORT)}</span>`}`;
}

function verdictBadges({ violations, exempted }: Verdict, gaps: Alert): readonly Html[] {
  const badges: Html[] = [];
  if (gaps.items.length > 0) badges.push(badge("danger", "!", "not everything was analysed"));
  if (violations.length > 0) badges.push(badge("danger", "!", "against the policy"));
  if (violations.length === 0 && exempted.length > 0)
    badges.push(badge("fine", "✓", "within the policy, with exceptions"));
  return badges;
}

export const panels = (review: Review): Html =>
  html`<div class="beside">${creditsPanel(review.accounts)}${callsPanel(review)}</div>`;

function creditsPanel(accounts: readonly AccountFacts[]): Html {
  const sum = sumOf(accounts);
  if (sum === undefined) return NOTHING;
  const { before, after, leftBehind, untold } = sum;
  const isTold = !isNothingTold(sum);
  return html`<section class="panel" aria-labelledby="credits">
    <h2 id="credits">Credits</h2>
    <p class="big">${isTold ? difference(sum.difference) : "not known"}</p>
    ${isTold && bars({ before, after, used: undefined, absent: "" })}
    ${leftBehind > 0 && html`<p class="quiet">${figure(leftBehind)} more stay with keys that are kept.</p>`}
    ${
      untold > 0 &&
      html`<p class="ink-caution">
        ${sign("?")}${plural(untold, "key")} ${untold === 1 ? "is" : "are"} not in the sums: what
        ${untold === 1 ? "it holds" : "they hold"} is unknown or sensitive.
      </p>`
    }
  </section>`;
}

function callsPanel({ cost }: Review): Html {
  const { requests, isAtLeast, minutes } = cost;
  const least = isAtLeast ? "at least " : "";
  const many = requests === 0 ? (isAtLeast ? "not known" : "none") : `${least}${figure(requests)}`;
  return html`<section class="panel" aria-labelledby="calls">
    <h2 id="calls">Calls</h2>
    <p class="big">${many}</p>
    ${requests > 0 && html`<p class="quiet">${timeWords(minutes)} ${rateWords(cost)}</p>`}
    ${requests === 0 && isAtLeast && html`<p class="quiet">Which are made is known only during apply.</p>`}
    ${chart(cost)}
  </section>`;
}
