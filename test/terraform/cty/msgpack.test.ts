// The msgpack codec against bytes that were written by hand from the msgpack specification, never by an encoder.
import {
  type CtyType,
  type Unknown,
  type Value,
  CtyError,
  Decimal,
  DynamicValue,
  UNKNOWN,
  attributeStep,
  decode,
  encode,
  indexStep,
  types,
} from "../../../src/terraform/cty";
import { hex, text, toHex } from "./bytes";

const key = types.object({ name: types.string, amount: types.number, models: types.set(types.string) });

/** Formats that both sides write alike: read and written. */
const both: [string, CtyType, Value, string][] = [
  ["nil", types.string, null, "c0"],
  ["nil for an object", key, null, "c0"],
  ["nil for a dynamic value", types.dynamic, null, "c0"],
  ["extension 0 with one byte", types.string, UNKNOWN, "d4 00 00"],
  ["extension 0 for an object", key, UNKNOWN, "d4 00 00"],
  ["extension 0 for a dynamic value", types.dynamic, UNKNOWN, "d4 00 00"],
  ["false", types.bool, false, "c2"],
  ["true", types.bool, true, "c3"],
  ["fixstr, empty", types.string, "", "a0"],
  ["fixstr", types.string, "ab", "a2 61 62"],
  ["fixstr of four UTF-8 bytes", types.string, "😀", "a4 f0 9f 98 80"],
  ["str 8", types.string, "x".repeat(32), `d9 20 ${"78".repeat(32)}`],
  ["str 16", types.string, "x".repeat(256), `da 01 00 ${"78".repeat(256)}`],
  ["str 32", types.string, "x".repeat(65536), `db 00 01 00 00 ${"78".repeat(65536)}`],
  ["fixarray, empty", types.list(types.string), [], "90"],
  ["fixarray", types.list(types.bool), [true, null, UNKNOWN], "93 c3 c0 d4 00 00"],
  ["array 16", types.list(types.bool), Array<boolean>(16).fill(true), `dc 00 10 ${"c3".repeat(16)}`],
  ["a set keeps what it was given", types.set(types.string), ["a", "a"], "92 a1 61 a1 61"],
  ["a tuple", types.tuple([types.string, types.bool]), ["a", false], "92 a1 61 c2"],
  [
    "a map",
    types.map(types.bool),
    new Map([
      ["k", true],
      ["", null],
    ]),
    "82 a1 6b c3 a0 c0",
  ],
  // The key is `__proto__`.
  [
    "a map with a key like JavaScript's own",
    types.map(types.bool),
    new Map([["__proto__", true]]),
    "81 a9 5f5f70726f746f5f5f c3",
  ],
  ["an object", types.object({ a: types.string, b: types.bool }), { a: "x", b: null }, "82 a1 61 a1 78 a1 62 c0"],
  ["an object without attributes", types.object({}), {}, "80"],
  [
    "an object with an attribute like JavaScript's own",
    types.object({ ["__proto__"]: types.bool }),
    { ["__proto__"]: true },
    "81 a9 5f5f70726f746f5f5f c3",
  ],
  [
    "objects in a set",
    types.set(types.object({ x: types.map(types.number) })),
    [{ x: new Map([["k", Decimal.parse("1")]]) }, { x: null }],
    "92 81 a1 78 81 a1 6b 01 81 a1 78 c0",
  ],
  // A dynamic value is an array of its type's JSON as bin 8, and the value.
  ["a dynamic string", types.dynamic, new DynamicValue(types.string, "a"), `92 c4 08 ${text('"string"')} a1 61`],
  ["a dynamic null of a type", types.dynamic, new DynamicValue(types.bool, null), `92 c4 06 ${text('"bool"')} c0`],
  [
    "a dynamic unknown of a type",
    types.dynamic,
    new DynamicValue(types.bool, UNKNOWN),
    `92 c4 06 ${text('"bool"')} d4 00 00`,
  ],
  [
    "a dynamic object",
    types.dynamic,
    new DynamicValue(types.object({ a: types.set(types.string) }), { a: ["x"] }),
    `92 c4 21 ${text('["object",{"a":["set","string"]}]')} 81 a1 61 91 a1 78`,
  ],
];

