// What becomes of one key: a heading and what matters of it, always seen; the rest unfolds.
import {
  type Hidden,
  type KeyFacts,
  type Moment,
  type Pair,
  type Rotation,
  type SettingFacts,
  type Warning,
} from "../../facts";
import { type Violation } from "../../policy/verdict";
import { bars } from "./bars";
import { figure } from "../../figure";
import { REMOVED_OUTSIDE, plural, reasonWords } from "../phrases";
import { first } from "../shown";
import { type Child, type Html, SHORT, code, heard, html, lines, sign, text } from "./markup";
import { operationsList } from "./operations";
import { type Sides, settingsTable } from "./values";
import { ACCESSES, CHANGES, type Tone, clock, difference, hiddenWords } from "./words";

/** Beside the key itself. */
export interface Surroundings {
  readonly id: string;
  readonly isOpen: boolean;
  readonly violations: readonly Violation[];
  /** Those of its address. */
  readonly moments: readonly Moment[];
  /** There are others: each has to be named. */
  readonly areAccountsSeveral: boolean;
  /** By which the page filters. */
  readonly kinds: readonly string[];
}

/** On the closed card; the table has them all. */
const MOST_WORDS = 4;
const MOST_SENTENCES = 10;

/** With what unfolds. */
export const wholeCard = (key: KeyFacts, around: Surroundings): Html =>
  card(
    key,
    around,
    html`<details ${around.isOpen ? "open" : ""}>
      <summary id="${around.id}-more" aria-labelledby="${around.id}-more ${around.id}-title">Details</summary>
      ${parts(key, around)}
    </details>`,
  );

/** Without: for a page that would be too large. */
export const shortCard = (key: KeyFacts, around: Surroundings): Html =>
  card(key, around, html`<p class="more">Its details are left out: the page would be too large.</p>`);

function card(key: KeyFacts, around: Surroundings, details: Html): Html {
  const change = CHANGES[key.change];
  const access = ACCESSES[key.access];
  return html`<article
    class="card edge-${change.tone} ${around.kinds.map((kind) => `is-${kind}`).join(" ")}"
    id="${around.id}"
    aria-labelledby="${around.id}-title"
  >
    <header>
      <div class="badges">
        ${isImportedBeside(key) && badge(CHANGES.import.tone, CHANGES.import.sign, CHANGES.import.badge)}
        ${badge(change.tone, change.sign, change.badge)}
        ${key.access !== "same" && badge(access.tone, access.sign, access.badge)}
        ${around.violations.length > 0 && badge("danger", "!", "against the policy")}
      </div>
      <h3 id="${around.id}-title">${code(key.address)}</h3>
      ${moneyLine(key)}
      <p class="whereabouts">
        <span>${nameWords(key.names)}</span> ${whereFound(key, around.areAccountsSeveral)}${whenChanged(around.moments)}
      </p>
      ${words(key)}
    </header>
    ${details}
  </article> `;
}

/** It comes under management, and is changed at once. */
const isImportedBeside = ({ change, importId }: KeyFacts): boolean => importId !== undefined && change !== "import";

export const badge = (tone: Tone, character: string, words: Child): Html =>
  html`<span class="badge tone-${tone}">${sign(character)}${words}</span> `;

function moneyLine({ money }: KeyFacts): Html | undefined {
  if (money.difference === undefined) return html`<p class="delta">credits not told</p>`;
  if (money.difference === 0) return undefined;
  return html`<p class="delta">${difference(money.difference)} <span>credits</span></p>`;
}

/** What helps to find the declaration, in a row. */
export const whereFound = (
  { constructPath, source, account }: Pick<KeyFacts, "constructPath" | "source" | "account">,
  areAccountsSeveral: boolean,
): readonly Child[] => [
  constructPath !== undefined && html`<span>construct ${code(constructPath, SHORT)}</span> `,
  source !== undefined && html`<span>${code(source.file, SHORT)} line ${figure(source.line)}</span> `,
  areAccountsSeveral && html`<span>account ${code(account, SHORT)}</span> `,
];

