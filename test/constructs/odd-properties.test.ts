// Properties as plain JavaScript may give them: whatever is no value of the attribute is refused by name, in plain words;
// undefined and null are "not given".
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { CONSTRUCTS, SETTABLE_ATTRIBUTES, type SettableAttribute, make, newStack, written } from "./all-constructs";
import { ElectronhubFunctions, ElectronhubProvider, ProxyKey } from "../../src";

const ATTRIBUTES = SETTABLE_ATTRIBUTES.map(
  (attribute) => [`${attribute.construct.name}.${attribute.property}`, attribute] as const,
);

/** The error that it ends in; a test fails where there is none. */
function failure(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}

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
      new Error(`stack/it: Invalid ${attribute.attribute}: It is ${received}; it must be ${EXPECTED[attribute.kind]}.`),
    );
  });

  test.each([undefined, null])("%s is not given", (value) => {
    if (attribute.isRequired) {
      expect(failure(() => declare(attribute, value))).toEqual(
        new Error(`stack/it: ${attribute.attribute} is missing: Give it a value; it is required.`),
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
      new Error(`stack/it: Invalid ${attribute.attribute}: It is ${value}; it must be a number.`),
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
      new Error(
        `stack/it: Invalid ${attribute.attribute}: Its element 2 of 2: It is ${received}; it must be a string.`,
      ),
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
    "stack/it: Invalid name: It is a TerraformVariable; it must be a string.",
  );
});

const ALL_OPTIONAL = [
  "ElectronhubProvider",
  "DataElectronhubProxyKeys",
  "DataElectronhubAccount",
  "DataElectronhubModels",
  "DataElectronhubProxyKeyAccess",
];
const EVERY = CONSTRUCTS.map(([construct, , least]) => [construct.name, construct, least] as const);

describe.each(EVERY)("%s", (name, construct, least) => {
  test.each<[unknown, string]>([
    [null, "null"],
    ["ci", 'the string "ci"'],
    [[], "an array"],
    [5, "the number 5"],
  ])("configuration that is %j is refused", (config, received) => {
    expect(failure(() => make(construct, newStack(), "it", config))).toEqual(
      new Error(`stack/it: Its configuration is ${received}. Give it an object of properties.`),
    );
  });

  test("without any configuration it is declared where all may be left out, and refused elsewhere", () => {
    const attempt = () => make(construct, newStack(), "it");
    if (ALL_OPTIONAL.includes(name)) expect(attempt).not.toThrow();
    else expect(attempt).toThrow("stack/it: Its configuration is undefined. Give it an object of properties.");
  });

  test("the App is no scope: cdktf would leave it out of every stack without a word", () => {
    expect(failure(() => make(construct, Testing.app(), "it", least))).toEqual(
      new Error("it: Its scope is the App. Give it a stack (a TerraformStack), or a construct within one."),
    );
  });

  test("nor is a construct outside of all stacks", () => {
    const group = new Construct(Testing.app(), "group");
    expect(failure(() => make(construct, group, "it", least))).toEqual(
      new Error(
        "group/it: Its scope is outside of all stacks. Give it a stack (a TerraformStack), or a construct within one.",
      ),
    );
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["stack", 'the string "stack"'],
    [{}, "an object"],
  ])("nor is %j", (scope, received) => {
    expect(failure(() => make(construct, scope, "it", least))).toEqual(
      new Error(`it: Its scope is ${received}. Give it a stack (a TerraformStack), or a construct within one.`),
    );
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["", 'the string ""'],
    [5, "the number 5"],
  ])("the id %j is refused", (id, received) => {
    expect(failure(() => make(construct, newStack(), id, least))).toEqual(
      new Error(`stack: The id of a construct in it is ${received}. Give it a name, as in "ci".`),
    );
  });

  test("nothing of what is refused for its place stays behind", () => {
    const app = new App({ outdir: Testing.app().outdir });
    failure(() => make(construct, app, "it", least));
    expect(app.node.children).toEqual([]);
  });

  test("a construct within a stack is a scope", () => {
    const stack = newStack();
    expect(make(construct, new Construct(stack, "group"), "it", least).node.path).toBe("stack/group/it");
  });
});

const GENERATING = EVERY.filter(([, construct]) => "generateConfigForImport" in construct);

describe.each(GENERATING)("%s.generateConfigForImport", (_, construct) => {
  const generate =
    (scope: unknown, ...args: readonly unknown[]) =>
    (): unknown =>
      Reflect.apply(Reflect.get(construct, "generateConfigForImport") as () => unknown, construct, [
        scope,
        "it",
        ...args,
      ]);

  test.each<[string, unknown, readonly unknown[], string]>([
    ["the App as scope", Testing.app(), ["id"], "it: Its scope is the App. Give it a stack"],
    ["no id", newStack(), [], "stack: import id is missing: Give it a value; it is required."],
    ["a number as id", newStack(), [5], "stack: Invalid import id: It is the number 5; it must be a string."],
    ["a key's value as id", newStack(), ["ek-proxy-hush"], "stack: A key value cannot be used as import id: "],
    [
      "a string as provider",
      newStack(),
      ["id", "electronhub"],
      'stack/it: Invalid provider: It is the string "electronhub"; ',
    ],
  ])("%s is refused", (__, scope, args, message) => {
    expect(generate(scope, ...args)).toThrow(message);
    expect(generate(scope, ...args)).not.toThrow("hush");
  });
});

test("importFrom refuses a provider that is none", () => {
  const key = new ProxyKey(newStack(), "key", { name: "ci", allocatedAmount: 1 });
  const importFrom = (): unknown => Reflect.apply(key.importFrom.bind(key), undefined, ["name:ci", "electronhub"]);
  expect(importFrom).toThrow(
    'stack/key: Invalid provider: It is the string "electronhub"; it must be an ElectronhubProvider.',
  );
});

// The provider block has no such arguments.
describe.each(EVERY.filter(([name]) => name !== "ElectronhubProvider"))(
  "%s: Terraform's own arguments",
  (_, construct, least) => {
    const ODD_ARGUMENTS: readonly [string, unknown, string][] = [
      [
        "provider",
        "electronhub.other",
        'Invalid provider: It is the string "electronhub.other"; it must be an ElectronhubProvider.',
      ],
      ["provider", {}, "Invalid provider: It is an object; it must be an ElectronhubProvider."],
      ["dependsOn", {}, "Invalid depends_on: It is an object; it must be a list (an array) of constructs."],
      ["dependsOn", [null], "Invalid depends_on: Its element 1 of 1: It is null; it must be a construct."],
      ["count", "3", 'Invalid count: It is the string "3"; it must be a number or a TerraformCount.'],
      ["forEach", ["a"], "Invalid for_each: It is an array; it must be a TerraformIterator."],
      ["lifecycle", "none", 'Invalid lifecycle: It is the string "none"; it must be an object.'],
      [
        "lifecycle",
        { replaceTriggeredBy: [null] },
        "Invalid lifecycle.replace_triggered_by: Its element 1 of 1: It is null; it must be a construct or a reference.",
      ],
      ["provisioners", [null], "Invalid provisioners: Its element 1 of 1: It is null; it must be an object."],
      ["connection", "ssh", 'Invalid connection: It is the string "ssh"; it must be an object.'],
    ];

    test.each(ODD_ARGUMENTS)("%s: %j is refused", (property, value, message) => {
      expect(failure(() => make(construct, newStack(), "it", { ...least, [property]: value })).message).toBe(
        `stack/it: ${message}`,
      );
    });

    test.each([undefined, null])("%s is not given", (value) => {
      const stack = newStack();
      const names = [...new Set(ODD_ARGUMENTS.map(([name]) => name))];
      make(construct, stack, "it", { ...least, ...Object.fromEntries(names.map((name) => [name, value])) });
      const bare = newStack();
      make(construct, bare, "it", least);
      expect(Testing.synth(stack)).toBe(Testing.synth(bare));
    });
  },
);

test("a stack is a stack, whichever copy of cdktf it comes from", () => {
  // As another copy marks it: classes differ, symbols do not.
  const foreign = new Construct(Testing.app(), "foreign");
  Object.defineProperty(foreign, Symbol.for("cdktf/TerraformStack"), { value: true });
  expect(TerraformStack.isStack(foreign)).toBe(true);
  expect(() => make(ProxyKey, foreign, "it", { name: "ci", allocatedAmount: 1 })).not.toThrow();
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
