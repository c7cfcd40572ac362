// Secrets that would stand in a stack's output in plain text, however they got there: a literal in a function or a template,
// a lazy value, an override, a variable's default, a local. Looks at what the output will say, and at nothing else.
import { type TerraformStack } from "cdktf";

/** The beginning of a key of Electron Hub's. */
const SECRET = /\bek-[\w-]{4,}/;
const REFERENCE = /\b(?<kind>var|local)\.(?<name>[\w-]+)/g;

/** Why the provider block with this alias gives its API key away; undefined where it does not. */
export function plaintextApiKey(stack: TerraformStack, alias: string | undefined): string | undefined {
  const output: unknown = stack.toTerraform();
  const blocks = member(member(output, "provider"), "electronhub");
  const listed: readonly unknown[] = Array.isArray(blocks) ? blocks : [];
  const block = listed.find((one) => member(one, "alias") === alias);
  const expression = member(block, "api_key");
  if (typeof expression !== "string") return undefined;
  if (SECRET.test(expression)) return "apiKey holds a literal key";
  const reasons = [...expression.matchAll(REFERENCE)].map(({ groups }) =>
    groups?.kind === "var" ? ofVariable(output, groups.name ?? "") : ofLocal(output, groups?.name ?? ""),
  );
  return reasons.find((reason) => reason !== undefined);
}

function ofVariable(output: unknown, name: string): string | undefined {
  const variable = member(member(output, "variable"), name);
  if (variable === undefined) return undefined;
  if (SECRET.test(JSON.stringify(variable)))
    return `the variable ${name}, which apiKey refers to, has a key as its default`;
  if (member(variable, "sensitive") === true) return undefined;
  return `the variable ${name}, which apiKey refers to, is not sensitive: plans would print it`;
}

function ofLocal(output: unknown, name: string): string | undefined {
  const value = JSON.stringify(member(member(output, "locals"), name) ?? null);
  return SECRET.test(value) ? `the local ${name}, which apiKey refers to, is a literal key` : undefined;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;
