// Sums of credits are exact.
import { totalOf } from "../../src/provider/total";
import { Decimal } from "../../src/terraform/cty";

test.each<[(number | null)[], string | undefined]>([
  [[], "0"],
  [[0.1, 0.2], "0.3"],
  [[500, 0.25, 12.5], "512.75"],
  [[1, -0.5], "0.5"],
  [[1e21, 1e-7], "1000000000000000000000.0000001"],
  [[1, null], undefined],
])("%j come to %s", (amounts, expected) => {
  const total = totalOf(amounts.map((amount) => (amount === null ? null : Decimal.fromNumber(amount))));
  expect(total?.toString()).toBe(expected);
});
