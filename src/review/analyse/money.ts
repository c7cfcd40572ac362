// Credits: what a key may spend before and after, and exact sums of that. Pure.
import { knownSettingsOf } from "../../provider/proxy-key/settings-in-state";
import { totalOf } from "../../provider/total";
import { Decimal, UNKNOWN } from "../../terraform/cty";
import { type Hidden, type Money, SENSITIVE, isHidden } from "../facts";
import { type TypedKey } from "../plan/plan";

/** `isKept`: the key from before stays, and holds its credits, though Terraform forgets it. */
export function moneyOf(before: TypedKey | null, after: TypedKey | null, isKept: boolean): Money {
  const was: Money["before"] = amountOf(before);
  const is: Money["after"] = amountOf(after);
  return {
    before: was,
    after: is,
    difference: isHidden(was) || isHidden(is) ? undefined : sum([is ?? 0, -(was ?? 0)]),
    leftBehind: isKept && !isHidden(was) ? (was ?? 0) : 0,
  };
}

/** As 64-bit floats, 0.1 and 0.2 would come to 0.30000000000000004. */
export const sum = (amounts: readonly number[]): number =>
  totalOf(amounts.map((amount) => Decimal.fromNumber(amount)))?.toFloat64() ?? 0;

function amountOf(typed: TypedKey | null): number | null | Hidden {
  if (typed === null) return null;
  if (typed.sensitive.has("allocated_amount")) return SENSITIVE;
  return knownSettingsOf(typed.state).allocated_amount ?? UNKNOWN;
}