const whenChanged = ([first]: readonly Moment[]): Html | undefined =>
  first && html`<span>changes at ${clock(first.second)} at the earliest</span>`;

function nameWords({ before, after }: Pair<string>): Html {
  if (before === null) return html`key ${name(after)}`;
  if (after === null || after === before) return html`key ${name(before)}`;
  return html`key ${name(before)}, then ${name(after)}`;
}

const name = (value: string | null | Hidden): Child =>
  typeof value === "string"
    ? html`“${text(value, SHORT)}”`
    : html`<em>${value === null ? "without a name" : hiddenWords(value)}</em>`;

/** What differs, on a line each: what bears on access first, what somebody else changed last. */
function words({ settings, drift, isRemovedOutside, change }: KeyFacts): Html | undefined {
  const isCompared = change !== "create" && change !== "destroy";
  const telling = isCompared ? settings.filter(({ access }) => access !== "same") : settings;
  const rest = settings.filter((setting) => !telling.includes(setting));
  const all = [
    ...[...telling, ...rest].map(
      (setting) => html`${isCompared && setting.access !== "same" && accessSign(setting.access)}${text(setting.words)}`,
    ),
    ...(isRemovedOutside ? [html`${REMOVED_OUTSIDE}`] : []),
    ...drift.map((setting) => html`<span class="quiet">outside of Terraform:</span> ${text(setting.words)}`),
  ];
  if (all.length === 0) return undefined;
  const shown = first(all, MOST_WORDS);
  return html`<ul class="words">
    ${shown.items.map((line) => html`<li>${line}</li> `)}
    ${shown.more > 0 && html`<li class="more">and ${plural(shown.more, "more setting")}</li>`}
  </ul>`;
}

function accessSign(access: SettingFacts["access"]): Html {
  const { sign: character, tone } = ACCESSES[access];
  return html`<span class="ink-${tone}">${sign(character)}${heard(`${access}: `)}</span>`;
}

function parts(key: KeyFacts, around: Surroundings): Html {
  const { settings, drift } = key;
  const isSame = settings.length + drift.length === 0;
  return html`${notes(key, around.violations)}
    <div class="columns ${isSame ? "are-even" : ""}">
      ${!isSame && html`<div>${settingsPart(key)}${driftPart(key)}</div>`}
      <div>${creditsPart(key)}${!isSame && callsPart(key, around.moments)}</div>
      ${isSame && html`<div>${callsPart(key, around.moments)}</div>`}
    </div>
    ${facts(key)}`;
}

function settingsPart(key: KeyFacts): Html | undefined {
  if (key.settings.length === 0) return undefined;
  const sides = sidesOf(key);
  return settingsTable(captionOf(sides), key.settings, sides);
}

const driftPart = ({ drift }: KeyFacts): Html | undefined =>
  drift.length === 0 ? undefined : settingsTable("Changed outside of Terraform", drift, DRIFT);

const creditsPart = ({ money, used }: KeyFacts): Html =>
  html`<h4>Credits</h4>
    ${bars({ ...money, used, absent: "no key" })}
    ${money.leftBehind > 0 && html`<p class="quiet">${figure(money.leftBehind)} stay with the key that is kept.</p>`}`;

const callsPart = (key: KeyFacts, moments: readonly Moment[]): Html =>
  html`<h4>Calls</h4>
    ${
      key.operations.length === 0
        ? key.areOperationsKnown && html`<p class="quiet">None.</p>`
        : operationsList(key.operations, moments, key.change === "replace")
    }
    ${
      !key.areOperationsKnown &&
      html`<p class="quiet">
        ${
          key.change === "defer"
            ? "None in this apply: it is put off."
            : `Which calls are made is known only during apply.${key.operations.length > 0 ? " These are the most." : ""}`
        }
      </p>`
    }
    ${key.change === "replace" && html`<p class="quiet">${orderWords(key)}</p>`}`;

