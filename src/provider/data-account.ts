// The data source electronhub_account: the account that the provider works on, its credits and its limits.
import { type AccountResponse } from "../api";
import { keyLimitOf } from "../api/key-limit";
import { types } from "../terraform/cty";
import { type Attributes, type DataSource, type ObjectOf, type Schema, computed } from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { decimalOrNull } from "./decimal-or-null";

const attributes = {
  subscription: computed(types.string, { description: "The account's plan, as in `pro`." }),
  credits: computed(types.number, { description: "Credits left in the account, besides what its proxy keys hold." }),
  input_tokens: computed(types.number, { description: "Tokens that were sent to models." }),
  output_tokens: computed(types.number, { description: "Tokens that models answered." }),
  proxy_key_limit: computed(types.number, {
    description: "Proxy keys that the plan allows; null where the plan is not known to this version of the provider.",
  }),
  requests_per_minute: computed(types.number, {
    description: "Requests a minute that the API allows the account; null where its answers do not tell.",
  }),
} satisfies Attributes;

type AccountAttributes = typeof attributes;

const schema: Schema<AccountAttributes> = {
  version: 0,
  description: "The account that the provider works on. Costs one API call per data source.",
  attributes,
};

export const accountDataSource: DataSource<AccountAttributes, Configured> = {
  typeName: "electronhub_account",
  schema,
  async read({ client, signal }) {
    const account = accountFor(client, "read the account");
    const answer = await orDiagnostics("read the account", () => account.client.account(signal));
    return { state: accountState(answer, await account.client.requestLimit()) };
  },
};

/** What the API does not tell is null. */
export function accountState(
  { subscription, credits, usage }: AccountResponse,
  requestLimit: number | undefined,
): ObjectOf<AccountAttributes> {
  return {
    subscription: subscription ?? null,
    credits: decimalOrNull(credits),
    input_tokens: decimalOrNull(usage?.input_tokens),
    output_tokens: decimalOrNull(usage?.output_tokens),
    proxy_key_limit: decimalOrNull(keyLimitOf(subscription)),
    requests_per_minute: decimalOrNull(requestLimit),
  };
}
