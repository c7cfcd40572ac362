// The data source electronhub_proxy_keys: all keys of the account, or those that pass a filter, and what they come to.
import { type KeyObject } from "../api";
import { keyId } from "../api/key-id";
import { types } from "../terraform/cty";
import {
  type Attributes,
  type DataSource,
  type ObjectOf,
  type Schema,
  computed,
  objectTypeOf,
  optional,
} from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { apiNow } from "../api/keys/access";
import { orDiagnostics } from "./api-diagnostics";
import { decimalOrNull } from "./decimal-or-null";
import { factAttributes, factsOf } from "./key-facts";
import { filterAttributes, filterOf, passes } from "./key-filter";
import { oddKeysWarning } from "./odd-key";
import { totalOf } from "./total";

const FACTS = Object.keys(factAttributes)
  .map((name) => `\`${name}\``)
  .join(", ");

const attributes = {
  ...filterAttributes,
  include_keys: optional(types.bool, {
    description: "Whether to fill in `key_values`, which puts the secrets into state. Default false.",
  }),
  ids: computed(types.list(types.string), { description: "Ids of the keys, in the order of the API's list." }),
  keys: computed(types.list(objectTypeOf({ attributes: factAttributes })), {
    description: `The keys, in the same order, with ${FACTS}. A null \`expires_at\` or \`last_used\` means never, a null whitelist all. Not their values.`,
  }),
  key_values: computed(types.map(types.string), {
    description: "Values of the keys by their ids; null unless `include_keys`.",
    sensitive: true,
  }),
  total_allocated_amount: computed(types.number, { description: "Credits that the keys may spend together." }),
  total_used_amount: computed(types.number, { description: "Credits that the keys have spent together." }),
} satisfies Attributes;

type KeysAttributes = typeof attributes;
type Config = ObjectOf<KeysAttributes>;

const schema: Schema<KeysAttributes> = {
  version: 0,
  description:
    "The proxy keys of the account, filtered, with what they have used. Read with the one API call that also refreshes every `electronhub_proxy_key`. What the API does not tell of a key matches no filter on it.",
  attributes,
};

export const proxyKeysDataSource: DataSource<KeysAttributes, Configured> = {
  typeName: "electronhub_proxy_keys",
  schema,
  async read({ config, client, signal }) {
    const account = accountFor(client, "list proxy keys");
    const look = await orDiagnostics("list the account's proxy keys", () => account.keys.look(account.client, signal));
    const now = apiNow(account);
    const filter = filterOf(config);
    return {
      state: proxyKeysState(
        config,
        [...look.keys.values()].filter((key) => passes(key, filter, now)),
      ),
      diagnostics: oddKeysWarning({ keys: look.keys.values(), unidentified: look.unidentified }),
    };
  },
};

/** What the API does not tell is null, and so is a total that it is part of. */
export function proxyKeysState(config: Config, records: readonly KeyObject[]): Config {
  return {
    ...config,
    ids: records.map(({ key }) => keyId(key)),
    keys: records.map((record) => factsOf(record)),
    key_values: config.include_keys === true ? new Map(records.map(({ key }) => [keyId(key), key])) : null,
    total_allocated_amount: totalOf(records.map(({ allocated_ammount }) => decimalOrNull(allocated_ammount))),
    total_used_amount: totalOf(records.map(({ used_ammount }) => decimalOrNull(used_ammount))),
  };
}
