// The ephemeral resource electronhub_proxy_key_value: the secret of a key that the account has, for write-only arguments of
// other providers. In no state and no plan: the other half of store_key = false.
import { types } from "../terraform/cty";
import { type Attributes, type EphemeralResource, computed, required } from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { composed } from "./composed";
import { selectKey } from "./select-key";
import { keyIdValidators } from "./key-id-validators";

const attributes = {
  id: required(types.string, {
    description: "Id of the key, as the resource `electronhub_proxy_key` has it.",
    validators: keyIdValidators,
  }),
  name: computed(types.string, { description: "Name of the key." }),
  key: computed(types.string, { description: "The secret, `ek-proxy-...`.", sensitive: true }),
} satisfies Attributes;

type ValueAttributes = typeof attributes;

export const ephemeralProxyKeyValue: EphemeralResource<ValueAttributes, Configured> = {
  typeName: "electronhub_proxy_key_value",
  schema: {
    version: 0,
    description:
      "The value of a proxy key, read by its id with the list call that everything shares, and kept in no state and no plan: for write-only arguments of other providers and for provider blocks. With `store_key = false` on the resource the secret is nowhere else. Needs Terraform 1.10 or OpenTofu 1.11.",
    attributes,
  },
  async open({ config, client, signal }) {
    const account = accountFor(client, "read the value of a proxy key");
    const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));
    const { id } = config;
    if (typeof id !== "string") throw new Error("validation let an ephemeral resource without id pass");
    const record = selectKey(keys, { by: "id", id });
    return { result: { id, name: record.name === undefined ? null : composed(record.name), key: record.key } };
  },
};
