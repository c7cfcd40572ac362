// The data source electronhub_proxy_key_access: whether a proxy key, and a model with it, may be used from here. Asked with
// the key itself.
import { type AccessQuestion, ApiError } from "../api";
import { visible } from "../api/visible";
import { keyId } from "../api/key-id";
import { type ValidateResponse } from "../api/wire";
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
import { selectKey } from "./select-key";
import { keyIdValidators, keyValueValidators } from "./key-id-validators";

const attributes = {
  id: optional(types.string, {
    description: "Id of the key, which must be the account's own; its value is taken from the list. Give it or `key`.",
    validators: keyIdValidators,
  }),
  key: optional(types.string, {
    description: "Value of the key (`ek-proxy-...`), anybody's. It enters the state; `id` does not bring it there.",
    sensitive: true,
    validators: keyValueValidators,
  }),
  model: optional(types.string, { description: "Id of a model that is to be used too. Omitted: the key alone." }),
  valid: computed(types.bool, {
    description:
      "Whether the key works now, for the model and from the address at which Terraform runs. The API's word; a key that it does not let in at all is not valid.",
  }),
  message: computed(types.string, { description: "The reason that the API gives." }),
} satisfies Attributes;

type AccessAttributes = typeof attributes;
type Config = ObjectOf<AccessAttributes>;

const schema: Schema<AccessAttributes> = {
  version: 0,
  description:
    "Whether a proxy key may be used from here, now, and for a model: for `check` blocks and postconditions. Costs one API call for each, from the budget of the key's account, besides the list that everything shares.",
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
    const asked = await questionOf(config, account, signal);
    const { valid, message } = await orDiagnostics("ask whether the proxy key may be used", () =>
      askAccess(account, asked, signal),
    );
    return { state: { ...config, valid, message: visible(message ?? (valid ? NO_OBJECTION : NO_REASON)) } };
  },
};

const NO_OBJECTION = "The API has no objection.";
const NO_REASON = "The API gives no reason.";

/** A key that is not in the list is another account's, whose request budget tells nothing of ours. */
async function questionOf({ id, key, model }: Config, account: Account, signal: AbortSignal): Promise<AccessQuestion> {
  const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));
  const about = typeof model === "string" ? model : undefined;
  if (typeof key === "string") return { key, isForeign: !keys.has(keyId(key)), model: about };
  if (typeof id !== "string") throw new Error("validation let a data source without id and key pass");
  return { key: selectKey(keys, { by: "id", id }).key, isForeign: false, model: about };
}

/** A key that is off, expired or gone may be refused before its question is answered: that is an answer, too. */
async function askAccess(
  { client }: Account,
  question: AccessQuestion,
  signal: AbortSignal,
): Promise<ValidateResponse> {
  try {
    return await client.validate(question, signal);
  } catch (error) {
    const isRefused = error instanceof ApiError && ["unauthorized", "forbidden"].includes(error.code);
    // What stands between us and the API may refuse as well; that says nothing of the key.
    if (!isRefused || !error.apiShaped) throw error;
    return { valid: false, message: error.message };
  }
}
