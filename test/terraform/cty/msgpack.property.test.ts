// Bytes that Terraform would never send: decode answers with a value or a CtyError, never with anything else.
import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import {
  type CtyType,
  CtyError,
  DynamicValue,
  UNKNOWN,
  type Value,
  decode,
  encode,
  equal,
  types,
} from "../../../src/terraform/cty";
import { ctyTypes, typedValues } from "./arbitraries";
import { hex, text } from "./bytes";

function valueOrError(type: CtyType, bytes: Uint8Array): Value | CtyError {
  try {
    return decode(type, bytes);
  } catch (error) {
    if (error instanceof CtyError) return error;
    throw error;
  }
}

test("every value comes back from its bytes", () => {
  fc.assert(
    fc.property(typedValues(), ({ of, value }) => {
      const back = decode(of, encode(of, value));
      // Not jest's toStrictEqual: an attribute named "constructor" misleads it.
      deepStrictEqual(back, value);
      expect(equal(of, back, value)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("random bytes are a value or a CtyError", () => {
  fc.assert(
    fc.property(ctyTypes, fc.uint8Array({ maxLength: 200 }), (type, bytes) => {
      valueOrError(type, bytes);
    }),
    { numRuns: 1_000 },
  );
});

test("valid bytes with a few of them changed, dropped or added are a value or a CtyError", () => {
  const edit = fc.record({ at: fc.nat(), drop: fc.integer({ min: 0, max: 2 }), add: fc.uint8Array({ maxLength: 2 }) });
  fc.assert(
    fc.property(typedValues(), fc.array(edit, { minLength: 1, maxLength: 3 }), ({ of, value }, edits) => {
      const bytes = [...encode(of, value)];
      for (const { at, drop, add } of edits) bytes.splice(at % (bytes.length + 1), drop, ...add);
      valueOrError(of, Uint8Array.from(bytes));
    }),
    { numRuns: 1_000 },
  );
});

test("valid bytes that end early are always a CtyError", () => {
  fc.assert(
    fc.property(typedValues(), fc.nat(), ({ of, value }, at) => {
      const bytes = encode(of, value);
      expect(valueOrError(of, bytes.subarray(0, at % bytes.length))).toBeInstanceOf(CtyError);
    }),
    { numRuns: 500 },
  );
});

describe("lengths that promise more than there is", () => {
  test.each([
    // array 32 of 30 million elements, again and again: allocating them would end the process
    ["nested arrays", "dd 01 c9 c3 80".repeat(150)],
    ["array 32", "dd ff ff ff ff"],
    ["map 32", "df ff ff ff ff"],
    ["str 32", "db ff ff ff ff 61"],
    ["bin 32", "c6 ff ff ff ff 61"],
    ["ext 32", "c9 ff ff ff ff 00"],
  ])("%s", (_, bytes) => {
    for (const type of [types.list(types.string), types.map(types.string), types.string, types.dynamic]) {
      expect(() => decode(type, hex(bytes))).toThrow(new CtyError("not a msgpack value"));
    }
  });
});

describe("nesting", () => {
  const dynamic = `92 c4 09 ${text('"dynamic"')}`;

  test("too deep is an error, whichever type was expected", () => {
    const deep = hex(`${"91".repeat(100_000)} c0`);
    for (const type of [types.string, types.dynamic, types.list(types.string)]) {
      expect(() => decode(type, deep)).toThrow(new CtyError("a value that nests too deeply"));
    }
    expect(() => decode(types.dynamic, hex(`${dynamic.repeat(20_000)} c0`))).toThrow(
      new CtyError("a value that nests too deeply"),
    );
  });

  test("what nests too deeply is not read any further: its bytes would say how much memory that takes", () => {
    const bytes = new Uint8Array(64 * 1024 * 1024).fill(0x91);
    const before = process.memoryUsage().heapUsed;
    expect(() => decode(types.dynamic, bytes)).toThrow(new CtyError("a value that nests too deeply"));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(bytes.length / 2);
  });

  test("the deepest type's values, dynamic within, are read and written", () => {
    let [type, value]: [CtyType, Value] = [types.dynamic, new DynamicValue(types.list(types.bool), [UNKNOWN])];
    for (let depth = 1; depth < 100; depth++) [type, value] = [types.list(type), [value]];
    expect(equal(type, decode(type, encode(type, value)), value)).toBe(true);
  });

  test("what would not be read is not written either", () => {
    let value: Value = null;
    for (let depth = 0; depth < 201; depth++) value = new DynamicValue(types.dynamic, value);
    expect(() => encode(types.dynamic, value)).toThrow(new CtyError("a value that nests too deeply"));
  });
});
