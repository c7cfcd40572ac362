// By what an existing proxy key is imported. Its value is refused already at synth: it would be written to cdk.tf.json.
import { PROXY_KEY_PREFIX, type Problem } from "../rules";

export const checkImportId = (importId: string): Problem | undefined =>
  importId.startsWith(PROXY_KEY_PREFIX) ? KEY_VALUE : undefined;

const KEY_VALUE: Problem = {
  severity: "error",
  summary: "A key value cannot be used as import id",
  detail:
    'It would be written to cdk.tf.json, and Terraform prints import ids. Use the key\'s id, which "npx electronhub keys list" shows, or "name:" and the exact name, as in name:ci.',
};
