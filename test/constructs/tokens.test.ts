// Tokens within strings and lists: what cdktf resolves is left to the plan, and what it would write wrongly is refused.
import {
  Fn,
  Lazy,
  Op,
  TerraformCount,
  TerraformIterator,
  TerraformOutput,
  type TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import fc from "fast-check";
import { SETTABLE_ATTRIBUTES, make, newStack, written } from "./all-constructs";
import { ElectronhubFunctions, ElectronhubProvider, ProxyKey } from "../../src";
import { isLiteral, misuse } from "../../src/constructs/tokens";

const UNRESOLVED =
  "It holds a number token that cdktf cannot resolve, because it touches another number, a digit, an e or one of + - . |. Put Token.asString() around the number, as in `c-${Token.asString(count.index)}`.";

const MAP: unknown = Token.asStringMap("${var.map}");
const numberOf = (stack: TerraformStack, name = "n") =>
  new TerraformVariable(stack, name, { type: "number" }).numberValue;
const textOf = (stack: TerraformStack) => new TerraformVariable(stack, "t", { type: "string" }).stringValue;

/** What the stack's output will say, as cdktf writes it. */
function outputOf(stack: TerraformStack, value: string): unknown {
  new TerraformOutput(stack, "value", { value });
  const { output } = JSON.parse(Testing.synth(stack)) as { output: { value: { value: unknown } } };
  return output.value.value;
}

describe("a number token within a string", () => {
  test.each<[string, (n: number, m: number, t: string) => string, string]>([
    ["a port", (n) => `http://127.0.0.1:${n}/v1`, "http://127.0.0.1:${var.n}/v1"],
    ["a duration", (n) => `${n}h`, "${var.n}h"],
    ["the length of a prefix", (n) => `10.0.0.0/${n}`, "10.0.0.0/${var.n}"],
    ["after a letter", (n) => `team${n}`, "team${var.n}"],
    ["after an underscore", (n) => `team_${n}`, "team_${var.n}"],
    ["between colons", (n, m) => `${n}:${m}`, "${var.n}:${var.m}"],
    ["between blanks", (n, m) => `a ${n} ${m}`, "a ${var.n} ${var.m}"],
    ["after a string token", (n, _, t) => `${t}${n}`, "${var.t}${var.n}"],
    ["before a string token", (n, _, t) => `${n}${t}`, "${var.n}${var.t}"],
    ["in a template of Terraform's", (n) => `\${max(${n}, 1)}`, "${max(${var.n}, 1)}"],
    ["as a string token", (n) => `c-${Token.asString(n)}`, "c-${var.n}"],
  ])("%s is resolved by cdktf, and no literal", (_, build, expected) => {
    const stack = newStack();
    const text = build(numberOf(stack), numberOf(stack, "m"), textOf(stack));
    expect([isLiteral(text), misuse(text)]).toEqual([false, undefined]);
    expect(outputOf(stack, text)).toBe(expected);
  });

  test.each<[string, (n: number, m: number, t: string) => string]>([
    ["after a dash", (n) => `c-${n}`],
    ["after a plus", (n) => `c+${n}`],
    ["after a bar", (n) => `c|${n}`],
    ["after a point", (n) => `10.0.0.${n}`],
    ["between points", (n) => `10.0.${n}.1`],
    ["before a point", (n) => `${n}.0.0.1`],
    ["after a digit", (n) => `1${n}`],
    ["before a digit", (n) => `${n}1`],
    ["before an e", (n) => `${n}e`],
    ["after a digit and an e", (n) => `1e${n}`],
    ["beside another, which cdktf would drop", (n, m) => `${n}${m}`],
    ["with another behind a dash, both of which cdktf would drop", (n, m) => `${n}-${m}`],
    ["after a string token and a dash", (n, _, t) => `${t}-${n}`],
    ["in the spelling of Java", (n) => `team${String(n).replace("e+", "E")}`],
    ["in the spelling of C#", (n) => `team${String(n).replace("e", "E")}`],
  ])("%s is not, and refused", (_, build) => {
    const stack = newStack();
    const text = build(numberOf(stack), numberOf(stack, "m"), textOf(stack));
    expect([isLiteral(text), misuse(text)]).toEqual([false, UNRESOLVED]);
  });

  test("is refused exactly where cdktf would not write what is meant", () => {
    const stack = newStack();
    const tokens: [string, string][] = [
      [String(numberOf(stack)), "${var.n}"],
      [String(numberOf(stack, "m")), "${var.m}"],
      [textOf(stack), "${var.t}"],
    ];
    const literal = fc
      .constantFrom("", "a", "e", "E", "-", "+", ".", "|", ":", "/", " ", "1", "1e", "-1e5", "é")
      .map((text) => [text, text]);
    let resolved = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(literal, fc.constantFrom(...tokens)), { maxLength: 6 }), (parts) => {
        const text = parts.map(([given]) => given).join("");
        const meant = parts.map(([, expected]) => expected).join("");
        const output = outputOf(newStack(), text);
        if (misuse(text) === undefined) expect(output).toBe(meant);
        else expect(output).not.toBe(meant);
        if (output === meant) resolved++;
      }),
      { numRuns: 500 },
    );
    expect(resolved).toBeGreaterThan(50);
  });

  test.each(["-8.5e+298x", "1e5", "-1e+300", "2e298", "10.0.0.1", "gpt-4e+100"])("%s is not a token", (text) => {
    expect([isLiteral(text), misuse(text)]).toEqual([true, undefined]);
  });
});

