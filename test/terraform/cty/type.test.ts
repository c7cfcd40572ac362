import fc from "fast-check";
import { type CtyType, parseType, sameType, typeName, typeToJson, types } from "../../../src/terraform/cty";
import { ctyTypes } from "./arbitraries";

const asText = (type: CtyType) => new TextDecoder().decode(typeToJson(type));

const constraints: [CtyType, string, string][] = [
  [types.string, '"string"', "string"],
  [types.number, '"number"', "number"],
  [types.bool, '"bool"', "bool"],
  [types.dynamic, '"dynamic"', "dynamic value"],
  [types.list(types.string), '["list","string"]', "list of string"],
  [types.set(types.list(types.bool)), '["set",["list","bool"]]', "set of list of bool"],
  [types.map(types.dynamic), '["map","dynamic"]', "map of dynamic value"],
  [types.tuple([]), '["tuple",[]]', "tuple"],
  [types.tuple([types.string, types.number]), '["tuple",["string","number"]]', "tuple"],
  [types.object({}), '["object",{}]', "object"],
  [types.object({ b: types.bool, a: types.string }), '["object",{"a":"string","b":"bool"}]', "object"],
  [types.object({ ["__proto__"]: types.bool }), '["object",{"__proto__":"bool"}]', "object"],
];

test.each(constraints)("%j travels as %s", (type, json) => {
  expect(asText(type)).toBe(json);
  expect(parseType(JSON.parse(json))).toEqual(type);
});

test.each(constraints)("%j, travelling as %s, is called a %s", (type, _, name) => {
  expect(typeName(type)).toBe(name);
});

test("the names of optional attributes are ignored", () => {
  expect(parseType(["object", { a: "string" }, ["a"]])).toEqual(types.object({ a: types.string }));
});

test.each<[unknown]>([
  [null],
  [undefined],
  [1],
  [{}],
  [[]],
  ["int"],
  ["__proto__"],
  [["list"]],
  [["list", "string", "string"]],
  [["vector", "string"]],
  [["tuple", "string"]],
  [["object", "string"]],
  [["object", null]],
  [["object", []]],
  [["object", { a: "int" }]],
  [["object", {}, [], []]],
])("%j is not a type constraint", (json) => {
  expect(() => parseType(json)).toThrow(TypeError);
});

test("types nest up to 100 deep", () => {
  const nested = (depth: number): unknown =>
    JSON.parse('["list",'.repeat(depth - 1) + '"bool"' + "]".repeat(depth - 1));
  expect(asText(parseType(nested(100)))).toHaveLength('["list",]'.length * 99 + '"bool"'.length);
  expect(() => parseType(nested(101))).toThrow("nests too deeply");
  expect(() => parseType(nested(3_000))).toThrow("nests too deeply");
});

test("the order of attributes does not make another type", () => {
  const type = types.list(types.object({ a: types.string, b: types.bool }));
  expect(sameType(type, types.list(types.object({ b: types.bool, a: types.string })))).toBe(true);
  expect(sameType(type, types.list(types.object({ a: types.string, b: types.string })))).toBe(false);
  expect(sameType(type, types.set(types.object({ a: types.string, b: types.bool })))).toBe(false);
  expect(sameType(types.tuple([types.string, types.bool]), types.tuple([types.bool, types.string]))).toBe(false);
});

test("every type comes back from its JSON", () => {
  fc.assert(
    fc.property(ctyTypes, (type) => {
      const back = parseType(JSON.parse(asText(type)));
      expect(asText(back)).toBe(asText(type));
      expect(sameType(back, type)).toBe(true);
    }),
  );
});
