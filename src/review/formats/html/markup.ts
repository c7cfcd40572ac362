// How pieces of the page are made. `hono/html` escapes whatever is put into a template; what comes from a plan also passes
// `shown`, and keeps its direction of writing to itself.
import { html as template, raw } from "hono/html";
import { redact } from "../../../api/secrets";
import { plural } from "../phrases";
import { first, shown } from "../shown";

/** A piece of the page, escaped already. */
export type Html = ReturnType<typeof raw>;

export type Child = string | number | false | undefined | Html | readonly Child[];

/** Names of keys, models and files. */
export const SHORT = 100;
/** Addresses, and whatever is a sentence. */
export const LONG = 300;

/** A template of which only the holes are escaped. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  const made = template(parts, ...children);
  // Hono waits for holes that are promises. None is here.
  if (made instanceof Promise) throw new TypeError("A piece of the page is not there yet");
  return made;
}

export const NOTHING: Html = raw("");

/** Only for what is written in this folder: it is not escaped. */
export const ours = (markup: string): Html => raw(markup);

/** What a plan tells. */
export const text = (words: string, most = LONG): Html => html`<bdi>${shown(words, most)}</bdi>`;

/** As it is written in a configuration or by Terraform. */
export const code = (words: string, most = LONG): Html => html`<code><bdi>${shown(words, most)}</bdi></code>`;

/** Lines of a longer text; of each the beginning. */
export function lines(words: string, most = 12): Html {
  const all = redact(words).split(/\r?\n/);
  const { items, more } = first(all, most);
  return html`${items.map((line, at) => html`${at > 0 && BREAK}${text(line)}`)}${
    more > 0 && html`${BREAK}<span class="more">and ${plural(more, "more line")}</span>`
  }`;
}

const BREAK = ours("<br>");

/** Heard, and not seen: for what a colour, a sign or a place on the page tells. */
export const heard = (words: string): Html => html`<span class="heard">${words}</span>`;

/** Seen, and not heard: a sign beside the word for it. */
export const sign = (character: string): Html => html`<i aria-hidden="true">${character}</i>`;

/** Only for people who read these files. Nothing of a plan holds a line break. */
export const withoutIndentation = (markup: Html): Html => ours(markup.toString().replace(/\s*\n\s*/g, "\n"));
