// Fits sections into a given length: what ranks last is left out first, and counted.

export interface Section {
  /** Around the pieces, if there are any. */
  readonly before: string;
  readonly after: string;
  /** In the order in which they stand. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  /** The lower, the later it is left out. */
  readonly rank: number;
  /** As the list of what was left out calls such pieces. */
  readonly what: string;
}

export interface Fitted {
  readonly text: string;
  readonly leftOut: readonly { readonly what: string; readonly many: number }[];
}

export function fit(sections: readonly Section[], length: number): Fitted {
  const inUse = sections.filter(({ pieces }) => pieces.length > 0);
  const around = inUse.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
  const kept = gravest(
    inUse.flatMap(({ pieces }) => pieces),
    length - around,
  );
  const text = inUse.map(({ before, after, pieces }) => {
    const own = pieces.filter((piece) => kept.has(piece));
    return own.length === 0 ? "" : `${before}${own.map((piece) => piece.text).join("")}${after}`;
  });
  return { text: text.join(""), leftOut: countsOf(inUse, kept) };
}

/** Until one does not fit: none is kept that ranks after one that is left out. */
function gravest(pieces: readonly Piece[], length: number): ReadonlySet<Piece> {
  const kept = new Set<Piece>();
  let left = length;
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    left -= piece.text.length;
    if (left < 0) break;
    kept.add(piece);
  }
  return kept;
}

function countsOf(sections: readonly Section[], kept: ReadonlySet<Piece>): Fitted["leftOut"] {
  const counts = new Map<string, number>();
  for (const piece of sections.flatMap(({ pieces }) => pieces)) {
    if (!kept.has(piece)) counts.set(piece.what, (counts.get(piece.what) ?? 0) + 1);
  }
  return [...counts].map(([what, many]) => ({ what, many }));
}