const TEXTS = SETTABLE_ATTRIBUTES.filter(({ kind }) => kind === "string" || kind === "strings");

describe.each(TEXTS.map((attribute) => [`${attribute.construct.name}.${attribute.property}`, attribute] as const))(
  "%s",
  (_, { construct, least, property, attribute, kind }) => {
    const declare = (build: (stack: TerraformStack) => unknown) => {
      const stack = newStack();
      const value = build(stack);
      make(construct, stack, "it", { ...least, [property]: kind === "string" ? value : [value] });
      return written(stack, attribute);
    };
    const path = kind === "string" ? "" : "Its element 1 of 1: ";

    test("leaves a string with a number token to the plan", () => {
      const output = declare((stack) => `team${numberOf(stack)}`);
      expect(output).toEqual(kind === "string" ? "team${var.n}" : ["team${var.n}"]);
    });

    test("takes a number token, which Terraform makes a string of", () => {
      const output = declare((stack) => numberOf(stack));
      expect(output).toEqual(kind === "string" ? "${var.n}" : ["${var.n}"]);
    });

    test("refuses one that cdktf cannot resolve", () => {
      expect(() => declare((stack) => `c-${numberOf(stack)}`)).toThrow(
        new Error(`stack/it: Invalid ${property}: ${path}${UNRESOLVED}`),
      );
    });

    test.each<[string, () => string, string]>([
      [
        "a list token",
        () => `${Token.asList("${var.list}")[0]}/32`,
        "It holds a list token, which is not a string. Choose one element with Fn.element(list, 0), or join them with Fn.join.",
      ],
      ["a list of numbers", () => `team${Token.asNumberList("${var.list}").join(",")}`, UNRESOLVED],
      [
        "a name of a map token",
        () => Object.keys(Token.asStringMap("${var.map}")).join(""),
        "It holds a map token, which is not a string. Choose one element with Fn.lookup(map, key).",
      ],
      [
        "a value of a map token",
        () => `team ${Object.values(Token.asStringMap("${var.map}")).join("")}`,
        "It holds a map token, which is not a string. Choose one element with Fn.lookup(map, key).",
      ],
      [
        "a map token",
        () => `team ${String(MAP)}`,
        'It holds "[object Object]", which is an object put into a string. Give the attribute of the object that is meant.',
      ],
    ])("refuses a string with %s", (what, build, message) => {
      // What holds a list token is looked at as a list, and so are its elements.
      const at = what === "a list token" ? "" : path;
      expect(() => declare(build)).toThrow(new Error(`stack/it: Invalid ${property}: ${at}${message}`));
    });
  },
);

describe.each(
  SETTABLE_ATTRIBUTES.filter(({ kind }) => kind === "number").map(
    (attribute) => [`${attribute.construct.name}.${attribute.property}`, attribute] as const,
  ),
)("%s", (_, { construct, least, property, attribute }) => {
  const declare = (stack: TerraformStack, value: unknown) =>
    make(construct, stack, "it", { ...least, [property]: value });

  test.each<[string, (n: number) => number]>([
    ["doubled", (n) => n * 2],
    ["halved", (n) => n / 2],
    ["negated", (n) => -n],
    ["taken out of a list", () => Token.asNumberList("${var.list}")[0] ?? 0],
  ])("refuses a number token that was %s by JavaScript", (__, calculate) => {
    const stack = newStack();
    expect(() => declare(stack, calculate(numberOf(stack)))).toThrow(
      new Error(
        `stack/it: Invalid ${property}: It was calculated from a number token, or taken out of a list of them, which JavaScript cannot do. Calculate with Op, as in Token.asNumber(Op.mul(number, 2)), and choose with Fn.element.`,
      ),
    );
  });

  test("refuses a value of a map token", () => {
    const [value] = Object.values(Token.asNumberMap("${var.map}"));
    expect(() => declare(newStack(), value)).toThrow(
      `stack/it: Invalid ${property}: It is an element of a map token. Choose one with Token.asNumber(Fn.lookup(map, key)).`,
    );
  });

  test("takes what Terraform calculates", () => {
    const stack = newStack();
    declare(stack, Token.asNumber(Op.mul(numberOf(stack), 2)));
    expect(written(stack, attribute)).toBe("${(var.n * 2)}");
  });
});

