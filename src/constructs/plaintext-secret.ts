// Secrets that would stand in a stack's output in plain text, however they got there: a literal in a function or a template,
// a lazy value, an override, a variable's default, a local. Looks at values only: what describes them is prose, which may
// show what keys look like.
import { entries, member, textOf } from "./json";

/** The beginning of a key of Electron Hub's. Not the name of a file, as in /run/secrets/ek-account. */
const SECRET = /(?<![\w./-])ek-[\w-]{4,}/;
/** Names of what is referred to, such as var.ek-account, are not values. */
const REFERENCE = /(?<![\w.-])(?!ek-)[a-z_][\w-]*(?:\.[\w*-]+|\["[^"]*"\]|\[\d+\])+/gi;

/** Why the value of apiKey in the output gives the key away; undefined where it does not. */
export function plaintextApiKey(output: unknown, value: unknown): string | undefined {
  const expression = textOf(value);
  if (expression === undefined) return undefined;
  if (holdsSecret(expression)) return "apiKey holds a literal key";
  return reasonOf(output, expression, new Set());
}

/** Locals may refer to each other, and to variables. */
function reasonOf(output: unknown, expression: string, seen: Set<string>): string | undefined {
  for (const [reference] of expression.matchAll(REFERENCE)) {
    if (seen.has(reference)) continue;
    seen.add(reference);
    const [kind, name = "", ...path] = reference.split(/\.|\["|"\]\.?|\[|\]\.?/).filter((part) => part !== "");
    const reason =
      kind === "var" ? ofVariable(output, name) : kind === "local" ? ofLocal(output, name, path, seen) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function ofVariable(output: unknown, name: string): string | undefined {
  const variable = member(member(output, "variable"), name);
  if (variable === undefined) return undefined;
  if (textsIn(member(variable, "default")).some(holdsSecret)) {
    return `the variable ${name}, which apiKey refers to, has a key as its default`;
  }
  if (member(variable, "sensitive") === true) return undefined;
  return `the variable ${name}, which apiKey refers to, is not sensitive: plans would print it`;
}

function ofLocal(output: unknown, name: string, path: readonly string[], seen: Set<string>): string | undefined {
  const texts = textsIn(inside(member(member(output, "locals"), name), path));
  if (texts.some(holdsSecret)) return `the local ${name}, which apiKey refers to, is a literal key`;
  return texts.map((text) => reasonOf(output, text, seen)).find((reason) => reason !== undefined);
}

/** As far as the path leads: beside what it leads to there may be prose. An expression on the way is all that is known. */
function inside(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || typeof value !== "object") return value;
  return inside(member(value, step), rest);
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === "string" ? [value] : entries(value).flatMap(([, element]) => textsIn(element));

const holdsSecret = (text: string): boolean => SECRET.test(text.replace(REFERENCE, ""));
