// References to secrets, which are never literals.
import { Fn, Token } from "cdktf";
import { type Problem } from "../rules";

/**
 * Marks a reference as sensitive also where Terraform forgets that it is: a value that reaches another stack through its
 * remote state is printed in that stack's plan otherwise.
 */
export const secret = (reference: string): string => Token.asString(Fn.sensitive(reference));

/** Of a key's value that was given literally. */
export const refuseLiteralKey = (): Problem => ({
  severity: "error",
  summary: "key is a literal",
  detail:
    "It would be written in plain text to cdk.tf.json. Give it a sensitive TerraformVariable or another key's attribute, or find the key by its id.",
});
