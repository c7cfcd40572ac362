// The keys as HCL: a resource and an import block each. A key that no plan would take as it is is there as a comment.
import { visible } from "../api/visible";
import { type Declaration, type DeclaredKey } from "./declaration";
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
  const { key, label, obstacles } = declaration;
  const text = [
    "import {",
    `  to = ${TYPE}.${label}`,
    `  id = ${hclString(key.id)}`,
    "}",
    "",
    `resource "${TYPE}" "${label}" {`,
    ...aligned(attributesOf(key)),
    "}",
  ].join("\n");
  return obstacles.length === 0
    ? `${text}\n`
    : `${commented("#", obstaclesOf(declaration))}\n${commented("#", text)}\n`;
}

type Attribute = readonly [name: string, expression: string];

function attributesOf(key: DeclaredKey): readonly Attribute[] {
  const { name, allocated_amount, expires_at, model_whitelist, ip_whitelist, enabled } = key;
  return [
    ...(name === null ? [] : [["name", hclString(name)] as const]),
    ...(allocated_amount === null ? [] : [["allocated_amount", String(allocated_amount)] as const]),
    ...(expires_at === null ? [] : [["expires_at", hclString(expires_at)] as const]),
    ...(model_whitelist === null ? [] : [["model_whitelist", hclList(model_whitelist)] as const]),
    ...(ip_whitelist === null ? [] : [["ip_whitelist", hclList(ip_whitelist)] as const]),
    ...(enabled === false ? [["enabled", "false"] as const] : []),
    ["store_key", "false"],
  ];
}

/** As `terraform fmt` does. */
function aligned(attributes: readonly Attribute[]): readonly string[] {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, expression]) => `  ${name.padEnd(width)} = ${expression}`);
}

const hclList = (entries: readonly string[]): string => `[${entries.map(hclString).join(", ")}]`;

/** A quoted template that is this text: on one line, with nothing in it that hides. */
export const hclString = (text: string): string =>
  `"${templateOf(visible(text.replace(/["\\]/g, (character) => `\\${character}`)))}"`;
