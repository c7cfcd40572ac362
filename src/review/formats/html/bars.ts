// Bars of credits before and after, and of what is used. The figures stand beside them: the bars are not heard. Their
// lengths are attributes of SVG, since a page without inline styles cannot say them in CSS.
import { type Hidden, isHidden } from "../../facts";
import { figure } from "../../figure";
import { type Html, NOTHING, html } from "./markup";
import { hiddenWords } from "./words";

type Amount = number | null | Hidden;

interface Bars {
  readonly before: Amount;
  readonly after: Amount;
  readonly used: number | undefined;
  /** Instead of a figure, where there is no key. */
  readonly absent: string;
}

export function bars({ before, after, used, absent }: Bars): Html {
  // All on one scale.
  const longest = Math.max(...[before, after, used].filter((amount) => typeof amount === "number"), 0);
  const bar = (kind: string, label: string, amount: Amount, more = ""): Html =>
    html`<div class="bar ${kind}">
      <dt>${label}</dt>
      <dd>
        <b>${amount === null ? absent : isHidden(amount) ? hiddenWords(amount) : figure(amount)}</b>
        ${more !== "" && html`<span class="quiet">${more}</span>`}
        ${typeof amount === "number" ? strip(amount, longest) : NOTHING}
      </dd>
    </div>`;
  return html`<dl class="bars">
    ${bar("is-before", "before", before)}${bar("is-after", "after", after)}${
      used !== undefined && bar("is-used", "used", used, shareOf(used, after))
    }
  </dl>`;
}

const strip = (amount: number, longest: number): Html =>
  html`<svg aria-hidden="true"><rect width="${percent(amount, longest)}%" height="100%" /></svg>`;

/** Of what is allocated after the apply, in whole percent. */
function shareOf(used: number, after: Amount): string {
  if (typeof after !== "number" || !(after > 0)) return "";
  const share = Math.round((used / after) * 100);
  return share > 999 ? "more than the allocation" : `${share} % of the allocation after`;
}

/** Between 0 and 100; what is there at all can be seen. A sum may have grown beyond what a number can hold. */
function percent(amount: number, longest: number): number {
  if (!(amount > 0)) return 0;
  if (amount >= longest) return 100;
  return Math.max(0.5, Math.round((amount / longest) * 1000) / 10);
}
