// What the formats show of each plan of the gallery: files that a person has looked at, and that a test compares.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  NO_VERDICT,
  PlanError,
  type Review,
  formatHtml,
  formatJson,
  formatJunit,
  formatMarkdown,
  formatSarif,
  formatText,
  reviewPlans,
} from "../../../src/review";

const PLANS = join(__dirname, "plans");
const BY_HAND = join(__dirname, "by-hand");
const GOLDEN = join(__dirname, "golden");

/** Of these, the larger formats are kept too. */
const AT_LENGTH = ["several-keys-of-each-kind", "hostile-names-at-update", "replace-create-first-expire"];

export interface GalleryPlan {
  readonly name: string;
  /** The plan's JSON. */
  readonly text: string;
}

export const galleryPlans = (): readonly GalleryPlan[] =>
  [PLANS, BY_HAND].flatMap((directory) =>
    readdirSync(directory)
      .filter((file) => file.endsWith(".json"))
      .sort()
      .map((file) => ({ name: file.slice(0, -".json".length), text: readFileSync(join(directory, file), "utf8") })),
  );

export const reviewOf = ({ name, text }: GalleryPlan): Review =>
  reviewPlans([{ text, label: name }], { perMinute: undefined, now: 0 });

/** Every format, by the ending of its file. */
export const FORMATS: Readonly<Record<string, (review: Review) => string>> = {
  txt: (review) => formatText(review, NO_VERDICT, { width: 80, colour: false }),
  md: (review) => formatMarkdown(review, NO_VERDICT, {}),
  json: (review) => formatJson(review, NO_VERDICT),
  sarif: (review) => formatSarif(review, NO_VERDICT),
  xml: (review) => formatJunit(review, NO_VERDICT),
  html: (review) => formatHtml(review, NO_VERDICT),
};

/** Characters of JSON: what is longer says nothing that a shorter one does not. */
const LONGEST_JSON = 10_000;

/** By the names of their files. What is not a plan is shown as the sentence that says so. */
export function shownOf(plan: GalleryPlan): ReadonlyMap<string, string> {
  const isKept = (ending: string, shown: string): boolean =>
    ending === "txt" || AT_LENGTH.includes(plan.name) || (ending === "json" && shown.length <= LONGEST_JSON);
  try {
    const review = reviewOf(plan);
    const all = Object.entries(FORMATS).map(([ending, format]) => [ending, format(review)] as const);
    const kept = all.filter(([ending, shown]) => isKept(ending, shown));
    return new Map(kept.map(([ending, shown]) => [`${plan.name}.${ending}`, shown]));
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return new Map([[`${plan.name}.txt`, `${error.message}\n`]]);
  }
}

/** Undefined where it is not there. */
export function goldenFile(name: string): string | undefined {
  const file = join(GOLDEN, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

export const goldenFiles = (): readonly string[] => readdirSync(GOLDEN).sort();

export function writeGolden(): void {
  mkdirSync(GOLDEN, { recursive: true });
  const shown = new Map(galleryPlans().flatMap((plan) => [...shownOf(plan)]));
  for (const [file, text] of shown) writeFileSync(join(GOLDEN, file), text);
  for (const file of goldenFiles()) if (!shown.has(file)) rmSync(join(GOLDEN, file));
}
