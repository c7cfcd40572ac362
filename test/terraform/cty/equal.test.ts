import fc from "fast-check";
import {
  type CtyType,
  type Value,
  Decimal,
  DynamicValue,
  UNKNOWN,
  equal,
  hasUnknown,
  isUnknown,
  isWhollyKnown,
  types,
} from "../../../src/terraform/cty";
import { typedValues } from "./arbitraries";

const one = Decimal.parse("1");
const two = Decimal.parse("2");
const named = types.object({ name: types.string, tags: types.set(types.string) });

test.each<[string, CtyType, Value, Value]>([
  ["null and null", types.string, null, null],
  ["unknown and unknown", types.string, UNKNOWN, UNKNOWN],
  ["one text", types.string, "a", "a"],
  ["one number in two spellings", types.number, Decimal.parse("1.50"), Decimal.parse("15e-1")],
  ["lists in one order", types.list(types.number), [one, two], [one, two]],
  ["sets in any order", types.set(types.number), [one, two], [two, one]],
  ["sets that repeat the same element", types.set(types.number), [one, two, one], [one, one, two]],
  [
    "sets of objects with sets, in any order",
    types.set(named),
    [
      { name: "a", tags: ["x", "y"] },
      { name: "b", tags: [] },
    ],
    [
      { name: "b", tags: [] },
      { name: "a", tags: ["y", "x"] },
    ],
  ],
  [
    "maps in any order",
    types.map(types.number),
    new Map([
      ["a", one],
      ["b", two],
    ]),
    new Map([
      ["b", two],
      ["a", one],
    ]),
  ],
  ["tuples", types.tuple([types.string, types.number]), ["a", one], ["a", one]],
  [
    "dynamic values whose types list attributes in another order",
    types.dynamic,
    new DynamicValue(types.object({ a: types.string, b: types.bool }), { a: "x", b: true }),
    new DynamicValue(types.object({ b: types.bool, a: types.string }), { a: "x", b: true }),
  ],
])("equal: %s", (_, type, a, b) => {
  expect([equal(type, a, b), equal(type, b, a)]).toEqual([true, true]);
});

test.each<[string, CtyType, Value, Value]>([
  ["null and unknown", types.string, null, UNKNOWN],
  ["null and empty", types.set(types.string), null, []],
  ["unknown and known", types.string, UNKNOWN, "a"],
  ["other texts", types.string, "a", "A"],
  ["neighbouring numbers", types.number, Decimal.parse("9007199254740993"), Decimal.parse("9007199254740992")],
  ["0.1 and its double", types.number, Decimal.parse("0.1"), Decimal.fromFloat64(0.1)],
  ["lists in another order", types.list(types.number), [one, two], [two, one]],
  ["lists of another length", types.list(types.number), [one], [one, one]],
  ["sets that repeat different elements", types.set(types.number), [one, one, two], [one, two, two]],
  ["sets of which one is larger", types.set(types.number), [one], [one, two]],
  ["sets of which one has an unknown", types.set(types.number), [one, UNKNOWN], [one, two]],
  [
    "maps of which one is larger",
    types.map(types.bool),
    new Map([["a", true]]),
    new Map([
      ["a", true],
      ["b", true],
    ]),
  ],
  ["maps with other keys", types.map(types.bool), new Map([["a", null]]), new Map([["b", null]])],
  ["maps with other values", types.map(types.bool), new Map([["a", true]]), new Map([["a", false]])],
  ["objects with one attribute apart", named, { name: "a", tags: ["x"] }, { name: "a", tags: ["y"] }],
  ["objects with null for empty", named, { name: "a", tags: null }, { name: "a", tags: [] }],
  [
    "dynamic values of other types",
    types.dynamic,
    new DynamicValue(types.string, null),
    new DynamicValue(types.bool, null),
  ],
  ["dynamic null and a typed null", types.dynamic, null, new DynamicValue(types.string, null)],
])("not equal: %s", (_, type, a, b) => {
  expect([equal(type, a, b), equal(type, b, a)]).toEqual([false, false]);
});

test.each<[string, Value, boolean]>([
  ["null", null, true],
  ["a text", "a", true],
  ["a number", one, true],
  ["unknown", UNKNOWN, false],
  ["an unknown element", ["a", UNKNOWN], false],
  ["an unknown attribute, deep within", { a: [new Map([["k", { b: UNKNOWN }]])] }, false],
  ["known parts", { a: [new Map([["k", { b: null }]])] }, true],
  ["an unknown dynamic value", new DynamicValue(types.string, UNKNOWN), false],
  ["a known dynamic value", new DynamicValue(types.string, "a"), true],
])("wholly known: %s", (_, value, known) => {
  expect([isWhollyKnown(value), hasUnknown(value)]).toEqual([known, !known]);
});

test.each<[Value, boolean]>([
  [UNKNOWN, true],
  [null, false],
  [[UNKNOWN], false],
  ["unknown", false],
])("only UNKNOWN itself is unknown: %p", (value, unknown) => {
  expect(isUnknown(value)).toBe(unknown);
});

test("every value equals itself, and values without unknowns are wholly known", () => {
  fc.assert(
    fc.property(typedValues([null]), ({ of, value }) => {
      expect(equal(of, value, value)).toBe(true);
      expect(isWhollyKnown(value)).toBe(true);
    }),
  );
});
