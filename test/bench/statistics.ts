// What is said of a number of measurements: their median, and between which values the middle half of them lies.

export interface Summary {
  readonly count: number;
  readonly median: number;
  /** The first and the third quartile. */
  readonly from: number;
  readonly to: number;
}

export function summarise(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((one, other) => one - other);
  return {
    count: sorted.length,
    median: quantile(sorted, 0.5),
    from: quantile(sorted, 0.25),
    to: quantile(sorted, 0.75),
  };
}

/** Linear between neighbours; NaN where there is nothing. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
