// All that a review lists, over all plans and in one order: a destroy in the last plan is as grave as in the first.
import {
  type ActionFacts,
  type ExclusiveFacts,
  type Gap,
  type KeyFacts,
  type PlanFacts,
  type Review,
  type Warning,
} from "../facts";

export type Entry = { /** Undefined: there is only one. */ readonly plan: string | undefined } & (
  | { readonly kind: "key"; readonly facts: KeyFacts }
  | { readonly kind: "exclusive"; readonly facts: ExclusiveFacts }
  | { readonly kind: "action"; readonly facts: ActionFacts }
);

const GRAVITY = ["destructive", "wider", "changed", "created", "kept", "drifted"] as const;

export type Gravity = (typeof GRAVITY)[number];

/** The gravest first; among equals, in the order of the plans and of the facts. */
export const entriesOf = ({ plans }: Review): readonly Entry[] => {
  const entries = plans.flatMap((plan) => entriesOfPlan(plan, plans.length > 1 ? plan.label : undefined));
  return GRAVITY.flatMap((gravity) => entries.filter((entry) => gravityOf(entry) === gravity));
};

const entriesOfPlan = ({ keys, exclusives, actions }: PlanFacts, plan: string | undefined): readonly Entry[] => [
  ...inOrder(keys).map((facts) => ({ plan, kind: "key" as const, facts })),
  ...exclusives.map((facts) => ({ plan, kind: "exclusive" as const, facts })),
  ...actions.map((facts) => ({ plan, kind: "action" as const, facts })),
];

/** A destroy is graver than a replacement. */
const inOrder = (keys: readonly KeyFacts[]): readonly KeyFacts[] => [
  ...keys.filter(({ change }) => change === "destroy"),
  ...keys.filter(({ change }) => change !== "destroy"),
];

export function gravityOf(entry: Entry): Gravity {
  if (entry.kind !== "key") return callsOf(entry) || mayRemove(entry) ? "destructive" : "kept";
  const { change, access } = entry.facts;
  if (change === "destroy" || change === "replace") return "destructive";
  if (access === "wider" || access === "both" || access === "unknown") return "wider";
  if (change === "update") return "changed";
  if (change === "create") return "created";
  return change === "drift" ? "drifted" : "kept";
}

const callsOf = ({ facts }: Entry): boolean => facts.operations.length > 0;

const mayRemove = (entry: Entry): boolean => entry.kind === "exclusive" && !entry.facts.areRemovalsKnown;

/** Something that is said of a plan, or of one of its resources. The plan is undefined if there is only one. */
export interface Remark extends Gap {
  readonly plan: string | undefined;
}

/** What was not analysed, in all plans, with what Terraform itself could not finish. */
export const gapsOf = (review: Review): readonly Remark[] =>
  remarksOf(review, ({ gaps, isErrored }) => [...(isErrored ? [ERRORED] : []), ...gaps]);

/** What is to be known of the plans as a whole. */
export const noticesOf = (review: Review): readonly Remark[] =>
  remarksOf(review, ({ isErrored, isPartial, warnings }) => [
    ...(isPartial && !isErrored ? [PARTIAL] : []),
    ...warnings.map((warning) => ({ address: undefined, words: onOneLine(warning) })),
  ]);

const remarksOf = ({ plans }: Review, ofPlan: (plan: PlanFacts) => readonly Gap[]): readonly Remark[] =>
  plans.flatMap((plan) => ofPlan(plan).map((gap) => ({ ...gap, plan: plans.length > 1 ? plan.label : undefined })));

export function onOneLine({ summary, detail }: Warning): string {
  const lines = linesOf(detail);
  return lines.length === 0 ? summary : `${summary}: ${lines.join(" ")}`;
}

/** Without those that are empty. */
export const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");

export const ERRORED: Gap = {
  address: undefined,
  words: "Terraform failed half-way: what follows is not the whole change.",
};

export const PARTIAL: Gap = {
  address: undefined,
  words: "Not the whole configuration is planned: something was put off, or left out with -target.",
};
