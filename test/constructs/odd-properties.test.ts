// Properties as plain JavaScript may give them: whatever is not a value of the attribute is refused by name, in plain words;
// undefined and null are "not given".
import { TerraformVariable } from "cdktf";
import { SETTABLE_ATTRIBUTES, type SettableAttribute, failure, make, newStack, written } from "./all-constructs";
import { ElectronhubFunctions, ElectronhubProvider, ProxyKey, ProxyKeysExclusive } from "../../src";

const ATTRIBUTES = SETTABLE_ATTRIBUTES.map(
  (attribute) => [`${attribute.construct.name}.${attribute.property}`, attribute] as const,
);

const declare = ({ construct, least, property }: SettableAttribute, value: unknown) => {
  const stack = newStack();
  return { stack, element: make(construct, stack, "it", { ...least, [property]: value }) };
};

const EXPECTED = {
  string: "a string",
  number: "a number",
  bool: "true or false",
  strings: "a list (an array) of strings",
};

class Setting {}

const ODD: readonly [string, unknown, readonly SettableAttribute["kind"][]][] = [
  ["a Set", new Set(["a"]), ["string", "number", "bool", "strings"]],
  ["a Map", new Map([["a", 1]]), ["string", "number", "bool", "strings"]],
  ["a Date", new Date(0), ["string", "number", "bool", "strings"]],
  ["a RegExp", /a/, ["string", "number", "bool", "strings"]],
  ["an Error", new Error("a"), ["string", "number", "bool", "strings"]],
  ["a Setting", new Setting(), ["string", "number", "bool", "strings"]],
  ["an object", { a: 1 }, ["string", "number", "bool", "strings"]],
  ["an object", Object.create(null), ["string", "number", "bool", "strings"]],
  ["a function", () => "a", ["string", "number", "bool", "strings"]],
  ["a symbol", Symbol("a"), ["string", "number", "bool", "strings"]],
  ["a bigint", 1n, ["string", "number", "bool", "strings"]],
  ["an array", ["a"], ["string", "number", "bool"]],
  ["an array", [], ["string", "number", "bool"]],
  ["the number 5", 5, ["string", "bool", "strings"]],
  ["true", true, ["string", "number", "strings"]],
  ['the string "5"', "5", ["number", "bool", "strings"]],
  ["a string", "ek-proxy-hush", ["number", "bool", "strings"]],
];

describe.each(ATTRIBUTES)("%s", (_, attribute) => {
  const odd = ODD.filter(([, , kinds]) => kinds.includes(attribute.kind));

  test.each(odd)("%s is refused", (received, value) => {
    expect(failure(() => declare(attribute, value))).toEqual(
      new Error(`stack/it: Invalid ${attribute.property}: It is ${received}; it must be ${EXPECTED[attribute.kind]}.`),
    );
  });

  test.each([undefined, null])("%s is not given", (value) => {
    if (attribute.isRequired) {
      expect(failure(() => declare(attribute, value))).toEqual(
        new Error(`stack/it: ${attribute.property} is missing: Give it a value; it is required.`),
      );
      return;
    }
    const { stack } = declare(attribute, value);
    expect(written(stack, attribute.attribute)).toBe(undefined);
  });
});

describe.each(ATTRIBUTES.filter(([, { kind }]) => kind === "number"))("%s", (_, attribute) => {
  test.each([NaN, Infinity, -Infinity])("%d is refused", (value) => {
    expect(failure(() => declare(attribute, value))).toEqual(
      new Error(`stack/it: Invalid ${attribute.property}: It is ${value}; it must be a number.`),
    );
  });
});

