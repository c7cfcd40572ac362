// The names of the formats of a review, and which of them goes where.
import { InvalidArgumentError } from "commander";

export const FORMAT_NAMES = ["text", "markdown", "json", "html", "sarif", "junit"] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

export const isFormatName = (text: string): text is FormatName => FORMAT_NAMES.some((name) => name === text);

/** As --output takes it: `review.html`, or with its format `html=review.html`. */
export interface Output {
  readonly format: FormatName | undefined;
  readonly file: string;
}

export interface Destinations {
  /** To standard output. */
  readonly shown: FormatName;
  readonly files: readonly { readonly format: FormatName; readonly file: string }[];
}

/** Throws commander's error where there is no such format. */
export function parseOutput(text: string): Output {
  const [, before, after = ""] = /^([A-Za-z]+)=(.*)$/s.exec(text) ?? [];
  if (before !== undefined && !isFormatName(before)) {
    throw new InvalidArgumentError(
      `There is no format ${before}; there are ${FORMAT_NAMES.join(", ")}. A file that is called so is ./${text}`,
    );
  }
  const output = before === undefined ? { format: undefined, file: text } : { format: before, file: after };
  if (output.file === "") throw new InvalidArgumentError("It names no file.");
  if (output.file === "-") throw new InvalidArgumentError("Standard output is where the review goes without --output.");
  return output;
}

/** A review always goes to standard output, as text if nothing else is asked for. Throws a sentence. */
export function destinationsOf(formats: readonly FormatName[], outputs: readonly Output[]): Destinations {
  const plain = outputs.filter(({ format }) => format === undefined);
  if (plain.length > 1 || formats.length > 1) {
    throw new Error(
      `which format goes to which file is not clear; write each with its file, as in ${["html", "markdown"].map((name) => `--output ${name}=FILE`).join(" ")}`,
    );
  }
  const [format = "text"] = formats;
  return {
    shown: plain.length === 0 ? format : "text",
    files: outputs.map((output) => ({ format: output.format ?? format, file: output.file })),
  };
}
