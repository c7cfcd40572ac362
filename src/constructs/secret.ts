// References to secrets, which are never literals.
import { Fn, Token } from "cdktf";
import { type Problem, checkApiKey, checkLedger, ledgerAddress } from "../rules";

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

export const PLAINTEXT_API_KEY: Problem = {
  severity: "error",
  summary: "apiKey is a literal",
  detail:
    "It would be written in plain text to cdk.tf.json. Leave apiKey out and set ELECTRONHUB_API_KEY, or give it a sensitive TerraformVariable; allowPlaintextApiKey: true allows it all the same.",
};

/** Of an account's key that was given literally to a provider block, or to the configuration that it is made from. */
export const checkLiteralApiKey = (key: string, owner: object): Problem | undefined =>
  checkApiKey(key) ?? (allowsPlaintext(owner) ? undefined : PLAINTEXT_API_KEY);

const allowsPlaintext = (owner: object): boolean =>
  "allowPlaintextApiKey" in owner && owner.allowPlaintextApiKey === true;

/** Of a ledger's address that was given literally: with a password in it, it would be a secret in plain text. */
export const checkLiteralLedger = (address: string): Problem | undefined =>
  checkLedger(address) ??
  (ledgerAddress(address).password === undefined
    ? undefined
    : {
        severity: "error",
        summary: "ledger holds a literal password",
        detail:
          "It would be written in plain text to cdk.tf.json. Leave ledger out and set ELECTRONHUB_LEDGER, or give it a sensitive TerraformVariable.",
      });
