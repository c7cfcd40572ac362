// Whether a review has nothing to tell.
import { type Review } from "../facts";

/**
 * Nothing changes: no key and nothing else, no drift was found, and all was analysed. Whether a policy has something to say is
 * not asked here.
 */
export const isUnchanged = ({ plans, counts }: Review): boolean =>
  counts.others === 0 &&
  plans.every(
    ({ keys, exclusives, actions, gaps, isErrored }) =>
      [keys, exclusives, actions, gaps].every(({ length }) => length === 0) && !isErrored,
  );
