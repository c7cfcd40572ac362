// Random types, and random values of them, for the properties of the codecs and of equality.
import fc from "fast-check";
import {
  type CtyType,
  type ObjectAttributes,
  type Value,
  Decimal,
  DynamicValue,
  UNKNOWN,
  types,
} from "../../../src/terraform/cty";
import { anyCodePoint } from "../../support/any-code-point";

/** Names with which careless JavaScript goes wrong, beside ordinary ones. */
const names = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "toString", "", "10", "2", "name", "ü"),
  fc.string({ maxLength: 20 }),
);

export const decimals = fc.oneof(
  fc.bigInt().map((integer) => Decimal.fromBigInt(integer)),
  fc.integer().map((integer) => Decimal.fromNumber(integer)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((float) => Decimal.fromFloat64(float)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 150n), max: 10n ** 150n }), fc.integer({ min: -200, max: 200 }))
    .map(([digits, exponent]) => Decimal.parse(`${digits}e${exponent}`)),
);

const strings = fc.string({ unit: anyCodePoint, maxLength: 40 });

const { type } = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<CtyType>(types.string, types.number, types.bool, types.dynamic),
    tie("type").map((element) => types.list(element)),
    tie("type").map((element) => types.set(element)),
    tie("type").map((element) => types.map(element)),
    fc.array(tie("type"), { maxLength: 3 }).map((elements) => types.tuple(elements)),
    attributesOf(tie("type")).map((attributes) => types.object(attributes)),
  ),
}));

function attributesOf(of: fc.Arbitrary<CtyType>): fc.Arbitrary<ObjectAttributes> {
  return fc.array(fc.tuple(names, of), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

export { type as ctyTypes };

/** What a value may hold besides known values. */
export type Gaps = readonly (null | typeof UNKNOWN)[];

export function valuesOf(of: CtyType, gaps: Gaps): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...gaps) }, { weight: 6, arbitrary: known(of, gaps) });
}

function known(of: CtyType, gaps: Gaps): fc.Arbitrary<Value> {
  switch (of.kind) {
    case "string":
      return strings;
    case "number":
      return decimals;
    case "bool":
      return fc.boolean();
    case "dynamic":
      // Terraform never nests "dynamic" directly within "dynamic".
      return fc
        .constantFrom<CtyType>(types.string, types.set(types.number), types.object({ b: types.bool, a: types.string }))
        .chain((inner) => valuesOf(inner, gaps).map((value) => new DynamicValue(inner, value)));
    case "list":
    case "set":
      return fc.array(valuesOf(of.element, gaps), { maxLength: 4 });
    case "map":
      return fc.array(fc.tuple(names, valuesOf(of.element, gaps)), { maxLength: 4 }).map((entries) => new Map(entries));
    case "tuple":
      return fc.tuple(...of.elements.map((element) => valuesOf(element, gaps)));
    case "object": {
      const attributes = Object.entries(of.attributes);
      return fc
        .tuple(...attributes.map(([, attribute]) => valuesOf(attribute, gaps)))
        .map((values) => Object.fromEntries(attributes.map(([name], index) => [name, values[index] ?? null])));
    }
  }
}

/** A random type with random values of it. */
export const typedValues = (gaps: Gaps = [null, UNKNOWN]): fc.Arbitrary<{ of: CtyType; value: Value }> =>
  type.chain((of) => valuesOf(of, gaps).map((value) => ({ of, value })));
