// Values within the words of a review: on one line, bounded, and in quotation marks where they might pass for something else.
// Each format escapes for its own language on top. Pure.
import { quoted } from "../../api/visible";

/** What cannot be mistaken for the words around it: ids of models, addresses, most names. */
const PLAIN = /^[\w./:@-]{1,100}$/;
const MOST_ENTRIES = 10;

export const shownText = (text: string): string => (PLAIN.test(text) ? text : quoted(text));

export function shownList(entries: readonly string[]): string {
  const shown = entries.slice(0, MOST_ENTRIES).map(shownText);
  const more = entries.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
