// Filters of the cards without a script: radio buttons, and rules of style that follow the one which is chosen. Where a
// browser cannot follow them, all cards are shown.
import { type Counts, type KeyFacts } from "../../facts";
import { figure } from "../../figure";
import { plural } from "../phrases";
import { type Html, html, sign } from "./markup";
import { ACCESSES, COUNTED } from "./words";

type Word = (typeof COUNTED)[keyof Counts];

const BESIDE = {
  policy: { sign: "!", counted: "against the policy", tone: "danger" },
  narrower: { sign: ACCESSES.narrower.sign, counted: "allowed less", tone: ACCESSES.narrower.tone },
} as const satisfies Record<string, Word>;

/** In the order in which they are offered. */
const KINDS = [
  "policy",
  "destroy",
  "undeclared",
  "replace",
  "wider",
  "unknown",
  "narrower",
  "update",
  "create",
  "forget",
  "import",
  "move",
  "drift",
  "defer",
] as const;

export type Kind = (typeof KINDS)[number];

/** By which filters a key's card is shown. */
export function kindsOf({ change, access }: KeyFacts, isViolating: boolean): readonly Kind[] {
  const kinds: Kind[] = [change];
  if (isViolating) kinds.push("policy");
  if (access === "wider" || access === "both") kinds.push("wider");
  if (access === "narrower" || access === "both") kinds.push("narrower");
  if (access === "unknown") kinds.push("unknown");
  return kinds;
}

/**
 * The numbers of what changes, each of which shows but that. `cards` are all cards, by what each is. What no card is, is not
 * offered.
 */
export function filterBar(cards: readonly (readonly Kind[])[], counts: Counts): Html {
  const offered = KINDS.map((kind) => ({ kind, many: cards.filter((kinds) => kinds.includes(kind)).length })).filter(
    ({ many }) => many > 0,
  );
  return html`<fieldset class="filters">
    <legend class="heard">Show</legend>
    ${cards.length > 0 && choice("all", { sign: "•", counted: "all", tone: "quiet" }, cards.length, true)}
    ${offered.map(({ kind, many }) => offer(kind, many, counts))}
    <span class="quiet">${besides(counts)}</span>
  </fieldset>`;
}

function offer(kind: Kind, cards: number, counts: Counts): Html {
  if (kind === "policy" || kind === "narrower") return choice(kind, BESIDE[kind], cards, false);
  // What an exclusive resource removes may be known only during apply: no key is counted then.
  return choice(kind, COUNTED[kind], counts[kind] > 0 ? counts[kind] : "?", false);
}

function besides({ unchanged, others }: Counts): string {
  const keys = `${plural(unchanged, "key")} unchanged`;
  return others > 0
    ? `${keys}, ${plural(others, "resource")} of other providers ${others === 1 ? "changes" : "change"}`
    : keys;
}

const choice = (kind: string, word: Word, many: number | string, isChosen: boolean): Html =>
  html`<span class="choice">
    <input type="radio" name="show" id="show-${kind}" autocomplete="off" ${isChosen ? "checked" : ""} />
    <label for="show-${kind}" class="ink-${word.tone}"
      >${sign(word.sign)}<b>${typeof many === "number" ? figure(many) : many}</b> ${word.counted}</label
    >
  </span> `;

/** The rules of style that hide what is not chosen, and the plans of which nothing is left. */
export const FILTER_RULES = KINDS.map(
  (kind) =>
    `body:has(#show-${kind}:checked) :is(.card:not(.is-${kind}), .plan:not(:has(.is-${kind}))) { display: none; }`,
).join("\n");
