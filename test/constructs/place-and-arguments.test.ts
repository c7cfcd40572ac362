// Where constructs may stand, and what Terraform's own arguments of a block may be: cdktf would pass over most of what is
// refused here.
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { CONSTRUCTS, failure, make, newStack } from "./all-constructs";
import { ProxyKey } from "../../src";

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

  test("the App is not a scope: cdktf would leave it out of every stack without a word", () => {
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

test("importFrom refuses what is not a provider", () => {
  const key = new ProxyKey(newStack(), "key", { name: "ci", allocatedAmount: 1 });
  const importFrom = (): unknown => Reflect.apply(key.importFrom.bind(key), undefined, ["name:ci", "electronhub"]);
  expect(importFrom).toThrow(
    'stack/key: Invalid provider: It is the string "electronhub"; it must be an ElectronhubProvider.',
  );
});

const ARGUMENTS_TAKEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Ephemeral/, ["provider", "dependsOn"]],
  [/Action$/, ["provider"]],
];

// The provider block has no such arguments.
describe.each(EVERY.filter(([name]) => name !== "ElectronhubProvider"))(
  "%s: Terraform's own arguments",
  (name, construct, least) => {
    // What cdktf has no class for takes what we write, and no more.
    const isTaken = (property: string) =>
      ARGUMENTS_TAKEN.find(([names]) => names.test(name))?.[1].includes(property) ?? true;
    const ODD_ARGUMENTS: readonly [string, unknown, string][] = [
      [
        "provider",
        "electronhub.other",
        'Invalid provider: It is the string "electronhub.other"; it must be an ElectronhubProvider.',
      ],
      ["provider", {}, "Invalid provider: It is an object; it must be an ElectronhubProvider."],
      ["dependsOn", {}, "Invalid dependsOn: It is an object; it must be a list (an array) of constructs."],
      ["dependsOn", [null], "Invalid dependsOn: Its element 1 of 1: It is null; it must be a construct."],
      ["count", "3", 'Invalid count: It is the string "3"; it must be a number or a TerraformCount.'],
      ["forEach", ["a"], "Invalid forEach: It is an array; it must be a TerraformIterator."],
      ["lifecycle", "none", 'Invalid lifecycle: It is the string "none"; it must be an object.'],
      [
        "lifecycle",
        { replaceTriggeredBy: [null] },
        "Invalid lifecycle: Its replaceTriggeredBy: Its element 1 of 1: It is null; it must be a construct or a reference.",
      ],
      [
        "lifecycle",
        { prevent_destroy: true },
        'Invalid lifecycle: It takes no property "prevent_destroy": Did you mean preventDestroy?',
      ],
      ["provisioners", [null], "Invalid provisioners: Its element 1 of 1: It is null; it must be an object."],
      ["connection", "ssh", 'Invalid connection: It is the string "ssh"; it must be an object.'],
    ];

    test.each(ODD_ARGUMENTS)("%s: %j is refused", (property, value, message) => {
      const refused = failure(() => make(construct, newStack(), "it", { ...least, [property]: value }));
      if (isTaken(property)) expect(refused.message).toBe(`stack/it: ${message}`);
      else expect(refused.message).toContain(`stack/it: ${name} takes no property "${property}": `);
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
