// An exact decimal number. Terraform computes with 512-bit floats, so neither a double nor an integer can hold what it
// sends: 100/3 arrives as a decimal string of 150 digits and must be repeated digit for digit.

/** Limit of the digits in a text, and of the exponent's size: a hostile "1e999999999" would eat all memory. */
export const MAX_DIGITS = 10_000;
const PATTERN = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** It is a number, and a larger or a smaller one than anybody needs. */
export class DecimalLimitError extends RangeError {}

export class Decimal {
  /** The value is coefficient * 10^exponent; the coefficient has no trailing zeros, and zero has the exponent 0. */
  private constructor(
    private readonly coefficient: bigint,
    private readonly exponent: number,
  ) {}

  /** Plain or exponent notation, as JSON and Terraform write it. Throws a RangeError on anything else; a DecimalLimitError on a number that it does not hold. */
  static parse(text: string): Decimal {
    const [, sign, whole = "", fraction = "", exponent = "0"] = PATTERN.exec(text) ?? [];
    if (sign === undefined) throw new RangeError("a string that is no decimal number");
    if (whole.length + fraction.length > MAX_DIGITS) throw new DecimalLimitError("a number with too many digits");
    return Decimal.normalized(BigInt(sign + whole + fraction), Number(exponent) - fraction.length);
  }

  /** The exact binary value of a double: 0.1 is 0.1000000000000000055511151231257827... */
  static fromFloat64(value: number): Decimal {
    if (!Number.isFinite(value)) throw new RangeError("a number that is not finite");
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
      ? Decimal.normalized(signed << BigInt(power), 0)
      : Decimal.normalized(signed * 5n ** BigInt(-power), power);
  }

  /** The shortest decimal that JavaScript prints for a double: what a person or a JSON text meant by it. */
  static fromNumber(value: number): Decimal {
    if (!Number.isFinite(value)) throw new RangeError("a number that is not finite");
    return Decimal.parse(String(value));
  }

  static fromBigInt(value: bigint): Decimal {
    return Decimal.normalized(value, 0);
  }

  private static normalized(coefficient: bigint, exponent: number): Decimal {
    if (coefficient === 0n) return new Decimal(0n, 0);
    // Zeros are cut from the text: dividing by ten again and again takes quadratic time.
    const digits = String(coefficient);
    let end = digits.length;
    while (digits[end - 1] === "0") end--;
    const power = exponent + digits.length - end;
    if (Math.abs(power) > MAX_DIGITS) throw new DecimalLimitError("a number out of range");
    return new Decimal(BigInt(digits.slice(0, end)), power);
  }

  /** The nearest double; infinite where the number is too large for one. */
  toFloat64(): number {
    return Number(`${this.coefficient}e${this.exponent}`);
  }

  toBigInt(): bigint | undefined {
    return this.isInteger() ? this.coefficient * 10n ** BigInt(this.exponent) : undefined;
  }

  isInteger(): boolean {
    return this.exponent >= 0;
  }

  equals(other: Decimal): boolean {
    return this.coefficient === other.coefficient && this.exponent === other.exponent;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const power = Math.min(this.exponent, other.exponent);
    const [a, b] = [this.scaledTo(power), other.scaledTo(power)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Plain notation, without an exponent. */
  toString(): string {
    if (this.exponent >= 0) return String(this.scaledTo(0));
    const sign = this.coefficient < 0n ? "-" : "";
    const digits = String(this.coefficient < 0n ? -this.coefficient : this.coefficient).padStart(
      1 - this.exponent,
      "0",
    );
    return `${sign}${digits.slice(0, this.exponent)}.${digits.slice(this.exponent)}`;
  }

  private scaledTo(power: number): bigint {
    return this.coefficient * 10n ** BigInt(this.exponent - power);
  }
}
