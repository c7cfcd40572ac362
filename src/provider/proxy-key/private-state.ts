// What is kept of a proxy key beside its state, as one typed record: one function for each step of its life says what is
// still true after it. What is kept is the fact of a moment: a plan that decides by it checks that it still applies.
import { type PrivateState } from "../../terraform/framework";
import { type Fingerprint, seenIn, withFingerprint } from "../fingerprint";

export interface Kept {
  /** Where the key was seen last, as `fingerprint.ts` writes it. */
  readonly seen: PrivateState;
  /** As the last refresh found it, by what state says of `renew_before`. */
  readonly isRenewalDue: boolean;
  /** The instant that was computed last from `valid_for`: another one was set by somebody else. */
  readonly computedExpiry: string | undefined;
  /** An update that was to set limit_type was sent, and its answer was lost. */
  readonly isLimitTypeUnsure: boolean;
  /** The plan of its destroy has said what is left behind. */
  readonly isDeletionWarned: boolean;
}

const DUE = "expiry_due";
const RENEW = "renew";
const COMPUTED = "expiry_computed";
const UNSURE = "limit_type_unsure";
const WARNED = "deletion_warned";

/** What is missing, or not known to this version, counts as not kept. */
export const keptIn = (state: PrivateState): Kept => ({
  seen: seenIn(state),
  isRenewalDue: state[DUE] === RENEW,
  computedExpiry: typeof state[COMPUTED] === "string" ? state[COMPUTED] : undefined,
  isLimitTypeUnsure: state[UNSURE] === true,
  isDeletionWarned: state[WARNED] === true,
});

export const privateStateOf = (kept: Kept): PrivateState => ({
  ...kept.seen,
  ...(kept.isRenewalDue && { [DUE]: RENEW }),
  ...(kept.computedExpiry !== undefined && { [COMPUTED]: kept.computedExpiry }),
  ...(kept.isLimitTypeUnsure && { [UNSURE]: true }),
  ...(kept.isDeletionWarned && { [WARNED]: true }),
});

/** Of a key that was made, or found for an import. */
export const afterCreate = (fingerprint: Fingerprint, computedExpiry?: string): Kept => ({
  ...keptIn({}),
  seen: withFingerprint({}, fingerprint),
  computedExpiry,
});

/** What an earlier plan of a destroy said is over with that plan. */
export const afterRead = (kept: Kept, fingerprint: Fingerprint, isRenewalDue: boolean): Kept => ({
  ...kept,
  seen: withFingerprint({}, fingerprint),
  isRenewalDue,
  isDeletionWarned: false,
});

export const afterPlannedDestroy = (kept: Kept): Kept => ({ ...kept, isDeletionWarned: true });

/** The key is still there: the next plan warns anew. */
export const afterFailedDelete = (kept: Kept): Kept => ({ ...kept, isDeletionWarned: false });

/** How far a change came. */
export interface Change {
  /** Every call of it was made. */
  readonly isComplete: boolean;
  /** What an update that went through has set: limit_type with everything else, and an instant where that was computed. */
  readonly updated: { readonly computedExpiry: string | undefined } | undefined;
  /** An update that was to set limit_type was sent, and its answer was lost. */
  readonly isLimitTypeLost: boolean;
}

/** What was due is decided anew at the next refresh. */
export const afterChange = (kept: Kept, { isComplete, updated, isLimitTypeLost }: Change): Kept => ({
  ...kept,
  isRenewalDue: kept.isRenewalDue && !isComplete,
  computedExpiry: updated ? updated.computedExpiry : kept.computedExpiry,
  isLimitTypeUnsure: isLimitTypeLost || (kept.isLimitTypeUnsure && !updated),
});
