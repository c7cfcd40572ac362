// The data source electronhub_proxy_key_access: whether a proxy key, and a model with it, may be used from here. Asked with
// the key itself.
import { ApiError } from "../api";
import { visible } from "../api/visible";
import { type ValidateResponse } from "../api/wire";
import { checkKeyIds, checkKeyValue } from "../rules";
import { UNKNOWN, attributeStep, types } from "../terraform/cty";
import {
  type Attributes,
  type DataSource,
  type ObjectOf,
  type Schema,
  computed,
  errorDiagnostic,
  optional,
} from "../terraform/framework";
import { type Account, type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { checked } from "./checked";
import { findKey } from "./find-key";

const attributes = {
  id: optional(types.string, {
    description: "Id of the key, which must be the account's own; its value is taken from the list. Give it or `key`.",
    validators: [checked(types.string, (id) => checkKeyIds([id])[0])],
  }),
  key: optional(types.string, {
    description: "Value of the key (`ek-proxy-...`), anybody's. It enters the state; `id` does not bring it there.",
    sensitive: true,
    validators: [checked(types.string, checkKeyValue)],
  }),
  model: optional(types.string, { description: "Id of a model that is to be used too. Omitted: the key alone." }),
  valid: computed(types.bool, {
    description:
      "Whether the key works now, for the model and from the address at which Terraform runs. The API's word; a key that it does not let in at all is not valid.",
  }),
  message: computed(types.string, { description: "The reason that the API gives; null where it gives none." }),
} satisfies Attributes;

type AccessAttributes = typeof attributes;
type Config = ObjectOf<AccessAttributes>;

const schema: Schema<AccessAttributes> = {
  version: 0,
  description:
    "Whether a proxy key may be used from here, now, and for a model: for `check` blocks and postconditions. Costs one API call for each, from the budget of the key's account.",
  attributes,
};

export const proxyKeyAccessDataSource: DataSource<AccessAttributes, Configured> = {
  typeName: "electronhub_proxy_key_access",
  schema,
  validate({ id, key }) {
    // An unknown value may turn out null.
    if (id === UNKNOWN || key === UNKNOWN || (id === null) !== (key === null)) return [];
    const received = id === null ? "None is given." : "Both are given.";
    return [errorDiagnostic("Give exactly one of id and key", received, [attributeStep("id")])];
  },
  async read({ config, client, signal }) {
    const account = accountFor(client, "ask about a proxy key");
    const key = await valueOf(config, account, signal);
    const model = typeof config.model === "string" ? config.model : undefined;
    const { valid, message } = await orDiagnostics("ask whether the proxy key may be used", () =>
      askAccess(account, key, model, signal),
    );
    return { state: { ...config, valid, message: message === undefined ? null : visible(message) } };
  },
};

async function valueOf({ id, key }: Config, account: Account, signal: AbortSignal): Promise<string> {
  if (typeof key === "string") return key;
  if (typeof id !== "string") throw new Error("validation let a data source without id and key pass");
  const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));
  return findKey(keys, { by: "id", id }).key;
}

/** A key that is off, expired or gone may be refused before its question is answered: that is an answer, too. */
async function askAccess(
  { client }: Account,
  key: string,
  model: string | undefined,
  signal: AbortSignal,
): Promise<ValidateResponse> {
  try {
    return await client.validate(key, model, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || !["unauthorized", "forbidden"].includes(error.code)) throw error;
    return { valid: false, message: error.message };
  }
}
