// Keeps the page small enough to be opened: the gravest cards are whole, then come short ones, then their number.
import { type Html, withoutIndentation } from "./markup";

/** Cards as they could be shown. */
export interface Sheet {
  readonly whole: () => Html;
  readonly short: () => Html;
}

export interface Room {
  /** Bytes up to which cards are whole. */
  readonly whole: number;
  /** Bytes up to which there are cards. */
  readonly all: number;
}

export const ROOM: Room = { whole: 3_300_000, all: 3_600_000 };

export interface Fitted {
  /** Of each sheet, in their order; undefined: left out. */
  readonly cards: readonly (Html | undefined)[];
  readonly inShort: number;
  readonly leftOut: number;
}

export function fit(sheets: readonly Sheet[], room: Room): Fitted {
  const cards: (Html | undefined)[] = [];
  let size = 0;
  let inShort = 0;
  let leftOut = 0;
  const take = (indented: Html, most: number): boolean => {
    const card = withoutIndentation(indented);
    const bytes = Buffer.byteLength(card.toString());
    if (size + bytes > most) return false;
    size += bytes;
    cards.push(card);
    return true;
  };
  for (const sheet of sheets) {
    // Once one was too large, none after it is whole: the order is the one of gravity.
    if (inShort + leftOut === 0 && take(sheet.whole(), room.whole)) continue;
    if (leftOut === 0 && take(sheet.short(), room.all)) {
      inShort += 1;
      continue;
    }
    leftOut += 1;
    cards.push(undefined);
  }
  return { cards, inShort, leftOut };
}
