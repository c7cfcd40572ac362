// Decimal against written-out numbers, and against BigInt and Number as oracles.
import fc from "fast-check";
import { Decimal } from "../../../src/terraform/cty";
import { DecimalLimitError } from "../../../src/terraform/cty/decimal";

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("parse", () => {
  test.each([
    ["0", "0"],
    ["-0", "0"],
    ["0.000", "0"],
    ["0e999999999", "0"],
    ["7", "7"],
    ["-3", "-3"],
    ["150", "150"],
    ["1500e-1", "150"],
    ["0.1", "0.1"],
    ["-0.010", "-0.01"],
    ["1e3", "1000"],
    ["1E+3", "1000"],
    ["1.5e-3", "0.0015"],
    ["12.5e1", "125"],
    ["9007199254740993", "9007199254740993"],
    ["33.333333333333333333333333333333333333333333333", "33.333333333333333333333333333333333333333333333"],
  ])("%s is %s", (text, plain) => {
    expect(Decimal.parse(text).toString()).toBe(plain);
  });

  test.each([
    "",
    " ",
    "1 ",
    ".",
    "5.",
    ".5",
    "+5",
    "-",
    "e5",
    "1e",
    "1e+",
    "0x10",
    "1_000",
    "1,5",
    "NaN",
    "Infinity",
    "١",
  ])("refuses %j", (text) => {
    expect(() => Decimal.parse(text)).toThrow(RangeError);
  });

  test.each([
    "1e999999999",
    "1e-999999999",
    "-1e10001",
    "1e-10001",
    `0.${"0".repeat(10_000)}1`,
    `1e${"9".repeat(400)}`,
    "1".repeat(10_001),
  ])("refuses what would eat memory: %.20s", (text) => {
    expect(() => Decimal.parse(text)).toThrow(DecimalLimitError);
  });

  test("does not repeat the text in its error", () => {
    expect(() => Decimal.parse("ek-secret")).toThrow(new RangeError("a string that is not a decimal number"));
  });
});

describe("doubles", () => {
  test.each([
    [0.1, "0.1000000000000000055511151231257827021181583404541015625"],
    [0.5, "0.5"],
    [-2.75, "-2.75"],
    [-0, "0"],
    [2 ** 53, "9007199254740992"],
    [1e23, "99999999999999991611392"],
  ])("fromFloat64(%d) is exactly %s", (float, exact) => {
    expect(Decimal.fromFloat64(float).toString()).toBe(exact);
  });

  test.each([
    [0.1, "0.1"],
    [1e23, "100000000000000000000000"],
    [5e-324, `0.${"0".repeat(323)}5`],
    [-1.5, "-1.5"],
  ])("fromNumber(%d) is what people read: %s", (float, shortest) => {
    expect(Decimal.fromNumber(float).toString()).toBe(shortest);
  });

  test.each([NaN, Infinity, -Infinity])("%d is not a decimal", (float) => {
    expect(() => Decimal.fromFloat64(float)).toThrow(RangeError);
    expect(() => Decimal.fromNumber(float)).toThrow(RangeError);
  });

  test("a number between two doubles becomes the nearest, one beyond them infinite", () => {
    expect(Decimal.parse("9007199254740993").toFloat64()).toBe(9007199254740992);
    expect(Decimal.parse(`33.${"3".repeat(148)}`).toFloat64()).toBe(100 / 3);
    expect(Decimal.parse("-1e400").toFloat64()).toBe(-Infinity);
    expect(Decimal.parse("1e-400").toFloat64()).toBe(0);
  });

  test("every double comes back from both of its decimals", () => {
    fc.assert(
      fc.property(doubles, (float) => {
        const same = float === 0 ? 0 : float;
        expect(Decimal.fromFloat64(float).toFloat64()).toBe(same);
        expect(Decimal.fromNumber(float).toFloat64()).toBe(same);
      }),
    );
  });

  test("fromFloat64 has the digits that toFixed prints", () => {
    // A fraction of at most 100 binary places has at most 100 decimal places: all that toFixed can print.
    const dyadic = fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 100 }))
      .map(([mantissa, places]) => mantissa / 2 ** places);
    fc.assert(
      fc.property(dyadic, (float) => {
        expect(Decimal.fromFloat64(float)).toEqual(Decimal.parse(float.toFixed(100)));
      }),
    );
  });
});

describe("integers", () => {
  test.each([
    ["10", 10n],
    ["-1e3", -1000n],
    ["1.50e1", 15n],
    ["0.1", undefined],
    ["1e-1", undefined],
  ])("%s as a bigint: %s", (text, integer) => {
    expect(Decimal.parse(text).toBigInt()).toBe(integer);
    expect(Decimal.parse(text).isInteger()).toBe(integer !== undefined);
  });

  test("every bigint prints as itself and comes back", () => {
    fc.assert(
      fc.property(fc.bigInt(), (integer) => {
        expect(Decimal.fromBigInt(integer).toString()).toBe(String(integer));
        expect(Decimal.parse(String(integer)).toBigInt()).toBe(integer);
      }),
    );
  });
});

describe("comparison", () => {
  const scaled = fc.record({
    digits: fc.bigInt({ min: -10_000n, max: 10_000n }),
    places: fc.integer({ min: 0, max: 6 }),
  });

  test("one number in several spellings is equal", () => {
    const spellings = ["150", "150.0", "1.5e2", "15e1", "1500e-1"].map((text) => Decimal.parse(text));
    for (const a of spellings) for (const b of spellings) expect([a.equals(b), a.compare(b)]).toEqual([true, 0]);
  });

  test("agrees with integers of a common scale", () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const [left, right] = [a, b].map(({ digits, places }) => Decimal.parse(`${digits}e-${places}`));
        const [x, y] = [a, b].map(({ digits, places }) => digits * 10n ** BigInt(6 - places));
        if (!left || !right || x === undefined || y === undefined) throw new Error("two numbers");
        expect(left.compare(right)).toBe(x < y ? -1 : x > y ? 1 : 0);
        expect(left.equals(right)).toBe(x === y);
      }),
    );
  });

  test("agrees with doubles", () => {
    fc.assert(
      fc.property(doubles, doubles, (a, b) => {
        expect(Decimal.fromFloat64(a).compare(Decimal.fromFloat64(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});

test("what toString prints is plain and parses back to the same number", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: -400, max: 400 }), (digits, exponent) => {
      const number = Decimal.parse(`${digits}e${exponent}`);
      expect(number.toString()).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      expect(Decimal.parse(number.toString())).toEqual(number);
    }),
  );
});
