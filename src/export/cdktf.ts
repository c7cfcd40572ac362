// The keys as a CDKTF stack in TypeScript, each imported. A key that cannot be declared unchanged is written as a comment.
import { escapeHidden } from "../api/visible";
import { type Literal } from "../provider/proxy-key/declared";
import { type Declaration } from "./declaration";
import { commented, obstaclesOf } from "./comment";
import { cdktfTemplateOf } from "./cdktf-template";

const HEADER = `// Proxy keys of an Electron Hub account, written by: electronhub keys export --format cdktf
// The first plan imports them and changes nothing. After the deployment the calls of importFrom can be removed.
// limitType is left out, because the API does not tell it. No secret is here, nor in the state with storeKey: false.`;

export function cdktfOf(declarations: readonly Declaration[]): string {
  const keys = declarations.map((declaration) => indented("    ", statementOf(declaration)));
  const isUsed = declarations.some(({ obstacles }) => obstacles.length === 0);
  return `${HEADER}
import { TerraformStack } from "cdktf";
import { ElectronhubProvider${isUsed ? ", ProxyKey" : ""} } from "cdktf-provider-electronhub";
import { type Construct } from "constructs";

export class ProxyKeysStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ElectronhubProvider(this, "electronhub"); // the account's key comes from ELECTRONHUB_API_KEY

${keys.length > 0 ? keys.join("\n\n") : "    // The account has no proxy keys."}
  }
}
`;
}

function statementOf(declaration: Declaration): string {
  const { key, label, assignments, obstacles } = declaration;
  const text = [
    `new ProxyKey(this, "${label}", {`,
    ...assignments.map(([attribute, value]) => `  ${propertyOf(attribute)}: ${expressionOf(value)},`),
    `}).importFrom("${key.id}");`,
  ].join("\n");
  return obstacles.length === 0 ? text : `${commented("//", obstaclesOf(declaration))}\n${commented("//", text)}`;
}

function expressionOf(value: Literal): string {
  if (typeof value === "string") return stringLiteral(value);
  return typeof value === "object" ? `[${value.map(stringLiteral).join(", ")}]` : String(value);
}

/** `ipWhitelist` for `ip_whitelist`. */
const propertyOf = (attribute: string): string =>
  attribute.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A literal of the template of this text: on one line, with nothing in it that hides. */
const stringLiteral = (text: string): string =>
  escapeHidden(JSON.stringify(cdktfTemplateOf(text)), (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

const indented = (indent: string, text: string): string =>
  text
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
