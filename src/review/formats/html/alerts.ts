// What a reviewer must see first: what could not be analysed, and what is against the policy.
import { type Review } from "../../facts";
import { type Verdict, type Violation } from "../../policy/verdict";
import { figure } from "../../figure";
import { gapsOf as remarksOf } from "../entries";
import { plural, withoutRule } from "../phrases";
import { first } from "../shown";
import { type Html, SHORT, code, html, sign, text } from "./markup";

/** Seen at once; the rest unfolds. */
const MOST_SEEN = 5;
const MOST = 200;

export interface Alert {
  readonly title: string;
  readonly items: readonly Html[];
}

/** Over all plans. */
export function gapsOf(review: Review): Alert {
  const items = remarksOf(review).map(
    ({ plan, address, words }) =>
      html`${plan !== undefined && html`${code(plan, SHORT)}: `}${address !== undefined && html`${code(address)}: `}${text(words)}`,
  );
  return { title: `Not everything was analysed: ${plural(items.length, "gap")}`, items };
}

/** `idOf` tells the card of a plan's address. */
export function violationsOf(verdict: Verdict, idOf: (violation: Violation) => string | undefined): Alert {
  const { violations } = verdict;
  return {
    title: `Against the policy: ${plural(violations.length, "violation")}`,
    items: violations.map((violation) => violationWords(violation, idOf(violation))),
  };
}

const violationWords = ({ rule, words }: Violation, id: string | undefined): Html =>
  html`<strong class="rule">${rule}</strong> ${text(withoutRule(words, rule))}
    ${id !== undefined && html`<a href="#${id}">see the card</a>`}`;

export function alertSection(id: string, { title, items }: Alert): Html | undefined {
  if (items.length === 0) return undefined;
  const seen = first(items, MOST_SEEN);
  const rest = first(items.slice(MOST_SEEN), MOST - MOST_SEEN);
  return html`<section class="alert" aria-labelledby="${id}">
    <h2 id="${id}">${sign("!")}${title}</h2>
    ${list(seen.items)}
    ${
      seen.more > 0 &&
      html`<details>
        <summary>${figure(seen.more)} more</summary>
        ${list(rest.items)}
        ${rest.more > 0 && html`<p class="more">and ${figure(rest.more)} more, which are left out</p>`}
      </details>`
    }
  </section>`;
}

/** What the policy excepts, and what it says of itself. */
export function exceptionsSection({ exempted, notes }: Verdict): Html | undefined {
  const items = [
    ...exempted.map(
      ({ rule, words, exemption }) =>
        html`<strong class="rule">${rule}</strong> ${text(withoutRule(words, rule))}
          ${
            exemption !== undefined &&
            html`<span class="quiet">Excepted until ${text(exemption.until, SHORT)}: ${text(exemption.reason)}</span>`
          }`,
    ),
    ...notes.map((note) => text(note)),
  ];
  if (items.length === 0) return undefined;
  const shown = first(items, MOST);
  return html`<section class="block" aria-labelledby="exceptions">
    <h2 id="exceptions">Excepted by the policy file, and notes on it</h2>
    ${list(shown.items)} ${shown.more > 0 && html`<p class="more">and ${figure(shown.more)} more</p>`}
  </section>`;
}

const list = (items: readonly Html[]): Html =>
  html`<ul>
    ${items.map((item) => html`<li>${item}</li> `)}
  </ul>`;
