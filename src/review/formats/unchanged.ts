// Whether a review has nothing to tell.
import { type Review, type Warning } from "../facts";

/**
 * Nothing changes: no key and no other resource (outputs are not resources), no drift was found, no condition failed, and all was analysed. Whether a policy has
 * something to say is not asked here.
 */
export const isUnchanged = ({ plans, counts }: Review): boolean =>
  counts.others === 0 &&
  plans.every(
    ({ keys, exclusives, actions, gaps, warnings, isErrored }) =>
      [keys, exclusives, actions, gaps, warnings.filter(isOfPlan)].every(({ length }) => length === 0) && !isErrored,
  );

/** The log has warnings of other providers too, with each plan anew. */
const isOfPlan = ({ origin }: Warning): boolean => origin === "derived";
