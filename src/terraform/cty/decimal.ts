// An exact decimal number. Terraform computes with 512-bit floats, so neither a double nor an integer can hold what it
// sends: 100/3 arrives as a decimal string of 150 digits and must be repeated digit for digit. The arithmetic is big.js's, which
// costs a start nothing that can be measured; what is ours are the limits, and doubles to their last binary place.
import Big from "big.js";

/** Limit of the digits in a text, and of the exponent's size: a hostile "1e999999999" would eat all memory. */
export const MAX_DIGITS = 10_000;
const PATTERN = /^-?(\d+)(?:\.(\d+))?(?:[eE][+-]?\d+)?$/;

/** It is a number, and a larger or a smaller one than anybody needs. */
export class DecimalLimitError extends RangeError {}

export class Decimal {
  private constructor(private readonly value: Big) {}

  /** Plain or exponent notation, as JSON and Terraform write it. Throws a RangeError on anything else; a DecimalLimitError on a number that it does not hold. */
  static parse(text: string): Decimal {
    const [, whole, fraction = ""] = PATTERN.exec(text) ?? [];
    if (whole === undefined) throw new RangeError("a string that is not a decimal number");
    if (whole.length + fraction.length > MAX_DIGITS) throw new DecimalLimitError("a number with too many digits");
    return Decimal.within(new Big(text));
  }

  /** The exact binary value of a double: 0.1 is 0.1000000000000000055511151231257827... */
  static fromFloat64(value: number): Decimal {
    if (!Number.isFinite(value)) throw new RangeError("a number that is not finite");
    if (Number.isSafeInteger(value)) return Decimal.within(new Big(value));
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    const raw = bits.getBigUint64(0);
    const biased = Number((raw >> 52n) & 0x7ffn);
    const fraction = raw & 0xf_ffff_ffff_ffffn;
    const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
    const signed = raw >> 63n ? -mantissa : mantissa;
    const power = Math.max(biased, 1) - 1075;
    // m / 2^n is m * 5^n / 10^n.
    return power >= 0
      ? Decimal.fromBigInt(signed << BigInt(power))
      : Decimal.within(new Big(`${signed * 5n ** BigInt(-power)}e${power}`));
  }

  /** The shortest decimal that JavaScript prints for a double: what a person or a JSON text meant by it. */
  static fromNumber(value: number): Decimal {
    if (!Number.isFinite(value)) throw new RangeError("a number that is not finite");
    return Decimal.parse(String(value));
  }

  static fromBigInt(value: bigint): Decimal {
    return Decimal.within(new Big(String(value)));
  }

  private static within(value: Big): Decimal {
    // There is one zero: the library has a negative one as well.
    if (value.eq(0)) return new Decimal(new Big(0));
    if (Math.abs(lastPlaceOf(value)) > MAX_DIGITS) throw new DecimalLimitError("a number out of range");
    return new Decimal(value);
  }

  /** The nearest double; infinite where the number is too large for one. */
  toFloat64(): number {
    return this.value.toNumber();
  }

  toBigInt(): bigint | undefined {
    return this.isInteger() ? BigInt(this.toString()) : undefined;
  }

  isInteger(): boolean {
    return lastPlaceOf(this.value) >= 0;
  }

  equals(other: Decimal): boolean {
    return this.value.eq(other.value);
  }

  compare(other: Decimal): -1 | 0 | 1 {
    return this.value.cmp(other.value);
  }

  plus(other: Decimal): Decimal {
    return Decimal.within(this.value.plus(other.value));
  }

  /** Plain notation, without an exponent. */
  toString(): string {
    return this.value.toFixed();
  }
}

/** The power of ten of the last digit that is not zero; 0 for zero. */
const lastPlaceOf = ({ c: digits, e: exponent }: Big): number => exponent - digits.length + 1;
