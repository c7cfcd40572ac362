// The keys as HCL: a resource and an import block each. A key that cannot be declared unchanged is written as a comment.
import { visible } from "../api/visible";
import { type Literal } from "../provider/proxy-key/declared";
import { type Assignment, type Declaration } from "./declaration";
import { commented, obstaclesOf } from "./comment";
import { templateOf } from "./template";

const TYPE = "electronhub_proxy_key";

const HEADER = `# Proxy keys of an Electron Hub account, written by: electronhub keys export --format hcl
# The first plan imports them and changes nothing. After the apply the import blocks can be removed.
# limit_type is left out, because the API does not tell it. No secret is here, nor in the state with store_key = false.
# Where nothing else requires the provider:
#
# terraform {
#   required_providers {
#     electronhub = { source = "electronhub/electronhub" }
#   }
# }
`;

export function hclOf(declarations: readonly Declaration[]): string {
  if (declarations.length === 0) return `${HEADER}\n# The account has no proxy keys.\n`;
  return [HEADER, ...declarations.map(blocksOf)].join("\n");
}

function blocksOf(declaration: Declaration): string {
  const { key, label, assignments, obstacles } = declaration;
  const text = [
    "import {",
    `  to = ${TYPE}.${label}`,
    `  id = ${hclString(key.id)}`,
    "}",
    "",
    `resource "${TYPE}" "${label}" {`,
    ...aligned(assignments),
    "}",
  ].join("\n");
  return obstacles.length === 0
    ? `${text}\n`
    : `${commented("#", obstaclesOf(declaration))}\n${commented("#", text)}\n`;
}

/** As `terraform fmt` does. */
function aligned(assignments: readonly Assignment[]): readonly string[] {
  const width = Math.max(...assignments.map(([attribute]) => attribute.length));
  return assignments.map(([attribute, value]) => `  ${attribute.padEnd(width)} = ${expressionOf(value)}`);
}

function expressionOf(value: Literal): string {
  if (typeof value === "string") return hclString(value);
  return typeof value === "object" ? `[${value.map(hclString).join(", ")}]` : String(value);
}

/** A quoted template that is this text: on one line, with nothing in it that hides. */
export const hclString = (text: string): string =>
  `"${templateOf(visible(text.replace(/["\\]/g, (character) => `\\${character}`)))}"`;
