// The top of the page: the verdict, what changes in numbers, credits, calls.
import { type AccountFacts, type Review } from "../../facts";
import { type Verdict } from "../../policy/verdict";
import { type Alert } from "./alerts";
import { bars } from "./bars";
import { badge } from "./card";
import { type Html, SHORT, code, counted, html, plain, sign, text, whole } from "./markup";
import { chart, rateWords } from "./timeline";
import { COUNTED, GRAVITY, difference, sum } from "./words";

/** In the heading; the numbers below it have them all. */
const MOST_IN_HEADING = 4;

/** The gravest of what happens, on one line. */
export function heading({ counts }: Review): string {
  const [first, ...more] = GRAVITY.filter((name) => counts[name] > 0).slice(0, MOST_IN_HEADING);
  if (first === undefined) return "No key changes";
  return [
    `${counted(counts[first], "key")} ${COUNTED[first].counted}`,
    ...more.map((name) => `${whole(counts[name])} ${COUNTED[name].counted}`),
  ].join(", ");
}

/** For the browser's tab. */
export function pageTitle(review: Review): string {
  const [only, ...others] = review.plans;
  const of =
    only !== undefined && others.length === 0 ? plain(only.label, SHORT) : counted(review.plans.length, "plan");
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
  if (only === undefined || others.length > 0) return html`<span>Review of ${counted(plans.length, "plan")}</span>`;
  return html`<span>Review of ${code(only.label, SHORT)}</span> ${
      only.terraformVersion !== undefined && html`<span>Terraform ${text(only.terraformVersion, SHORT)}</span>`
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
  const total = (amount: (account: AccountFacts) => number): number =>
    accounts.reduce((all, account) => all + amount(account), 0);
  const leftBehind = total((account) => account.leftBehind);
  const untold = total((account) => account.untold);
  return html`<section class="panel" aria-labelledby="credits">
    <h2 id="credits">Credits</h2>
    <p class="big">${difference(total((account) => account.difference))}</p>
    ${bars({
      before: total(({ before }) => before),
      after: total(({ after }) => after),
      used: undefined,
      absent: "",
      isSum: true,
    })}
    ${leftBehind > 0 && html`<p class="quiet">${sum(leftBehind)} more stay with keys that are kept.</p>`}
    ${
      untold > 0 &&
      html`<p class="ink-caution">
        ${sign("?")}${counted(untold, "amount")} ${untold === 1 ? "is" : "are"} not known yet or sensitive, and not in
        the sums.
      </p>`
    }
  </section>`;
}

function callsPanel({ cost }: Review): Html {
  const { requests, isAtLeast, minutes } = cost;
  const least = isAtLeast ? "at least " : "";
  return html`<section class="panel" aria-labelledby="calls">
    <h2 id="calls">Calls</h2>
    <p class="big">${least}${whole(requests)}</p>
    <p class="quiet">in ${least}${counted(minutes, "minute")} ${rateWords(cost)}</p>
    ${chart(cost)}
  </section>`;
}
