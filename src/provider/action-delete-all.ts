// The action electronhub_proxy_keys_delete_all: every key of the account, in one call. Only where the caller says how many
// there are, which shows that he knows what he does.
import { removeAll } from "../api/keys/remove-all";
import { type Problem } from "../rules";
import { attributeStep, types } from "../terraform/cty";
import { type Action, type Attributes, DiagnosticsError, errorDiagnostic, required } from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { checked } from "./checked";
import { keysOf } from "./keys-of";

const attributes = {
  confirm_count: required(types.number, {
    description: "How many proxy keys the account has now. Where it has more or fewer, nothing is removed.",
    validators: [checked(types.number, (count) => checkCount(count.toFloat64()))],
  }),
} satisfies Attributes;

type DeleteAllAttributes = typeof attributes;

export const deleteAllAction: Action<DeleteAllAttributes, Configured> = {
  typeName: "electronhub_proxy_keys_delete_all",
  schema: {
    version: 0,
    description:
      "Removes every proxy key of the account in one call, also those that are made in that moment. There is no way back. Resources whose keys are gone are created anew by the next apply. Needs Terraform 1.14; in any version, `electronhub_proxy_keys_exclusive` with `use_delete_all` does the same.",
    attributes,
  },
  async invoke({ config, client, signal, progress }) {
    const account = accountFor(client, "remove every proxy key");
    // Counted now: what a list of before told is not what is removed.
    const { keys } = await orDiagnostics("list the account's proxy keys", () =>
      account.keys.look(account.client, signal, account.keys.mark()),
    );
    const confirmed = config.confirm_count;
    if (confirmed === null || typeof confirmed === "symbol") throw new Error("validation let no count pass");
    if (confirmed.toFloat64() !== keys.size) throw otherCount(confirmed.toString(), keys.size);
    if (keys.size === 0) {
      progress("The account has no proxy keys; nothing is called.");
      return [];
    }
    progress(`Removing every one of ${keysOf(keys.size)}...`);
    await orDiagnostics("remove every proxy key of the account", () => removeAll(account, keys.keys(), signal));
    progress(`${keysOf(keys.size)} removed.`);
    return [];
  },
};

function checkCount(count: number): Problem | undefined {
  if (Number.isInteger(count) && count >= 0) return undefined;
  return {
    severity: "error",
    summary: "Invalid confirm_count",
    detail: `confirm_count is ${count}; it must be a number of keys, 0 or more.`,
  };
}

const otherCount = (confirmed: string, present: number): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `confirm_count is ${confirmed}, and the account has ${keysOf(present)}`,
      "Nothing was removed. Look at the keys (electronhub keys list), and confirm their present number.",
      [attributeStep("confirm_count")],
    ),
  ]);
