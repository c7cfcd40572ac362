// A number of the API's as Terraform's; null where the API does not tell it.
import { Decimal } from "../terraform/cty";

export const decimalOrNull = (value: number | undefined): Decimal | null =>
  value === undefined ? null : Decimal.fromNumber(value);
