// The schema's descriptions in the words of a construct: its properties are in camel case, and types are classes.
import { type AttributeModel, type ClassModel } from "./model";
import { camelCase } from "./names";

export type InConstructs = (description: string) => string;

/** Only what stands between backticks is code. */
export function inConstructs(models: readonly ClassModel[]): InConstructs {
  const own = models.flatMap((model) => model.attributes);
  const inner = own.flatMap(({ value }) => (value.kind === "objects" ? value.attributes.map(([name]) => name) : []));
  const attributes = new Set([...own.map(({ attribute }) => attribute), ...inner, ...TERRAFORMS]);
  const classes = new Map(models.map(({ type, name }) => [type, name]));
  // A type of several kinds of blocks is the resource, as in Terraform.
  for (const { kind, type, name } of models) if (kind === "resource") classes.set(type, name);
  const code = (text: string): string =>
    text
      .replace(
        /\b[a-z]+(?:_[a-z]+)+\b/g,
        (word) => classes.get(word) ?? (attributes.has(word) ? camelCase(word) : word),
      )
      .replace(/^(\w+) = /, "$1: ");
  return (description) => description.replace(/`([^`]+)`/g, (_, text: string) => `\`${code(text)}\``);
}

/** Terraform's own, which constructs have too. */
const TERRAFORMS = ["create_before_destroy", "replace_triggered_by"];

/** As far as the schema says. */
export function defaultOf({ schema, isRequired }: AttributeModel, words: InConstructs): string | undefined {
  if (isRequired) return undefined;
  if (schema.default !== undefined) return JSON.stringify(schema.default).replace(/"/g, "");
  const text = words(schema.description);
  if (text.startsWith("Only ")) return "all";
  const [, value] =
    /\bDefault `?([^`\s]+?)`?\.(?:\s|$)/.exec(text) ??
    /`([^`]+)` when omitted/.exec(text) ??
    /`([^`]+)` \(the default\)/.exec(text) ??
    /\bOmitted: (.+?)\.(?:\s|$)/.exec(text) ??
    /\bElse (.+?)\.(?:\s|$)/.exec(text) ??
    [];
  return value;
}

export function comment(paragraphs: readonly string[], indentation: string): string {
  const width = 120 - indentation.length - 3;
  const lines = paragraphs.flatMap((paragraph, index) => [...(index === 0 ? [] : [""]), ...wrapped(paragraph, width)]);
  if (lines.length === 1) return `${indentation}/** ${lines[0]} */`;
  return [
    `${indentation}/**`,
    ...lines.map((line) => `${indentation} *${line === "" ? "" : ` ${line}`}`),
    `${indentation} */`,
  ].join("\n");
}

/** Lines of a tag stay as they are. */
function wrapped(text: string, width: number): readonly string[] {
  if (text.includes("\n")) return text.split("\n");
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width - 3) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