test.each(both)("reads %s", (_, type, value, bytes) => {
  expect(decode(type, hex(bytes))).toStrictEqual(value);
});

test.each(both)("writes %s", (_, type, value, bytes) => {
  expect(toHex(encode(type, value))).toBe(bytes.replace(/\s/g, ""));
});

describe("numbers", () => {
  test.each([
    ["positive fixint", "00", "0"],
    ["positive fixint", "7f", "127"],
    ["negative fixint", "ff", "-1"],
    ["negative fixint", "e0", "-32"],
    ["uint 8", "cc ff", "255"],
    ["uint 16", "cd ff ff", "65535"],
    ["uint 32", "ce ff ff ff ff", "4294967295"],
    ["uint 64, 2^53 + 1", "cf 00 20 00 00 00 00 00 01", "9007199254740993"],
    ["uint 64, the largest", "cf ff ff ff ff ff ff ff ff", "18446744073709551615"],
    ["int 8", "d0 80", "-128"],
    ["int 16", "d1 80 00", "-32768"],
    ["int 32", "d2 80 00 00 00", "-2147483648"],
    ["int 64, 2^53 + 1", "d3 00 20 00 00 00 00 00 01", "9007199254740993"],
    ["int 64, the smallest", "d3 80 00 00 00 00 00 00 00", "-9223372036854775808"],
    ["float 32", "ca 3f 00 00 00", "0.5"],
    ["float 32, exactly", "ca 3d cc cc cd", "0.100000001490116119384765625"],
    ["float 64", "cb bf f8 00 00 00 00 00 00", "-1.5"],
    ["float 64, an integer", "cb 43 e0 00 00 00 00 00 00", "9223372036854775808"],
    ["float 64, exactly", "cb 3f b9 99 99 99 99 99 9a", "0.1000000000000000055511151231257827021181583404541015625"],
    ["a decimal string", "a3 30 2e 31", "0.1"],
    ["a decimal string with an exponent", "a4 31 65 2d 32", "0.01"],
    ["2^63 as a string", "b3 39323233333732303336383534373735383038", "9223372036854775808"],
    ["100/3 as a string of 150 digits", `d9 97 33 33 2e ${"33".repeat(148)}`, `33.${"3".repeat(148)}`],
  ])("reads %s: %s is %s", (_, bytes, number) => {
    expect(decode(types.number, hex(bytes))).toStrictEqual(Decimal.parse(number));
  });

  test.each([
    ["0", "00"],
    ["-0", "00"],
    ["127", "7f"],
    ["128", "cc 80"],
    ["256", "cd 01 00"],
    ["65536", "ce 00 01 00 00"],
    ["2147483647", "ce 7f ff ff ff"],
    ["2147483648", "cf 00 00 00 00 80 00 00 00"],
    ["1099511627776", "cf 00 00 01 00 00 00 00 00"],
    ["9007199254740993", "cf 00 20 00 00 00 00 00 01"],
    ["9223372036854775807", "cf 7f ff ff ff ff ff ff ff"],
    ["-32", "e0"],
    ["-33", "d0 df"],
    ["-129", "d1 ff 7f"],
    ["-32769", "d2 ff ff 7f ff"],
    ["-2147483649", "d3 ff ff ff ff 7f ff ff ff"],
    ["-9223372036854775808", "d3 80 00 00 00 00 00 00 00"],
    ["9223372036854775808", "cb 43 e0 00 00 00 00 00 00"],
    ["9223372036854775809", "b3 39323233333732303336383534373735383039"],
    ["0.5", "cb 3f e0 00 00 00 00 00 00"],
    ["0.1", "a3 30 2e 31"],
    ["-0.1", "a4 2d 30 2e 31"],
    [`33.${"3".repeat(148)}`, `d9 97 33 33 2e ${"33".repeat(148)}`],
    ["1e400", `da 01 91 31 ${"30".repeat(400)}`],
  ])("writes %s as %s", (number, bytes) => {
    expect(toHex(encode(types.number, Decimal.parse(number)))).toBe(bytes.replace(/\s/g, ""));
  });
});

