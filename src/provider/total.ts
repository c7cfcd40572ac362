// The exact sum of amounts of credits: as doubles, 0.1 and 0.2 would come to 0.30000000000000004. Pure.
import { Decimal } from "../terraform/cty";

/** Null where an amount is not known. */
export const totalOf = (amounts: readonly (Decimal | null)[]): Decimal | null =>
  amounts.reduce<Decimal | null>((sum, amount) => sum && amount && sum.plus(amount), Decimal.fromBigInt(0n));
