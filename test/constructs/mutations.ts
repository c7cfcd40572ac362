// Mistakes as somebody might make them, planted into the code of a generated class: each is one that compiles.
import { propertyName } from "./all-constructs";

export interface Mutant {
  readonly mistake: string;
  /** Where it is. */
  readonly line: string;
  /** What is probably wrong now: Terraform's name. */
  readonly attribute: string | undefined;
  readonly code: string;
}

/** `attributes`: Terraform's names, in the order of the schema. */
export function mutantsOf(code: string, attributes: readonly string[]): readonly Mutant[] {
  const properties = attributes.map(propertyName);
  return PLANTS.flatMap(([mistake, pattern, plant]) =>
    [...code.matchAll(pattern)].flatMap((match) => {
      const [whole, name = ""] = match;
      if (LOCAL.includes(name)) return [];
      const names = properties.includes(name) ? properties : attributes;
      const other = names[(names.indexOf(name) + 1) % names.length];
      const changed = plant(whole, name, other === name ? undefined : other);
      if (changed === undefined || changed === whole) return [];
      const mutated = code.slice(0, match.index) + changed + code.slice(match.index + whole.length);
      const attribute = attributes[names.indexOf(name)];
      return [{ mistake, attribute, line: `${whole.trim()} -> ${changed.trim()}`, code: mutated }];
    }),
  );
}

/** What a provider block has besides its schema: tests of its own look at it. */
const LOCAL = ["alias", "allowPlaintextApiKey", "bundled", "executable"];

/** Undefined where a class has no other attribute to take. */
type Plant = (whole: string, name: string, other: string | undefined) => string | undefined;

/** The first name that is matched gives way to its neighbour. */
const neighbour: Plant = (whole, name, other) => other && whole.replace(name, other);
/** What is written stays, and is taken from the neighbour. */
const takenFromNeighbour: Plant = (whole, name, other) =>
  other && whole.replace(new RegExp(`(?<=_|config\\.)${name}\\b`), other);
const nothing: Plant = () => "";

const JSON_LINE =
  /^ +\w+: (?:(?:stringTo|numberTo|booleanTo)Terraform\(|listMapper\(stringToTerraform, false\)\()?this\._(\w+)\)?,$/gm;
const HCL_LINE = /^ +\w+: hcl\w+\(this\._(\w+)\),$/gm;

const PLANTS: readonly (readonly [mistake: string, pattern: RegExp, plant: Plant])[] = [
  ["a getter that points at another attribute", /this\.get\w+Attribute\("(\w+)"\)/g, neighbour],
  ["a getter of a block that points at another attribute", /this\.attribute\("(\w+)"\)/g, neighbour],
  ["a map or a list that is another attribute", /new \w+\(this, "(\w+)"/g, neighbour],
  ["an attribute missing from the JSON", JSON_LINE, nothing],
  ["an attribute missing from the HCL", HCL_LINE, nothing],
  ["a value in the JSON that is its neighbour's", JSON_LINE, takenFromNeighbour],
  ["a value in the HCL that is its neighbour's", HCL_LINE, takenFromNeighbour],
  ["a name in the JSON that is another's", /^ +(\w+): (?:\w+Terraform\(|listMapper)/gm, neighbour],
  ["a name in the HCL that is another's", /^ +(\w+): hcl\w+\(/gm, neighbour],
  ["a setter that sets its neighbour", /this\._(\w+) = (?=checkedValue|requiredValue)/g, neighbour],
  ["a setter that checks as its neighbour", /(?:checkedValue|requiredValue)\(\s*this,\s*\w+,\s*"(\w+)"/g, neighbour],
  ["a reset that resets nothing", /this\._(\w+) = undefined;/g, nothing],
  ["a reset that resets its neighbour", /this\._(\w+) = undefined;/g, neighbour],
  ["an input, or a getter, that is its neighbour's", /return this\._(\w+);/g, neighbour],
  [
    "a configuration whose property is ignored",
    /^ +(?:if \(config\.\w+ !== undefined\) )?this\.(\w+) = config\.\w+;$/gm,
    nothing,
  ],
  ["a configuration that takes its neighbour's", /(?<=this\.\w+ = )config\.(\w+);/g, neighbour],
  ["a configuration that sets its neighbour", /this\.(\w+)(?= = config\.)/g, neighbour],
  ["a type of another name", /tfResourceType = "(\w+)"/g, (whole, name) => whole.replace(name, `${name}_other`)],
  ["a secret that is not marked", /secret\((this\.get\w+\("\w+"\))\)/g, (_, reference) => reference],
  ["a set that is read like a list", /Fn\.tolist\((this\.get\w+\("\w+"\))\)/g, (_, reference) => reference],
  ["arguments of Terraform's own that are ignored", /(?<=\.\.\.|meta = )metaArguments\(config\)/g, () => "{}"],
];

export const MISTAKES: readonly string[] = PLANTS.map(([mistake]) => mistake);
