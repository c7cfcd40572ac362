// The calls of one key, in their order, each with the moment at which it is made at the earliest.
import { type Moment, type PlannedOperation } from "../../facts";
import { plural } from "../phrases";
import { first } from "../shown";
import { type Html, html, text } from "./markup";
import { clock } from "./words";

/** Of one card: a change makes four at most. */
const MOST = 20;

export function operationsList(
  operations: readonly PlannedOperation[],
  moments: readonly Moment[],
  isOfTwoKeys: boolean,
): Html {
  const shown = first(operations, MOST);
  return html`<ol class="operations">
    ${shown.items.map((operation, at) => {
      const second = momentOf(operations, at, moments);
      return html`<li>
        <span class="call">${text(operation.text)}</span>
        ${isOfTwoKeys && html`<span class="tag">${operation.on === "old" ? "old key" : "new key"}</span>`}
        ${second !== undefined && html`<span class="moment">at ${clock(second)}</span>`}
      </li> `;
    })}
    ${shown.more > 0 && html`<li class="more">and ${plural(shown.more, "more call")}</li>`}
  </ol>`;
}

/** The second of the same call made for the same time. */
function momentOf(operations: readonly PlannedOperation[], at: number, moments: readonly Moment[]): number | undefined {
  const operation = operations[at];
  if (operation === undefined) return undefined;
  const isSame = (other: PlannedOperation): boolean =>
    other.kind === operation.kind && other.text === operation.text && other.on === operation.on;
  const earlier = operations.slice(0, at).filter(isSame).length;
  return moments.filter((moment) => isSame(moment.operation))[earlier]?.second;
}