describe.each(ATTRIBUTES.filter(([, { kind }]) => kind === "strings"))("%s", (_, attribute) => {
  const withHole: unknown[] = ["a"];
  withHole.length = 2;

  test.each<[string, unknown[]]>([
    ["null", ["a", null]],
    ["undefined", ["a", undefined]],
    ["undefined", withHole],
    ["the number 5", ["a", 5]],
    ["an array", ["a", ["b"]]],
    ["an object", ["a", { b: 1 }]],
  ])("an element that is %s is refused", (received, value) => {
    expect(failure(() => declare(attribute, value))).toEqual(
      new Error(`stack/it: Invalid ${attribute.property}: Its element 2 of 2: It is ${received}; it must be a string.`),
    );
  });
});

test("what is set later is refused in the same words, and keeps what was given before", () => {
  const stack = newStack();
  const key = new ProxyKey(stack, "key", { name: "ci", allocatedAmount: 1 });
  expect(failure(() => Reflect.set(key, "name", 5))).toEqual(
    new Error("stack/key: Invalid name: It is the number 5; it must be a string."),
  );
  expect(failure(() => Reflect.set(key, "name", null))).toEqual(
    new Error("stack/key: name is missing: Give it a value; it is required."),
  );
  expect(key.nameInput).toBe("ci");
});

test.each<[string, unknown, string]>([
  ["bundled", "false", 'the string "false"; it must be true or false, known at synth.'],
  ["bundled", 0, "the number 0; it must be true or false, known at synth."],
  ["allowPlaintextApiKey", "false", 'the string "false"; it must be true or false, known at synth.'],
  ["executable", 5, "the number 5; it must be a string that is known at synth."],
  ["executable", new Set(), "a Set; it must be a string that is known at synth."],
  ["alias", 5, "the number 5; it must be a string that is known at synth."],
  ["alias", ["a"], "an array; it must be a string that is known at synth."],
  ["alias", "${var.alias}", 'the string "${var.alias}"; it must be a string that is known at synth.'],
])("ElectronhubProvider.%s refuses %j", (property, value, message) => {
  expect(failure(() => make(ElectronhubProvider, newStack(), "it", { [property]: value }))).toEqual(
    new Error(`stack/it: Invalid ${property}: It is ${message}`),
  );
});

test.each([undefined, null])("what the provider block is not given is as by default: %s", (value) => {
  const stack = newStack();
  make(ElectronhubProvider, stack, "it", {
    bundled: value,
    executable: value,
    allowPlaintextApiKey: value,
    alias: value,
  });
  expect(stack.node.tryFindChild("it")).toMatchObject({ bundled: true, executable: undefined, alias: undefined });
});

test("a construct in place of one of its attributes is named by its class", () => {
  const stack = newStack();
  const name = new TerraformVariable(stack, "name", { type: "string" });
  expect(failure(() => make(ProxyKey, stack, "it", { name, allocatedAmount: 1 })).message).toBe(
    "stack/it: Invalid name: It is a TerraformVariable; it must be a string. Give the attribute of it that is meant, as in key.id.",
  );
  const key = new ProxyKey(stack, "key", { name: "ci", allocatedAmount: 1 });
  expect(failure(() => make(ProxyKeysExclusive, stack, "it", { keyIds: [key] })).message).toBe(
    "stack/it: Invalid keyIds: Its element 1 of 1: It is a ProxyKey; it must be a string. Give the attribute of it that is meant, as in key.id.",
  );
});

test.each<[string, string, unknown, string]>([
  ["keyId", "key", undefined, "key is missing: Give it a value; it is required."],
  ["keyId", "key", null, "key is missing: Give it a value; it is required."],
  ["keyId", "key", 5, "Invalid key: It is the number 5; it must be a string."],
  ["unixTime", "instant", new Date(0), "Invalid instant: It is a Date; it must be a string."],
])("ElectronhubFunctions.%s refuses a %s that is %p", (method, _, value, message) => {
  const attempt = (): unknown =>
    Reflect.apply(Reflect.get(ElectronhubFunctions, method) as () => unknown, undefined, [value]);
  expect(failure(attempt)).toEqual(new Error(`ElectronhubFunctions.${method}: ${message}`));
});
