// Makes text from elsewhere fit to be shown: what would steer a terminal, hide, or turn the direction of writing around
// becomes an escape that is seen. Used for whatever the API tells and for names of keys, which anybody may have chosen.

/** Controls, which start terminal escapes; invisible characters and none at all; line separators; halves. Not what makes an emoji one. */
const HIDDEN =
  /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Longer than any name that the API takes. */
const LONGEST_NAME = 100;

/** On one line, whatever it was before. */
export const visible = (text: string): string =>
  escapeHidden(text, (character) => SHORT.get(character) ?? escapeOf(character));

/** For formats that have escapes of their own. */
export const escapeHidden = (text: string, escape: (character: string) => string): string =>
  text.replace(HIDDEN, escape);

/** A name of a key within a sentence: it cannot end its own quotation. */
export const quoted = (name: string): string =>
  `"${visible(bounded(name, LONGEST_NAME).replace(/["\\]/g, (character) => `\\${character}`))}"`;

/** The first `most` characters, and three dots if there are more. */
export function bounded(text: string, most: number): string {
  const [, start = "", more = ""] = new RegExp(`^(.{0,${most}})(.?)`, "su").exec(text) ?? [];
  return more === "" ? start : `${start}...`;
}

/** As HCL writes it: \u001b, \U000e0041. */
function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
