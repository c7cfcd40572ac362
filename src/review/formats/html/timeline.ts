// The calls under the account's rate: a chart with a lane for each kind of call, and a table with the moment of each.
// However many calls there are, the chart has a fixed number of columns, and the table says what it leaves out.
import { type Cost, type Moment, type PlannedOperation } from "../../facts";
import { figure } from "../../figure";
import { plural } from "../phrases";
import { first } from "../shown";
import { type Html, NOTHING, code, heard, html, text } from "./markup";
import { clock } from "./words";

const COLUMNS = 120;
/** Of all plans together. */
const MOST_CALLS = 500;
const FEWEST_CALLS = 5;

const LANES: readonly PlannedOperation["kind"][] = ["create", "update", "toggle", "remove", "delete all"];

/** The apply's length in words. */
export function rateWords({ perMinute, isAssumed }: Cost): string {
  const rate = `at ${plural(perMinute, "call")} a minute`;
  return isAssumed ? `${rate}, which is assumed: --rpm says the account’s limit` : `${rate}`;
}

export function chart(cost: Cost): Html {
  const { timeline } = cost;
  if (timeline.length === 0) return NOTHING;
  const end = Math.max(cost.minutes * 60, ...lastSecond(timeline), 60);
  const lanes = LANES.map((kind) => ({ kind, seconds: secondsOf(timeline, kind) })).filter(
    ({ seconds }) => seconds.length > 0,
  );
  const columns = lanes.map(({ seconds }) => columnsOf(seconds, end));
  const highest = Math.max(...columns.flat());
  return html`<figure class="chart">
    <figcaption>When keys are changed, at the earliest</figcaption>
    <ul>
      ${lanes.map(({ kind, seconds }, at) => lane(kind, seconds, columns[at] ?? [], highest))}
    </ul>
    <div class="axis" aria-hidden="true"><span>0:00</span><span>${clock(end / 2)}</span><span>${clock(end)}</span></div>
  </figure>`;
}

const lastSecond = (timeline: readonly Moment[]): readonly number[] => timeline.slice(-1).map(({ second }) => second);

const secondsOf = (timeline: readonly Moment[], kind: PlannedOperation["kind"]): readonly number[] =>
  timeline.filter(({ operation }) => operation.kind === kind).map(({ second }) => second);

/** How many calls fall into each column. */
function columnsOf(seconds: readonly number[], end: number): readonly number[] {
  const columns = Array.from({ length: COLUMNS }, () => 0);
  for (const second of seconds) {
    const at = Math.min(COLUMNS - 1, Math.max(0, Math.floor((second / end) * COLUMNS)));
    columns[at] = (columns[at] ?? 0) + 1;
  }
  return columns;
}

const lane = (
  kind: PlannedOperation["kind"],
  seconds: readonly number[],
  columns: readonly number[],
  highest: number,
): Html =>
  html`<li>
    <span class="label">${kind} <b>${figure(seconds.length)}</b></span>
    ${heard(`from ${clock(seconds[0] ?? 0)} to ${clock(seconds.at(-1) ?? 0)}`)}
    <svg viewBox="0 0 ${COLUMNS} 10" preserveAspectRatio="none" aria-hidden="true">
      ${columns.map((many, at) => many > 0 && column(kind, at, many, highest))}
    </svg>
  </li> `;

function column(kind: string, at: number, many: number, highest: number): Html {
  // One call among many must be seen.
  const height = Math.max(3, Math.round((many / highest) * 100) / 10);
  return html`<rect class="at-${kind.replace(" ", "-")}" x="${at}" y="${10 - height}" width="1" height="${height}" />`;
}

/** Each call: when, of what, which. `idOf` tells the card of an address; `plans` is how many share the page. */
export function callsTable(cost: Cost, plans: number, idOf: (address: string) => string | undefined): Html {
  const { timeline } = cost;
  if (timeline.length === 0) return NOTHING;
  const shown = first(timeline, Math.max(FEWEST_CALLS, Math.floor(MOST_CALLS / plans)));
  const link = (address: string): Html => {
    const id = idOf(address);
    return id === undefined ? code(address) : html`<a href="#${id}">${code(address)}</a>`;
  };
  return html`<details class="calls">
    <summary>Calls in their order, and when each key changes</summary>
    ${
      shown.more > 0 &&
      html`<p class="more">
        The first ${figure(shown.items.length)} of ${figure(timeline.length)} calls; ${figure(shown.more)} more follow,
        the last ${clock(lastSecond(timeline)[0] ?? 0)} into the apply.
      </p>`
    }
    <div class="scroll" role="group" aria-label="Calls in their order" tabindex="0">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">into the apply</th>
            <th scope="col">of</th>
            <th scope="col">call</th>
          </tr>
        </thead>
        <tbody>
          ${shown.items.map(
            ({ second, address, operation }) =>
              html`<tr>
                <td class="number">${clock(second)}</td>
                <td>${link(address)}</td>
                <td>${text(operation.text)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
