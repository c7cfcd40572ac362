// One table of all figures, as it is printed and pasted into docs/performance.md. Says of each whether its target is met; what was
// not measured is not.
import { type Figure, type Measured, type Unit } from "./figures";
import { type Samples } from "./samples";
import { type Summary } from "./statistics";

export interface Report {
  readonly text: string;
  readonly failed: number;
}

/** Fewer measurements than this do not count. */
export const ENOUGH = 9;

export function report(figures: readonly Figure[], notes: readonly string[], samples: Samples): Report {
  const rows = figures.map((figure) => rowOf(figure, samples));
  const others = notes.map((name) => `- ${name}: ${shown(samples.of(name), "ms")}`);
  return {
    text: [
      "| figure | target | measured | | pass |",
      "| --- | --- | ---: | --- | --- |",
      ...rows.map(lineOf),
      "",
      ...others,
    ]
      .join("\n")
      .trim(),
    failed: rows.filter(({ verdict }) => verdict !== "yes").length,
  };
}

interface Row {
  readonly cells: readonly string[];
  readonly verdict: "yes" | "NO" | "NOT MEASURED";
}

const lineOf = ({ cells, verdict }: Row): string => `| ${[...cells, verdict].join(" | ")} |`;

function rowOf(figure: Figure, samples: Samples): Row {
  const wanted = [figure.name, targetOf(figure)];
  const missing = figure.needs.filter((name) => samples.of(name).count < ENOUGH);
  if (missing.length > 0) {
    const reasons = missing.map((name) => `${name}: ${samples.reason(name)}`);
    return { cells: [...wanted, "", reasons.join("; ")], verdict: "NOT MEASURED" };
  }
  const measured = figure.measure(samples);
  return {
    cells: [...wanted, withUnit(measured.value, figure), partsOf(measured)],
    verdict: measured.value <= figure.target ? "yes" : "NO",
  };
}

const targetOf = (figure: Figure): string =>
  figure.unit === "x"
    ? `<= ${figure.target} x ${figure.against}`
    : `<= ${figure.target} ms beyond the ${figure.against}`;

const withUnit = (value: number, { unit }: Figure): string =>
  unit === "x" ? value.toFixed(2) : `${value.toFixed(1)} ms`;

const partsOf = ({ parts }: Measured): string => parts.map(({ summary, unit }) => shown(summary, unit)).join(" : ");

const shown = ({ median, from, to }: Summary, unit: Unit): string =>
  `${rounded(median)} ${unit} (${rounded(from)} to ${rounded(to)})`;

const rounded = (value: number): string => value.toFixed(value < 20 ? 1 : 0);
