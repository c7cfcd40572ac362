// The facts of plans that a test makes, with symbols as they are.
import { type KeyFacts, type PlanFacts, type PlanInput, reviewPlans } from "../../../src/review";
import { type ChangeJson, planOf } from "../plan-json";

export function factsOf(
  changes: readonly ChangeJson[],
  besides: Readonly<Record<string, unknown>> = {},
  input: Partial<PlanInput> = {},
): PlanFacts {
  const [plan] = reviewPlans([{ text: planOf(changes, besides), label: "tfplan", ...input }], {
    perMinute: undefined,
    now: 0,
  }).plans;
  if (plan === undefined) throw new Error("no plan was reviewed");
  return plan;
}

/** Of the only key that changes. */
export function keyOf(change: ChangeJson, besides: Readonly<Record<string, unknown>> = {}): KeyFacts {
  const { keys, gaps } = factsOf([change], besides);
  const [key, ...more] = keys;
  if (key === undefined || more.length > 0) throw new Error(`${keys.length} keys change: ${JSON.stringify(gaps)}`);
  return key;
}
