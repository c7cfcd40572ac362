// What a pipeline acts upon. A review that is not whole comes first: a policy may be violated by what it does not show.
import { type Review, type Verdict, isUnchanged } from "../../review";

export const EXIT_CODES = { unchanged: 0, incomplete: 1, changed: 2, violated: 3 } as const;

export function exitCodeOf(review: Review, verdict: Verdict): number {
  if (review.plans.some(({ gaps, isErrored }) => gaps.length > 0 || isErrored)) return EXIT_CODES.incomplete;
  if (verdict.violations.length > 0) return EXIT_CODES.violated;
  return isUnchanged(review) ? EXIT_CODES.unchanged : EXIT_CODES.changed;
}
