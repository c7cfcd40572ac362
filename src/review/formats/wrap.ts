// Breaks a text into lines by the width that a terminal shows them in: where words end, and within words that are too long.
import stringWidth from "string-width";

const CHARACTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Most text is of this kind, whose width is quick to tell. */
const NARROW = /^[ -~]*$/;

const widthOf = (text: string): number => (NARROW.test(text) ? text.length : stringWidth(text));

/** The text has no escape in it and no control: colour comes after. At least one line. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const token of text.match(/[^ ]+ *| +/g) ?? []) {
    const word = token.trimEnd();
    for (const piece of piecesOf(word, width)) {
      const more = widthOf(piece);
      if (used > 0 && used + more > width) {
        lines.push(line.trimEnd());
        line = "";
        used = 0;
      }
      line += piece;
      used += more;
    }
    line += token.slice(word.length);
    used += token.length - word.length;
  }
  return [...lines, line.trimEnd()];
}

/** Each as wide as fits. */
function piecesOf(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  if (NARROW.test(word)) return word.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const { segment } of CHARACTERS.segment(word)) {
    const more = widthOf(segment);
    if (used + more > width) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += segment;
    used += more;
  }
  return [...pieces, piece];
}
