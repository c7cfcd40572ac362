// What an electronhub_proxy_keys_exclusive removes beside the declared keys.
import { type ExclusiveFacts, type Moment } from "../../facts";
import { badge, warningsList, whereFound } from "./card";
import { plural } from "../phrases";
import { first } from "../shown";
import { type Html, SHORT, code, html, text } from "./markup";
import { operationsList } from "./operations";
import { CHANGES } from "./words";

const MOST_REMOVED = 50;

/** Whether a key may go that nobody declares. */
export const isRemoving = ({ removed, isDeleteAll, areRemovalsKnown }: ExclusiveFacts): boolean =>
  removed.length > 0 || isDeleteAll || !areRemovalsKnown;

export interface ExclusiveSurroundings {
  readonly id: string;
  readonly moments: readonly Moment[];
  readonly kinds: readonly string[];
  readonly areAccountsSeveral: boolean;
}

export function exclusiveCard(facts: ExclusiveFacts, around: ExclusiveSurroundings): Html {
  const change = CHANGES[facts.change];
  const removed = first(facts.removed, MOST_REMOVED);
  return html`<article
    class="card edge-${isRemoving(facts) ? "danger" : change.tone} ${around.kinds.map((kind) => `is-${kind}`).join(" ")}"
    id="${around.id}"
    aria-labelledby="${around.id}-title"
  >
    <header>
      <div class="badges">
        ${isRemoving(facts) && badge("danger", "−", "removes undeclared keys")}
        ${badge(change.tone, change.sign, change.badge)}
      </div>
      <h3 id="${around.id}-title">${code(facts.address)}</h3>
      <p class="whereabouts">
        <span>exclusive ownership of the account’s keys</span> ${whereFound(facts, around.areAccountsSeveral)}
      </p>
      <ul class="words">
        ${removed.items.map(
          ({ name, id }) =>
            html`<li>removes “${text(name, SHORT)}” <code class="quiet">${text(id, SHORT)}</code></li> `,
        )}
        ${removed.more > 0 && html`<li class="more">and ${plural(removed.more, "more key")}</li>`}
        ${facts.isDeleteAll && html`<li>all keys go with one call, also those that are made meanwhile</li>`}
        ${!facts.areRemovalsKnown && html`<li>which keys are removed is known only during apply</li>`}
      </ul>
      ${facts.warnings.length > 0 && warningsList(facts.warnings)}
      ${
        facts.operations.length > 0 &&
        html`<h4>Calls</h4>
          ${operationsList(facts.operations, around.moments, false)}`
      }
    </header>
  </article> `;
}
