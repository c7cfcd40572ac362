// State in JSON: written out as Terraform stores it.
import fc from "fast-check";
import {
  type CtyType,
  type Value,
  CtyError,
  Decimal,
  DynamicValue,
  decodeJson,
  fromJson,
  parseJson,
  types,
} from "../../../src/terraform/cty";
import { anyCodePoint } from "../../support/any-code-point";

const number = (text: string) => Decimal.parse(text);
const utf8 = (text: string) => new TextEncoder().encode(text);
const key = types.object({ name: types.string, amount: types.number, models: types.set(types.string) });

test.each<[string, CtyType, string, Value]>([
  ["null", types.string, "null", null],
  ["a text with escapes", types.string, '"a\\n\\u00fc\\ud83d\\ude00"', "a\nü😀"],
  ["a bool", types.bool, " true\n", true],
  ["2^53 + 1", types.number, "9007199254740993", number("9007199254740993")],
  ["2^63", types.number, "9223372036854775808", number("9223372036854775808")],
  ["0.1", types.number, "0.1", number("0.1")],
  ["100/3 with 150 digits", types.number, `33.${"3".repeat(148)}`, number(`33.${"3".repeat(148)}`)],
  ["a number with an exponent", types.number, "-1.5E+3", number("-1500")],
  ["a list", types.list(types.bool), "[true,null]", [true, null]],
  ["a set", types.set(types.string), '["b","a","b"]', ["b", "a", "b"]],
  ["a tuple", types.tuple([types.string, types.number]), '["a",1]', ["a", number("1")]],
  [
    "a map",
    types.map(types.number),
    '{"10":1,"__proto__":2}',
    new Map([
      ["10", number("1")],
      ["__proto__", number("2")],
    ]),
  ],
  ["an object", key, '{"name":"ci","amount":100,"models":["a"]}', { name: "ci", amount: number("100"), models: ["a"] }],
  ["an object that lacks attributes", key, '{"name":"ci"}', { name: "ci", amount: null, models: null }],
  ["an attribute named like a method, lacking", types.object({ toString: types.string }), "{}", { toString: null }],
  [
    "an object with __proto__",
    types.object({ ["__proto__"]: types.bool }),
    '{"__proto__":true}',
    { ["__proto__"]: true },
  ],
  ["a dynamic null", types.dynamic, "null", null],
  [
    "a dynamic value",
    types.dynamic,
    '{"value":["a"],"type":["set","string"]}',
    new DynamicValue(types.set(types.string), ["a"]),
  ],
  [
    "a dynamic value that is null",
    types.dynamic,
    '{"value":null,"type":"number"}',
    new DynamicValue(types.number, null),
  ],
])("reads %s", (_, type, json, value) => {
  expect(decodeJson(type, json)).toStrictEqual(value);
  expect(decodeJson(type, utf8(json))).toStrictEqual(value);
});

test.each<[string, CtyType, string]>([
  ["expected a string, got a number", types.string, "1"],
  ["expected a number, got a string", types.number, '"1"'],
  ["expected a bool, got an object", types.bool, "{}"],
  ["expected a set of string, got an object", types.set(types.string), "{}"],
  ["expected a map of bool, got an array", types.map(types.bool), "[]"],
  ["expected a tuple, got an array", types.tuple([types.bool]), "[]"],
  ["expected an object, got a bool", key, "false"],
  ['there is no attribute "old"', key, '{"name":"ci","old":1}'],
  ['there is no attribute "__proto__"', types.object({}), '{"__proto__":1}'],
  ["models[1]: expected a string, got a number", key, '{"models":["a",2]}'],
  ['["k"].a: expected a bool, got a string', types.map(types.object({ a: types.bool })), '{"k":{"a":"x"}}'],
  ["expected a dynamic value, got a string", types.dynamic, '"a"'],
  ["a dynamic value's type is not a type constraint", types.dynamic, '{"value":1}'],
  ["expected a bool, got a number", types.dynamic, '{"value":1,"type":"bool"}'],
])("refuses: %s", (message, type, json) => {
  expect(() => decodeJson(type, json)).toThrow(new CtyError(message));
});

test("fromJson drops attributes that the type lacks, also within", () => {
  const json = parseJson('{"name":"ci","old":1,"amount":2,"models":null}');
  expect(fromJson(key, json)).toStrictEqual({ name: "ci", amount: number("2"), models: null });
  expect(fromJson(types.list(types.object({})), parseJson('[{"a":1}]'))).toStrictEqual([{}]);
});

test("parseJson gives upgraders exact numbers", () => {
  expect(parseJson('{"a":[1.10,{"b":9007199254740993}],"c":null,"d":"1"}')).toStrictEqual({
    a: [number("1.1"), { b: number("9007199254740993") }],
    c: null,
    d: "1",
  });
});

test.each([
  "",
  " ",
  "{",
  "[1,]",
  '{"a":1,}',
  "{'a':1}",
  "01",
  "1.",
  ".5",
  "+1",
  "1e",
  "NaN",
  "nul",
  "true false",
  '"\u0001"',
  '"a',
  '"\\x"',
  '{"a":1,"a":2}',
  "1e999999999",
])("%j is not JSON", (text) => {
  expect(() => parseJson(text)).toThrow(new CtyError("not a JSON value"));
});

test("bytes that are not UTF-8 are not JSON", () => {
  expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(new CtyError("not a JSON value"));
});

test.each([201, 1_000, 1_000_000])("%d levels are too deep", (levels) => {
  expect(() => parseJson("[".repeat(levels) + "]".repeat(levels))).toThrow(CtyError);
  expect(() => parseJson('{"a":'.repeat(levels) + "1" + "}".repeat(levels))).toThrow(CtyError);
});

test("200 levels are not", () => {
  expect(() => parseJson("[".repeat(200) + "]".repeat(200))).not.toThrow();
});

test("no error repeats the text, which may hold a secret", () => {
  const secret = "ek-proxy-do-not-print";
  for (const broken of [`"${secret}`, `{"${secret}"}`, `[${secret}]`]) {
    expect(() => parseJson(broken)).toThrow(new CtyError("not a JSON value"));
  }
  expect(() => decodeJson(types.number, `"${secret}"`)).toThrow(new CtyError("expected a number, got a string"));
});

test("whatever JSON.stringify writes is read, with the same meaning", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: anyCodePoint }), (value) => {
      const text = JSON.stringify(value);
      expect(plain(parseJson(text))).toStrictEqual(JSON.parse(text));
    }),
  );
});

test("random text is read as JSON.parse reads it, or is a CtyError", () => {
  const scraps = fc.constantFrom(
    "{",
    '"a":',
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "a",
    "u0041",
    "1",
    "-",
    ".",
    "e",
    "0",
    " ",
    "true",
    "null",
  );
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 6 }), (parts) => {
      const text = parts.join("");
      expect(outcome(() => plain(parseJson(text)))).toStrictEqual(outcome(() => withoutMinusZero(text)));
    }),
    { numRuns: 2_000 },
  );
});

/** Numbers as JSON.parse would give them. */
function plain(json: unknown): unknown {
  if (json instanceof Decimal) return json.toFloat64();
  if (Array.isArray(json)) return json.map(plain);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, plain(item)]));
}

/** A decimal zero has no sign. */
const withoutMinusZero = (text: string): unknown => JSON.parse(text, (_, value: unknown) => (value === 0 ? 0 : value));

function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof CtyError || error instanceof SyntaxError) return "refused";
    throw error;
  }
}
