// Blocks that import what exists already. A proxy key's value as id is refused already at synth: it would be written to
// cdk.tf.json.
import { ImportableResource, type TerraformProvider } from "cdktf";
import { type Construct, type IConstruct } from "constructs";
import { PROXY_KEY_PREFIX, type Problem } from "../rules";
import { checkedProvider } from "./meta-arguments";
import { inStack, pathWithin } from "./placement";
import { checkedText, present } from "./validation";

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

export const checkedImportId = (construct: IConstruct, id: string): string =>
  present(construct, "import id", checkedText(construct, "import id", id, checkImportId));

const checkImportId = (importId: string): Problem | undefined =>
  importId.startsWith(PROXY_KEY_PREFIX) ? KEY_VALUE : undefined;

const KEY_VALUE: Problem = {
  severity: "error",
  summary: "A key value cannot be used as import id",
  detail:
    'It would be written to cdk.tf.json, and Terraform prints import ids. Use the key\'s id, which "npx electronhub keys list" shows, or "name:" and the exact name, as in name:ci.',
};
