// The exact sum of amounts of credits: as doubles, 0.1 and 0.2 would come to 0.30000000000000004. Pure.
import { Decimal } from "../terraform/cty";

/** Null where an amount is not known. */
export function totalOf(amounts: readonly (Decimal | null)[]): Decimal | null {
  const parts: { readonly whole: string; readonly fraction: string }[] = [];
  for (const amount of amounts) {
    if (amount === null) return null;
    const [whole = "0", fraction = ""] = amount.toString().split(".");
    parts.push({ whole, fraction });
  }
  const places = parts.reduce((most, { fraction }) => Math.max(most, fraction.length), 0);
  const scaled = parts.map(({ whole, fraction }) => BigInt(whole + fraction.padEnd(places, "0")));
  return Decimal.parse(`${scaled.reduce((sum, one) => sum + one, 0n)}e-${places}`);
}