describe.each(
  SETTABLE_ATTRIBUTES.filter(({ kind }) => kind === "strings").map(
    (attribute) => [`${attribute.construct.name}.${attribute.property}`, attribute] as const,
  ),
)("%s", (_, { construct, least, property, attribute }) => {
  const declare = (build: (list: string[]) => unknown) => {
    const stack = newStack();
    const list = new TerraformVariable(stack, "list", { type: "list(string)" }).listValue;
    make(construct, stack, "it", { ...least, [property]: build(list) });
    return written(stack, attribute);
  };

  test.each<[string, (list: string[]) => unknown]>([
    ["beside another element", (list) => [...list, "10.0.0.1"]],
    ["twice", (list) => [...list, ...list]],
  ])("refuses a list token %s", (__, build) => {
    expect(() => declare(build)).toThrow(
      `stack/it: Invalid ${property}: It holds a list token beside other elements. Concatenate with Fn.concat([list, [element]]), and choose one element with Fn.element(list, 0).`,
    );
  });

  test.each<[string, (list: string[]) => unknown, unknown]>([
    ["a list token", (list) => list, "${var.list}"],
    ["what Terraform concatenates", (list): unknown => Fn.concat([list, ["a"]]), '${concat(var.list, ["a"])}'],
    ["an element that Terraform chooses", (list) => [Token.asString(Fn.element(list, 0))], ["${element(var.list, 0)}"]],
    ["a reference that is not a list in JavaScript", () => "${var.list}", "${var.list}"],
  ])("takes %s", (__, build, expected) => {
    expect(declare(build)).toEqual(expected);
  });
});

test("the elements of an iterator are references", () => {
  const stack = newStack();
  const iterator = TerraformIterator.fromList(["a", "b"]);
  new ProxyKey(stack, "it", { name: `team ${iterator.value}`, allocatedAmount: 1, forEach: iterator });
  expect(written(stack, "name")).toBe("team ${each.value}");
});

test("the index of a count is refused behind a dash, and taken as a string", () => {
  const stack = newStack();
  const count = TerraformCount.of(3);
  const declare = (name: string) => new ProxyKey(stack, "it", { name, allocatedAmount: 1, count });
  expect(() => declare(`c-${count.index}`)).toThrow(`stack/it: Invalid name: ${UNRESOLVED}`);
  stack.node.tryRemoveChild("it");
  declare(`c-${Token.asString(count.index)}`);
  expect(written(stack, "name")).toBe("c-${count.index}");
});

test("an argument of a function is refused, too", () => {
  const day = numberOf(newStack());
  expect(() => ElectronhubFunctions.unixTime(`2027-01-${day}T00:00:00Z`)).toThrow(
    `ElectronhubFunctions.unixTime: Invalid instant: ${UNRESOLVED}`,
  );
});

describe("past the setters", () => {
  test.each<[string, (stack: TerraformStack, key: ProxyKey) => void, string]>([
    [
      "an override",
      (stack, key) => key.addOverride("model_whitelist", ["gpt", `gpt-${numberOf(stack)}`]),
      "stack/it: Invalid model_whitelist: ",
    ],
    [
      "a lazy value",
      (stack, key) => {
        const number = numberOf(stack);
        key.name = Lazy.stringValue({ produce: () => `c-${number}` });
      },
      "stack/it: Invalid name: ",
    ],
    [
      "an override of a provider block",
      (stack) => {
        const other = new ElectronhubProvider(stack, "other", { alias: "other" });
        other.addOverride("base_url", `http://127.0.0.${numberOf(stack)}`);
      },
      "stack/other: Invalid base_url: ",
    ],
  ])("%s is refused when the stack is validated", (_, change, message) => {
    const stack = newStack();
    new ElectronhubProvider(stack, "electronhub");
    const key = new ProxyKey(stack, "it", { name: "ci", allocatedAmount: 1 });
    expect(() => Testing.synth(stack, true)).not.toThrow();
    change(stack, key);
    expect(() => Testing.synth(stack, true)).toThrow(`${message}${UNRESOLVED}`);
  });

  test("what others declare is theirs", () => {
    const stack = newStack();
    new ElectronhubProvider(stack, "electronhub");
    new TerraformOutput(stack, "odd", { value: `c-${numberOf(stack)}` });
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});
