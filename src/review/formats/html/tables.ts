// What stands beside the keys: actions, resources of other providers, sums per account.
import { type AccountFacts, type ActionFacts, type OtherFacts } from "../../facts";
import { figure } from "../../figure";
import { first } from "../shown";
import { type Child, type Html, SHORT, code, html, text } from "./markup";
import { difference } from "./words";

/** Of all plans together. */
const MOST_ROWS = 100;
const FEWEST_ROWS = 5;
const MOST_CALLS = 20;

interface Column<T> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: T) => Child;
}

/** The first column names the row. */
function table<T>(label: string, columns: readonly Column<T>[], rows: readonly T[], plans: number): Html {
  const shown = first(rows, Math.max(FEWEST_ROWS, Math.floor(MOST_ROWS / plans)));
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">
      <table class="plain">
        <thead>
          <tr>
            ${columns.map(({ title, isNumber }) => html`<th scope="col" class="${isNumber ? "number" : ""}">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.items.map(
            (row) =>
              html`<tr>
                ${columns.map(({ isNumber, cell }, at) =>
                  at === 0
                    ? html`<th scope="row">${cell(row)}</th>`
                    : html`<td class="${isNumber ? "number" : ""}">${cell(row)}</td>`,
                )}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${shown.more > 0 && html`<p class="more">and ${figure(shown.more)} more, which are left out</p>`}`;
}

export const actionsTable = (actions: readonly ActionFacts[], plans: number): Html =>
  table<ActionFacts>(
    "Actions",
    [
      { title: "action", cell: ({ address }) => code(address) },
      { title: "what it does", cell: ({ words }) => text(words) },
      { title: "when", cell: ({ trigger }) => text(trigger) },
      { title: "account", cell: ({ account }) => code(account, SHORT) },
      {
        title: "calls",
        cell: ({ operations }) => {
          const shown = first(operations, MOST_CALLS);
          return [
            ...shown.items.map((operation) => html`<div>${text(operation.text)}</div>`),
            shown.more > 0 && html`<div class="more">and ${figure(shown.more)} more</div>`,
          ];
        },
      },
    ],
    actions,
    plans,
  );

const OTHER_COUNTS = ["destroy", "replace", "update", "create", "forget", "read", "unchanged"] as const;

export const othersTable = (others: readonly OtherFacts[], plans: number): Html =>
  table<OtherFacts>(
    "Other resources",
    [
      { title: "type", cell: ({ type }) => code(type, SHORT) },
      ...OTHER_COUNTS.filter((name) => others.some(({ counts }) => counts[name] > 0)).map((name) => ({
        title: name,
        isNumber: true,
        cell: ({ counts }: OtherFacts) => (counts[name] > 0 ? html`<b>${figure(counts[name])}</b>` : "0"),
      })),
    ],
    others,
    plans,
  );

export const accountsTable = (accounts: readonly AccountFacts[]): Html =>
  table<AccountFacts>(
    "Credits by account",
    [
      { title: "account", cell: ({ name }) => code(name, SHORT) },
      { title: "keys", isNumber: true, cell: ({ keys }) => figure(keys) },
      { title: "before", isNumber: true, cell: ({ before }) => figure(before) },
      { title: "after", isNumber: true, cell: ({ after }) => figure(after) },
      { title: "difference", isNumber: true, cell: (account) => html`<b>${difference(account.difference)}</b>` },
      ...(accounts.some(({ leftBehind }) => leftBehind > 0)
        ? [{ title: "left with kept keys", isNumber: true, cell: ({ leftBehind }: AccountFacts) => figure(leftBehind) }]
        : []),
      ...(accounts.some(({ untold }) => untold > 0)
        ? [{ title: "keys not in the sums", isNumber: true, cell: ({ untold }: AccountFacts) => figure(untold) }]
        : []),
    ],
    accounts,
    1,
  );
