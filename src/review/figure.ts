// How every text of a review writes a number.

const FIGURES = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** As in 1,234.5. Where that has too little room, as in 1.5e-9. */
export const figure = (amount: number): string => {
  const size = Math.abs(amount);
  return size < 1e15 && (size >= 1e-6 || size === 0) ? FIGURES.format(amount) : amount.toExponential(3);
};
