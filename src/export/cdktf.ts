// The keys as a CDKTF stack in TypeScript, each imported. A key that no plan would take as it is is there as a comment.
import { escapeHidden } from "../api/visible";
import { type Declaration, type DeclaredKey } from "./declaration";
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
  const { key, label, obstacles } = declaration;
  const text = [
    `new ProxyKey(this, "${label}", {`,
    ...propertiesOf(key).map(([name, expression]) => `  ${name}: ${expression},`),
    `}).importFrom("${key.id}");`,
  ].join("\n");
  return obstacles.length === 0 ? text : `${commented("//", obstaclesOf(declaration))}\n${commented("//", text)}`;
}

type Property = readonly [name: string, expression: string];

function propertiesOf(key: DeclaredKey): readonly Property[] {
  const { name, allocated_amount, expires_at, model_whitelist, ip_whitelist, enabled } = key;
  return [
    ...(name === null ? [] : [["name", stringLiteral(name)] as const]),
    ...(allocated_amount === null ? [] : [["allocatedAmount", String(allocated_amount)] as const]),
    ...(expires_at === null ? [] : [["expiresAt", stringLiteral(expires_at)] as const]),
    ...(model_whitelist === null ? [] : [["modelWhitelist", arrayLiteral(model_whitelist)] as const]),
    ...(ip_whitelist === null ? [] : [["ipWhitelist", arrayLiteral(ip_whitelist)] as const]),
    ...(enabled === false ? [["enabled", "false"] as const] : []),
    ["storeKey", "false"],
  ];
}

const arrayLiteral = (entries: readonly string[]): string => `[${entries.map(stringLiteral).join(", ")}]`;

/** A literal of the template of this text: on one line, with nothing in it that hides. */
const stringLiteral = (text: string): string =>
  escapeHidden(JSON.stringify(cdktfTemplateOf(text)), (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

const indented = (indent: string, text: string): string =>
  text
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
