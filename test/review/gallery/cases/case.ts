// One plan of the gallery: its file's name, and how it comes about.
import { type Stage } from "../stage";

export interface Case {
  /** Of the file. */
  readonly name: string;
  /** A file with the keys that the account has before. @default - none */
  readonly account?: string;
  /** The JSON of the plan. */
  readonly make: (stage: Stage) => Promise<string>;
}

/** A key `ci` with 100 credits and these lines besides, which may stand in for the usual ones. */
export function key(...lines: readonly string[]): string {
  return labelled("ci", ...lines);
}

export function labelled(label: string, ...lines: readonly string[]): string {
  const isSet = (attribute: string) => lines.some((line) => line.startsWith(`${attribute} `));
  const usual = [
    ...(isSet("name") ? [] : [`name = "${label}"`]),
    ...(isSet("allocated_amount") ? [] : ["allocated_amount = 100"]),
  ];
  return `resource "electronhub_proxy_key" "${label}" {\n${[...usual, ...lines].map((line) => `  ${line}\n`).join("")}}\n`;
}

/** An update: what is applied, and what is planned then. */
export const update = (name: string, before: string, after: string): Case => ({
  name,
  make: async (stage) => {
    await stage.apply(before);
    return stage.plan(after);
  },
});

/** Values that are known only during apply, because the object that has them is replaced. */
export const later = (value: string, generation: number): string =>
  `resource "terraform_data" "later" {\n  input            = ${value}\n  triggers_replace = ${generation}\n}\n`;