describe("extensions", () => {
  // Extension 12 holds a map of refinements: 1 nullness, 2 prefix, 3 and 4 number bounds, 5 and 6 length bounds.
  test.each([
    ["fixext 1", "d4 00 00"],
    ["fixext 2 of another type", "d5 07 00 00"],
    ["fixext 4, not null: { 1: false }, padded by { }", "d6 0c 81 01 c2 80"],
    ["fixext 8, a prefix: { 2: 'pre-x' }", "d7 0c 81 02 a5 70 72 65 2d 78"],
    ["fixext 16, a prefix", "d8 0c 82 01 c2 02 ab 61 62 63 64 65 66 67 68 69 6a 6b"],
    ["ext 8, not null: { 1: false }", "c7 03 0c 81 01 c2"],
    ["ext 8, not null with a prefix", "c7 0a 0c 82 01 c2 02 a5 70 72 65 2d 78"],
    ["ext 8, a number from 0: { 3: [0, true] }", "c7 05 0c 81 03 92 00 c3"],
    ["ext 8, 1 to 5 elements: { 5: 1, 6: 5 }", "c7 05 0c 82 05 01 06 05"],
    ["ext 8, empty", "c7 00 00"],
    ["ext 16", "c8 00 03 0c 81 01 c2"],
    ["ext 32", "c9 00 00 00 03 0c 81 01 c2"],
    ["the specification's own timestamp, -1", "d6 ff 00 00 00 00"],
  ])("reads as unknown: %s", (_, bytes) => {
    for (const type of [types.string, types.number, key, types.dynamic]) {
      expect(decode(type, hex(bytes))).toBe(UNKNOWN);
    }
    // One byte 91 (an array of one) before it.
    expect(decode(types.set(types.string), hex(`91 ${bytes}`))).toEqual([UNKNOWN]);
  });
});

