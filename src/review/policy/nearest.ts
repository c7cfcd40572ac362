// The word that was probably meant. Pure.
import { distance } from "fastest-levenshtein";

/** As in ` Did you mean "wider"?`; empty where none of them is near. */
export function didYouMean(written: string, words: readonly string[]): string {
  const [near] = words
    .map((word) => ({ word, away: distance(written.slice(0, LONGEST).toLowerCase(), word) }))
    .filter(({ word, away }) => away <= Math.max(2, Math.floor(word.length / 3)))
    .sort((a, b) => a.away - b.away || (a.word < b.word ? -1 : 1));
  return near === undefined ? "" : ` Did you mean "${near.word}"?`;
}

/** Whatever is longer is near to nothing, and would take long to compare. */
const LONGEST = 50;
