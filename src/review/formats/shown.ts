// Makes a string of a plan fit to be shown, for every format to escape in its own way: no key's value, no control, not too long.
import { redact } from "../../api/secrets";
import { bounded, visible } from "../../api/visible";

/** In code points: longer than all but what is made up to do harm. A violation names an object and a value. */
export const LONGEST = { address: 300, words: 400, violation: 1000 } as const;

/** On one line. The value of a key is masked before the text is cut: a part of it is a secret, too. */
export const shown = (text: string, most: number = LONGEST.words): string => visible(bounded(redact(text), most));

export const shownAddress = (address: string): string => shown(address, LONGEST.address);

/** The first `most`, and how many there are beyond. */
export const first = <T>(
  items: readonly T[],
  most: number,
): { readonly items: readonly T[]; readonly more: number } => ({
  items: items.slice(0, most),
  more: Math.max(0, items.length - most),
});