describe("what does not fit", () => {
  test.each<[string, CtyType, string]>([
    ["expected a string, got a bool", types.string, "c3"],
    ["expected a string, got a number", types.string, "01"],
    ["expected a string, got binary data", types.string, "c4 01 61"],
    ["expected a bool, got a string", types.bool, "a4 74727565"],
    ["expected a number, got a bool", types.number, "c2"],
    ["expected a number, got a string that is not a decimal number", types.number, `a3 ${text("abc")}`],
    ["expected a number, got a number out of range", types.number, `ab ${text("1e999999999")}`],
    // float 64 NaN and infinity
    ["expected a number, got a number that is not finite", types.number, "cb 7f f8 00 00 00 00 00 00"],
    ["expected a number, got a number that is not finite", types.number, "cb 7f f0 00 00 00 00 00 00"],
    ["expected a set of string, got an object", types.set(types.string), "80"],
    ["expected a map of bool, got an array", types.map(types.bool), "90"],
    ["expected a tuple, got an array", types.tuple([types.bool]), "92 c3 c3"],
    ["expected an object, got an array", key, "90"],
    ["[1]: expected a bool, got a number", types.list(types.bool), "92 c3 01"],
    ['["k"]: expected a bool, got a number', types.map(types.bool), "81 a1 6b 01"],
    [
      "x[0].y: expected a bool, got a string",
      types.object({ x: types.list(types.object({ y: types.bool })) }),
      "81 a1 78 91 81 a1 79 a1 61",
    ],
    ['the attribute "b" is missing', types.object({ a: types.bool, b: types.bool }), "81 a1 61 c3"],
    ['there is no attribute "b"', types.object({ a: types.bool }), "82 a1 61 c3 a1 62 c3"],
    [
      'o: the attribute "toString" is missing',
      types.object({ o: types.object({ toString: types.bool }) }),
      "81 a1 6f 80",
    ],
    ['there is no attribute "__proto__"', types.object({}), "81 a9 5f5f70726f746f5f5f c3"],
    ["expected a dynamic value, got a string", types.dynamic, "a1 61"],
    ["expected a dynamic value, got an array", types.dynamic, `91 c4 06 ${text('"bool"')}`],
    ["expected a dynamic value's type", types.dynamic, "92 a1 61 a1 61"],
    ["a dynamic value's type is not a type constraint", types.dynamic, `92 c4 05 ${text('"int"')} 01`],
    ["a dynamic value's type is not a type constraint", types.dynamic, "92 c4 01 7b 01"],
    ["d: expected a bool, got a number", types.object({ d: types.dynamic }), `81 a1 64 92 c4 06 ${text('"bool"')} 01`],
    // A map with the integer key 1.
    ["not a msgpack value", types.map(types.bool), "81 01 c3"],
    // A map with a key that is not UTF-8.
    ["not a msgpack value", types.map(types.bool), "81 a1 ff c3"],
    ["not a msgpack value", types.object({ a: types.bool }), "82 a1 61 c3 a2 61 ff c3"],
    // c1 is never used; something follows the value.
    ["not a msgpack value", types.bool, "c1"],
    ["not a msgpack value", types.bool, "c3 c3"],
    ["not a msgpack value", types.bool, ""],
  ])("reading: %s", (message, type, bytes) => {
    expect(() => decode(type, hex(bytes))).toThrow(new CtyError(message));
  });

  test("the error carries the path", () => {
    const place = [attributeStep("x"), indexStep(0)];
    const read = () => decode(types.object({ x: types.list(types.bool) }), hex("81 a1 78 91 01"));
    expect(caught(read)).toMatchObject({ name: "CtyError", reason: "expected a bool, got a number", path: place });
  });

  test.each<[string, CtyType, Value]>([
    ["expected a string, got a bool", types.string, true],
    ["expected a string, got a number", types.string, Decimal.parse("1")],
    ["expected a number, got a string", types.number, "1"],
    ["expected a bool, got a dynamic value", types.bool, new DynamicValue(types.bool, true)],
    ["expected a dynamic value, got a bool", types.dynamic, true],
    ["expected a set of string, got a map", types.set(types.string), new Map()],
    ["expected a map of string, got an object", types.map(types.string), { a: "b" }],
    ["expected an object, got a map", types.object({ a: types.string }), new Map([["a", "b"]])],
    ["expected a tuple, got an array", types.tuple([types.string]), []],
    ['the attribute "a" is missing', types.object({ a: types.string }), {}],
    ['there is no attribute "b"', types.object({ a: types.string }), { a: null, b: null }],
    ["a[1]: expected a bool, got a string", types.object({ a: types.set(types.bool) }), { a: [true, "x"] }],
  ])("writing: %s", (message, type, value) => {
    expect(() => encode(type, value)).toThrow(new CtyError(message));
  });

  test("no error repeats the value, which may be a secret", () => {
    const secret = "ek-proxy-do-not-print";
    for (const type of [types.number, types.bool, types.dynamic, types.set(types.string), key, types.map(types.bool)]) {
      for (const fails of [() => decode(type, hex(`b5 ${text(secret)}`)), () => encode(type, secret)]) {
        expect(fails).toThrow(CtyError);
        expect(fails).not.toThrow(secret);
      }
    }
  });
});

test("a lone surrogate, which has no UTF-8, is written as the replacement character", () => {
  expect(toHex(encode(types.string, "a\ud800"))).toBe("a461efbfbd");
});

test("the compiler knows what decode returns", () => {
  type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
  const value = decode(
    types.object({ a: types.string, b: types.set(types.number) }),
    hex("82 a1 61 a1 78 a1 62 91 01"),
  );
  type Expected =
    | null
    | Unknown
    | {
        readonly a: string | null | Unknown;
        readonly b: null | Unknown | readonly (Decimal | null | Unknown)[];
      };
  const same: Same<typeof value, Expected> = true;
  expect([same, value]).toEqual([true, { a: "x", b: [Decimal.parse("1")] }]);
});

function caught(fails: () => unknown): unknown {
  try {
    return fails();
  } catch (error) {
    return error;
  }
}
