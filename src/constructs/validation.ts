// What every configuration and every setter goes through: is each value of the kind that the attribute takes, can cdktf write
// it, do the rules of Electron Hub allow it? And is everything that was given known, and nothing missing? cdktf passes over
// what it does not know: a whitelist that is misspelled would make a key that is open to all. undefined and null are "not given".
import { Annotations } from "cdktf";
import { type Construct, type IConstruct } from "constructs";
import { type Problem } from "../rules";
import { inStack, pathWithin, propertiesOf } from "./placement";
import { type Property, type Shape } from "./shape";
import { respelled } from "./spelling";
import { unknownProperty } from "./unknown-property";

/** The scope, for a construct that is about to be made in it. Throws one error that names all that is wrong. */
export function checkedScope(scope: Construct, id: string, config: object, shape: Shape): Construct {
  const within = inStack(scope, id);
  const mistakes = mistakesIn(propertiesOf(scope, id, config), shape);
  if (mistakes.length > 0) throw refusal(pathWithin(scope, id), mistakes);
  return within;
}

/** Of a setter. */
export function checkedValue<Name extends string, T>(
  construct: IConstruct,
  shape: Shape<Name>,
  name: Name,
  value: T | undefined,
): T | undefined {
  const given = value ?? undefined;
  const { mistakes, concerns } = judged(shape, name, shape.properties[name], given, construct);
  if (mistakes.length > 0) throw refusal(construct.node.path, mistakes);
  for (const concern of concerns) Annotations.of(construct).addWarning(concern);
  return given;
}

/** Of the setter of what is required. */
export function requiredValue<Name extends string, T>(
  construct: IConstruct,
  shape: Shape<Name>,
  name: Name,
  value: T | undefined,
): T {
  const given = checkedValue(construct, shape, name, value);
  if (given === undefined) throw refusal(construct.node.path, [missing(name)]);
  return given;
}

/** What a rule that spans properties says, in the words of the construct. */
export const sentences = (shape: Shape, problems: readonly (Problem | undefined)[]): string[] =>
  problems.flatMap((problem) => (problem ? [sentence(shape, problem)] : []));

function mistakesIn(config: object, shape: Shape): readonly string[] {
  const own = Object.entries(shape.properties).flatMap(
    ([name, property]) => judged(shape, name, property, valueOf(config, name), config).mistakes,
  );
  const meta = Object.entries(shape.metaArguments).flatMap(([name, mismatch]) => {
    const value = valueOf(config, name);
    const reason = value === undefined ? undefined : mismatch(value);
    return reason === undefined ? [] : [`Invalid ${name}: ${reason}`];
  });
  const together = own.length === 0 ? (shape.together?.(config) ?? []) : [];
  return [...unknownIn(config, shape), ...own, ...together.map((problem) => sentence(shape, problem)), ...meta];
}

function unknownIn(config: object, shape: Shape): readonly string[] {
  const known = [...Object.keys(shape.properties), ...Object.keys(shape.metaArguments)];
  return Object.keys(config)
    .filter((name) => !known.includes(name) && valueOf(config, name) !== undefined)
    .map((name) => unknownProperty(shape.construct, name, known));
}

function judged(shape: Shape, name: string, property: Property, value: unknown, owner: object) {
  if (value === undefined) return { mistakes: property.isRequired ? [missing(name)] : [], concerns: [] };
  const mismatch = property.mismatch(value);
  if (mismatch !== undefined) return { mistakes: [`Invalid ${name}: ${mismatch}`], concerns: [] };
  const problems = property.problems(value, owner);
  const ofSeverity = (wanted: Problem["severity"]) =>
    problems.filter(({ severity }) => severity === wanted).map((problem) => sentence(shape, problem));
  return { mistakes: ofSeverity("error"), concerns: ofSeverity("warning") };
}

const valueOf = (config: object, name: string): unknown => {
  const value: unknown = Reflect.get(config, name);
  return value ?? undefined;
};

const missing = (name: string): string => `${name} is missing: Give it a value; it is required.`;

const sentence = ({ properties }: Shape, { summary, detail }: Problem): string =>
  respelled(`${summary}: ${detail}`, Object.keys(properties));

function refusal(path: string, mistakes: readonly string[]): Error {
  const [first, ...others] = mistakes;
  if (others.length === 0) return new Error(`${path}: ${first}`);
  const list = mistakes.map((mistake) => `\n- ${mistake}`).join("");
  return new Error(`${path}: ${mistakes.length} properties cannot be used as they are given:${list}`);
}
