// Nothing that was given is passed over: what no construct knows is an error that names the nearest property, and all that is
// wrong with one configuration is said at once, as its author spelled it.
import { Fn, TerraformIterator, TerraformVariable, Testing, Token } from "cdktf";
import fc from "fast-check";
import { distance as reference } from "fastest-levenshtein";
import { CONSTRUCTS, failure, make, newStack } from "./all-constructs";
import { ElectronhubProvider, ProxyKey, RotatingProxyKey } from "../../src";
import { distance, nearest, respelled } from "../../src/constructs/spelling";

const EVERY = CONSTRUCTS.map(([construct, , least]) => [construct.name, construct, least] as const);

describe.each(EVERY)("%s", (name, construct, least) => {
  test("an unknown property is refused by name, and nothing stays behind", () => {
    const stack = newStack();
    const refused = failure(() => make(construct, stack, "it", { ...least, qqqqqqqqqq: 1 }));
    expect(refused.message).toMatch(`stack/it: ${name} takes no property "qqqqqqqqqq": It takes `);
    expect(stack.node.children).toEqual([]);
  });

  test.each([undefined, null])("one that is %s is not given", (value) => {
    expect(() => make(construct, newStack(), "it", { ...least, qqqqqqqqqq: value })).not.toThrow();
  });

  test("what jsii passes from another language is a plain object, without a prototype at times", () => {
    const config: unknown = Object.assign(Object.create(null), least);
    expect(() => make(construct, newStack(), "it", config)).not.toThrow();
  });
});

const KEY = { name: "ci", allocatedAmount: 1 };

test.each([
  ["model_whitelist", "modelWhitelist"],
  ["modelWhitelst", "modelWhitelist"],
  ["ModelWhiteList", "modelWhitelist"],
  ["ip-whitelist", "ipWhitelist"],
  ["modelWhitelists", "modelWhitelist"],
  ["expires", "expiresAt"],
  ["depends_on", "dependsOn"],
  ["for_each", "forEach"],
  ["lifecyle", "lifecycle"],
])("ProxyKey: %s is probably %s", (given, meant) => {
  expect(failure(() => make(ProxyKey, newStack(), "it", { ...KEY, [given]: ["gpt-4o-mini"] }))).toEqual(
    new Error(`stack/it: ProxyKey takes no property "${given}": Did you mean ${meant}?`),
  );
});

test.each([
  ["base_url", "baseUrl"],
  ["api_key", "apiKey"],
  ["allowPlainTextApiKey", "allowPlaintextApiKey"],
  ["requestTimout", "requestTimeout"],
])("ElectronhubProvider: %s is probably %s, and the value is not repeated", (given, meant) => {
  const refused = failure(() => make(ElectronhubProvider, newStack(), "it", { [given]: "ek-hush" }));
  expect(refused).toEqual(
    new Error(`stack/it: ElectronhubProvider takes no property "${given}": Did you mean ${meant}?`),
  );
});

test("all that is wrong is said at once, in the spelling of constructs", () => {
  const config = {
    model_whitelist: ["gpt-4o-mini"],
    allocatedAmount: "5",
    enabled: "no",
    ipWhitelist: "10.0.0.0/8",
    expiresAt: new Date(0),
    limitType: "hourly",
    deletionGracePeriod: "soon",
    lifecycle: { prevent_destroy: true },
    provider: "electronhub.other",
  };
  expect(failure(() => make(ProxyKey, newStack(), "it", config)).message).toBe(
    [
      "stack/it: 10 properties cannot be used as they are given:",
      '- ProxyKey takes no property "model_whitelist": Did you mean modelWhitelist?',
      "- name is missing: Give it a value; it is required.",
      '- Invalid allocatedAmount: It is the string "5"; it must be a number.',
      '- Unknown limitType: limitType is "hourly"; it must be one of daily, weekly, monthly.',
      "- Invalid expiresAt: It is a Date; it must be a string.",
      '- Invalid ipWhitelist: It is the string "10.0.0.0/8"; it must be a list (an array) of strings.',
      '- Invalid enabled: It is the string "no"; it must be true or false.',
      '- Invalid duration: "soon" is not a duration above zero; write numbers with the units ms, s, m, h or d, as in 30s or 1m30s.',
      '- Invalid provider: It is the string "electronhub.other"; it must be an ElectronhubProvider.',
      '- Invalid lifecycle: It takes no property "prevent_destroy": Did you mean preventDestroy?',
    ].join("\n"),
  );
});

test("Terraform's own arguments and tokens of every kind pass", () => {
  const stack = newStack();
  const provider = new ElectronhubProvider(stack, "electronhub");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const first = new ProxyKey(stack, "first", KEY);
  const iterator = TerraformIterator.fromList(["a"]);
  const config = {
    name: Fn.upper(text.stringValue),
    allocatedAmount: Token.asNumber(text.value),
    modelWhitelist: Token.asList(text.value),
    ipWhitelist: [iterator.value, first.id],
    enabled: Token.asAny(text.value),
    limitType: Token.asString(text.value),
    expiresAt: undefined,
    provider,
    dependsOn: [first, text],
    forEach: iterator,
    lifecycle: { createBeforeDestroy: true, ignoreChanges: "all", replaceTriggeredBy: [first] },
    connection: { type: "ssh", host: "localhost" },
    provisioners: [{ type: "local-exec", command: "true" }],
  };
  expect(() => make(ProxyKey, stack, "it", config)).not.toThrow();
  expect(() => make(ProxyKey, stack, "counted", { ...KEY, count: 2 })).not.toThrow();
});

test("a class of configurations may have what it needs besides, as long as it is not a property of its objects", () => {
  class TeamKey {
    public readonly name = "ci";
    public get allocatedAmount(): number {
      return 5;
    }
  }
  const stack = newStack();
  make(ProxyKey, stack, "it", new TeamKey());
  expect(Testing.synth(stack)).toContain('"allocated_amount": 5');
  expect(() => make(RotatingProxyKey, newStack(), "it", new TeamKey())).toThrow("validFor is missing");
});

test("distances are those of a library", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(distance(a, b)).toBe(reference(a, b));
    }),
  );
});

test.each([
  ["name", ["names", "mane"], "names"],
  ["nonsense", ["name", "enabled"], undefined],
  ["x", [], undefined],
  ["enable", ["enabled", "enabledAt"], "enabled"],
])("the nearest to %s in %j is %s", (name, known, expected) => expect(nearest(name, known)).toBe(expected));

test.each([
  ["deletion_policy is unknown", "deletionPolicy is unknown"],
  ['name "model_whitelist" is long; model_whitelist is not', 'name "model_whitelist" is long; modelWhitelist is not'],
  ['as in deletion_policy = "expire"', 'as in deletionPolicy: "expire"'],
  ["other_name stays", "other_name stays"],
  ["electronhub_proxy_key has deletion_policy", "electronhub_proxy_key has deletionPolicy"],
])("%j is %j to the author of a construct", (text, expected) => {
  expect(respelled(text, ["deletionPolicy", "modelWhitelist"])).toBe(expected);
});
