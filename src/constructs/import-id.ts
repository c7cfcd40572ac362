// Blocks that import what exists already. A proxy key's value as id is refused already at synth: it would be written to
// cdk.tf.json.
import { ImportableResource, type TerraformProvider } from "cdktf";
import { type Construct, type IConstruct } from "constructs";
import { PROXY_KEY_PREFIX } from "../rules";
import { TEXT, notMissing, ofKind } from "./kinds";
import { checkedProvider } from "./meta-arguments";
import { inStack, pathWithin } from "./placement";
import { isLiteral } from "./tokens";

/** The block that generated configuration is written from. */
export function importable(
  scope: Construct,
  id: string,
  terraformResourceType: string,
  importFromId: string,
  provider?: TerraformProvider,
): ImportableResource {
  const within = inStack(scope, id);
  const importId = checkedImportId(within, importFromId);
  return new ImportableResource(within, id, {
    terraformResourceType,
    importId,
    provider: checkedProvider(() => pathWithin(within, id), provider),
  });
}

export function checkedImportId(construct: IConstruct, id: string): string {
  const path = () => construct.node.path;
  const importId = notMissing(path, "import id", ofKind(path, "import id", id, TEXT));
  if (isLiteral(importId) && importId.startsWith(PROXY_KEY_PREFIX)) throw new Error(`${path()}: ${KEY_VALUE}`);
  return importId;
}

const KEY_VALUE =
  'A key value cannot be used as import id: It would be written to cdk.tf.json, and Terraform prints import ids. Use the key\'s id, which "npx electronhub keys list" shows, or "name:" and the exact name, as in name:ci.';