function orderWords({ isCreateFirst, isOldForgotten }: KeyFacts): string {
  const goes = isOldForgotten ? "is forgotten" : "goes";
  return isCreateFirst
    ? `The new key is made before the old one ${goes}.`
    : `The old key ${goes} before the new one is made.`;
}

/** Which of the two columns have a key. */
function sidesOf({ change }: KeyFacts): Sides {
  return { before: "before", after: "after", isBefore: change !== "create", isAfter: change !== "destroy" };
}

const DRIFT: Sides = { before: "in the state", after: "found", isBefore: true, isAfter: true };

function captionOf({ isBefore, isAfter }: Sides): string {
  if (!isBefore) return "What the new key gets";
  if (!isAfter) return "What the key has until then";
  return "What differs";
}

/** What a reviewer must not miss. */
function notes(key: KeyFacts, violations: readonly Violation[]): Html | undefined {
  const { irreversible, rotation, warnings, expiry } = key;
  const all = [
    ...first(violations, MOST_SENTENCES).items.map((violation) =>
      note("danger", `Policy: ${violation.rule}`, text(violation.words)),
    ),
    ...first(irreversible, MOST_SENTENCES).items.map((sentence) => note("danger", "Cannot be undone", text(sentence))),
    ...(rotation === undefined ? [] : [rotationNote(rotation)]),
    ...(expiry === undefined ? [] : [note("quiet", "Expiry", text(expiry))]),
    ...first(warnings, MOST_SENTENCES).items.map(warningNote),
  ];
  const more = [violations.length, irreversible.length, warnings.length].reduce(
    (sum, many) => sum + Math.max(0, many - MOST_SENTENCES),
    0,
  );
  if (all.length === 0) return undefined;
  return html`<ul class="notes">
    ${all}${more > 0 && html`<li class="more">and ${plural(more, "more note")}</li>`}
  </ul>`;
}

const note = (tone: Tone, title: Child, sentence: Child): Html =>
  html`<li class="note edge-${tone}"><strong>${title}</strong> ${sentence}</li> `;

const rotationNote = ({ words: sentence, doesOldKeyWorkOn }: Rotation): Html =>
  note(
    doesOldKeyWorkOn ? "quiet" : "caution",
    doesOldKeyWorkOn ? "New value; the old one works on for a while" : "New value; the old one stops working",
    text(sentence),
  );

const warningNote = ({ summary, detail, origin }: Warning): Html =>
  note(
    "caution",
    html`Warning: ${text(summary)}`,
    html`${origin === "log" && html`<span class="quiet">(from Terraform’s log)</span>`}<br />${lines(detail)}`,
  );

export function warningsList(warnings: readonly Warning[]): Html {
  const shown = first(warnings, MOST_SENTENCES);
  return html`<ul class="notes">
    ${shown.items.map(warningNote)}
    ${shown.more > 0 && html`<li class="more">and ${plural(shown.more, "more warning")}</li>`}
  </ul>`;
}

/** Small print. */
function facts(key: KeyFacts): Html | undefined {
  const { id, previousAddress, deposed, importId, reason } = key;
  const all: readonly (readonly [string, Child])[] = [
    ["id", id === undefined ? undefined : code(id, SHORT)],
    ["moved from", previousAddress === undefined ? undefined : code(previousAddress)],
    ["deposed object", deposed === undefined ? undefined : code(deposed, SHORT)],
    [
      "imported by",
      importId === undefined ? undefined : typeof importId === "string" ? code(importId, SHORT) : hiddenWords(importId),
    ],
    ["reason", reason === undefined ? undefined : text(reasonWords(reason))],
  ];
  if (all.every(([, value]) => value === undefined)) return undefined;
  return html`<dl class="facts">
    ${all.map(
      ([label, value]) =>
        value !== undefined &&
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl>`;
}
