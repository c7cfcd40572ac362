// A setting's value before and after, side by side: what was added to a list and what was removed is marked by a sign, by a
// word for those who hear the page, and by a line, not by colour alone.
import { WORDS } from "../../analyse/words";
import { type SettingFacts, type SettingValue, isHidden } from "../../facts";
import { figure } from "../../figure";
import { plural } from "../phrases";
import { first } from "../shown";
import { type Child, type Html, SHORT, heard, html, sign, text } from "./markup";
import { ACCESSES, hiddenWords } from "./words";

/** Of one list. */
const MOST_ENTRIES = 24;
/** Of one key: more than there are. */
const MOST_SETTINGS = 20;

/** What a column says where there is no key. */
export interface Sides {
  readonly before: string;
  readonly after: string;
  readonly isBefore: boolean;
  readonly isAfter: boolean;
}

export function settingsTable(caption: string, settings: readonly SettingFacts[], sides: Sides): Html {
  const shown = first(settings, MOST_SETTINGS);
  return html`<table class="settings">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">setting</th>
          <th scope="col">${sides.before}</th>
          <th scope="col">${sides.after}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.items.map((setting) => row(setting, sides))}
      </tbody>
    </table>
    ${shown.more > 0 && html`<p class="more">and ${plural(shown.more, "more setting")}</p>`}`;
}

const row = (setting: SettingFacts, sides: Sides): Html => {
  const access = ACCESSES[setting.access];
  // Of a key that comes or goes, each setting says it anew.
  const isTold = sides.isBefore && sides.isAfter && setting.access !== "same";
  return html`<tr>
    <th scope="row">
      ${WORDS[setting.name].label}${
        isTold &&
        html`<span class="tag tone-${access.tone}">${sign(access.sign)}${SETTING_ACCESS[setting.access]}</span>`
      }
    </th>
    <td>${sides.isBefore ? side(setting, setting.before, setting.after, "removed") : NO_KEY}</td>
    <td>${sides.isAfter ? side(setting, setting.after, setting.before, "added") : NO_KEY}</td>
  </tr> `;
};

const SETTING_ACCESS: Readonly<Record<SettingFacts["access"], string>> = {
  wider: "wider",
  narrower: "narrower",
  both: "both",
  same: "same",
  unknown: "unknown",
};

const NO_KEY = html`<span class="absent">no key</span>`;

/** One side of the comparison; `other` is what stands on the other one. */
function side(setting: SettingFacts, value: SettingValue, other: SettingValue, mark: "added" | "removed"): Child {
  if (!isList(value)) return single(setting, value);
  const others = new Set(isList(other) ? other : []);
  const isMarked = (entry: string): boolean => isList(other) && !others.has(entry);
  // What differs comes first: it must not be among those that are left out.
  const ordered = [...value.filter(isMarked), ...value.filter((entry) => !isMarked(entry))];
  const shown = first(ordered, MOST_ENTRIES);
  return html`<ul>
    ${shown.items.map((each) => html`<li>${isMarked(each) ? marked(each, mark) : entry(each)}</li> `)}
    ${shown.more > 0 && html`<li class="more">and ${figure(shown.more)} more</li>`}
  </ul>`;
}

const isList = (value: SettingValue): value is readonly string[] => Array.isArray(value);

const entry = (words: string): Html => text(words, SHORT);

const marked = (words: string, mark: "added" | "removed"): Child =>
  mark === "added"
    ? html`<ins>${sign("+")}${heard("added: ")}${entry(words)}</ins>`
    : html`<del>${sign("−")}${heard("removed: ")}${entry(words)}</del>`;

function single({ name }: SettingFacts, value: Exclude<SettingValue, readonly string[]>): Child {
  if (isHidden(value)) return html`<em>${hiddenWords(value)}</em>`;
  if (value === null) return html`<strong>${WORDS[name].absent ?? "not set"}</strong>`;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return figure(value);
  return text(value, SHORT);
}
