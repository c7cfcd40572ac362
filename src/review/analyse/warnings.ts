// The warnings that the provider gives with a plan, derived by its own functions: a saved plan does not hold them. What
// depends on private state, which no plan's JSON tells, is left to the log of the plan.
import { type Kept } from "../../provider/proxy-key/private-state";
import { type ProxyKeyState } from "../../provider/proxy-key/schema";
import { knownSettings } from "../../provider/proxy-key/settings-in-state";
import {
  allocationWarning,
  allowances,
  dueNextWarning,
  forgottenKeyWarning,
  keptByRotationWarning,
  leftBehindWarning,
  limitTypeSetWarning,
  limitTypeUnsureWarning,
  limitTypeUntoldWarning,
  widerWarning,
} from "../../provider/proxy-key/warnings";
import { UNKNOWN } from "../../terraform/cty";
import { type Diagnostic } from "../../terraform/framework";
import { type PlannedOperation, type SettingFacts, type Warning } from "../facts";
import { type TypedKey } from "../plan/plan";
import { proxyKeyShape } from "../plan/shapes";
import { type Moment } from "./moment";

/** What a review can know of private state: nothing. */
const NOTHING_KEPT: Kept = {
  seen: {},
  isRenewalDue: false,
  computedExpiry: undefined,
  isLimitTypeUnsure: false,
  isDeletionWarned: false,
};

export const warningsOfCreate = (after: TypedKey): readonly Warning[] => told(allocationWarning(null, masked(after)));

export const warningsOfDestroy = (before: TypedKey): readonly Warning[] => told(leftBehindWarning(masked(before)));

export interface Changed {
  readonly before: TypedKey;
  readonly after: TypedKey;
  readonly settings: readonly SettingFacts[];
  readonly operations: readonly PlannedOperation[];
  readonly configured: ReadonlySet<string> | undefined;
}

export function warningsOfUpdate(changed: Changed, moment: Moment): readonly Warning[] {
  const { prior, planned } = sidesOf(changed);
  const updates = changed.operations.filter(({ kind }) => kind === "update");
  const sendsOnlyLimitType = updates.some(({ text }) => text === "update limit_type");
  const isUntold = prior.limit_type === null;
  const isConfigured = changed.configured?.has("limit_type") ?? false;
  return told([
    ...allocationWarning(prior, planned),
    ...wider(changed, moment),
    ...(updates.length > 0 && isUntold && !isConfigured && planned.limit_type !== UNKNOWN
      ? limitTypeSetWarning(prior, planned)
      : []),
    ...(sendsOnlyLimitType && isUntold ? limitTypeUntoldWarning(prior) : []),
    ...(sendsOnlyLimitType && !isUntold && prior.limit_type === planned.limit_type
      ? limitTypeUnsureWarning(prior)
      : []),
    ...forgottenKeyWarning(prior, planned),
    ...dueNextWarning(prior, planned, moment.now),
  ]);
}

/** `isKept`: the old key stays, in the way that its deletion_policy says. */
export function warningsOfReplacement(changed: Changed, isKept: boolean, moment: Moment): readonly Warning[] {
  const { prior, planned } = sidesOf(changed);
  return told([
    ...allocationWarning(null, planned),
    ...(isKept ? keptByRotationWarning(prior) : []),
    ...wider(changed, moment),
  ]);
}

function wider(changed: Changed, { now, table }: Moment): readonly Diagnostic[] {
  const { prior, planned } = sidesOf(changed);
  const hidden = changed.settings.filter(
    ({ name, access }) => changed.after.sensitive.has(name) && access !== "same" && access !== "narrower",
  );
  return widerWarning(prior, [
    ...allowances(knownSettings(prior, table), prior, planned, NOTHING_KEPT, now),
    ...hidden.map(({ name }) => `${name}: it may allow more; the value is sensitive`),
  ]);
}

const sidesOf = ({ before, after }: Changed) => ({ prior: masked(before), planned: masked(after) });

/** What no warning may tell is as if it were not there, and so the same on both sides. */
function masked({ state, sensitive }: TypedKey): ProxyKeyState {
  const shown = Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, sensitive.has(name) ? null : value] as const),
  );
  if (!proxyKeyShape.is(shown)) throw new Error("an attribute is missing");
  return {
    ...shown,
    ...(sensitive.has("name") && { name: "(sensitive)" }),
    ...(sensitive.has("deletion_grace_period") && { deletion_grace_period: "(sensitive)" }),
    // The schema marks it, and whether it is there is no secret.
    key: state.key,
  };
}

const told = (diagnostics: readonly Diagnostic[]): readonly Warning[] =>
  diagnostics.map(({ summary, detail }) => ({ summary, detail, origin: "derived" }));
