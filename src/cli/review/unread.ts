// A review of what could be read, and in it, at their places, the plans that could not: what is missing is never hidden.
import { type PlanFacts, type PlanInput, type Review, type ReviewOptions, PlanError, reviewPlans } from "../../review";

/** A stack whose plan could not be read. */
export interface Unread {
  readonly label: string;
  /** One sentence: why, and what to do. */
  readonly unread: string;
}

/** In the order in which the plans were named. Throws a PlanError where one is not a plan. */
export function reviewWhole(read: readonly (PlanInput | Unread)[], options: ReviewOptions): Review {
  const review = reviewPlans(
    read.flatMap((plan) => (isUnread(plan) ? [] : [plan])),
    options,
  );
  if (!read.some(isUnread)) return review;
  const plans = [...review.plans];
  return {
    ...review,
    // `plans` has one for each that was read, in the same order.
    plans: read.flatMap((plan) => (isUnread(plan) ? [unreadPlan(plan, review)] : plans.splice(0, 1))),
    cost: { ...review.cost, isAtLeast: true },
  };
}

/** One stack whose plan cannot be read does not hide the others. */
export function reviewStacks(read: readonly (PlanInput | Unread)[], options: ReviewOptions): Review {
  try {
    return reviewWhole(read, options);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return reviewWhole(
      read.map((plan) => (isUnread(plan) ? plan : tried(plan, options))),
      options,
    );
  }
}

function tried(plan: PlanInput, options: ReviewOptions): PlanInput | Unread {
  try {
    reviewPlans([plan], options);
    return plan;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { label: plan.label, unread: error.message };
  }
}

const isUnread = (plan: PlanInput | Unread): plan is Unread => "unread" in plan;

const unreadPlan = ({ label, unread }: Unread, { cost }: Review): PlanFacts => ({
  label,
  tool: "Terraform",
  terraformVersion: undefined,
  plannedAt: undefined,
  isErrored: false,
  isPartial: false,
  keys: [],
  exclusives: [],
  actions: [],
  others: [],
  gaps: [{ address: undefined, words: unread }],
  warnings: [],
  counts: NONE,
  accounts: [],
  cost: { ...cost, requests: 0, isAtLeast: true, minutes: 0, timeline: [] },
});

const NONE = {
  ...{ destroy: 0, replace: 0, update: 0, create: 0, forget: 0, import: 0, move: 0, drift: 0, defer: 0 },
  ...{ unchanged: 0, wider: 0, unknown: 0, undeclared: 0, others: 0 },
} satisfies PlanFacts["counts"];
