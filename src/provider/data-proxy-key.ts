// The data source electronhub_proxy_key: one key of the account, found by id, name or value, with its volatile figures.
import { type KeyObject, type LookupResponse } from "../api";
import { UNKNOWN, attributeStep, types } from "../terraform/cty";
import {
  type Attributes,
  type DataSource,
  type ObjectOf,
  type Schema,
  computed,
  errorDiagnostic,
  optional,
  optionalComputed,
} from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { type KeySelector, selectKey } from "./select-key";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import { factAttributes, factsOf } from "./key-facts";
import { wholly } from "./odd-key";

const attributes = {
  ...factAttributes,
  id: optionalComputed(types.string, {
    description: "Id of the key, as the resource has it. Give one of id, name and key.",
  }),
  name: optionalComputed(types.string, {
    description: "Exact name of the key; must be unique in the account to look up by.",
  }),
  key: optional(types.string, { description: "Value of the key, to look it up by; never filled in.", sensitive: true }),
  include_owner: optional(types.bool, {
    description: "Whether to read `user_id` too, which costs an API call of its own. Default false.",
  }),
  user_id: computed(types.string, { description: "The owner's user id; null unless `include_owner`." }),
} satisfies Attributes;

type DataAttributes = typeof attributes;
type Config = ObjectOf<DataAttributes>;

const schema: Schema<DataAttributes> = {
  version: 0,
  description: "A proxy key of the account, with what it has used. `limit_type` is not here: the API never tells it.",
  attributes,
};

const SELECTORS = ["id", "name", "key"] as const;

export const proxyKeyDataSource: DataSource<DataAttributes, Configured> = {
  typeName: "electronhub_proxy_key",
  schema,
  validate(config) {
    const given = SELECTORS.filter((name) => config[name] !== null);
    // An unknown value may turn out null.
    if (given.length === 1 || SELECTORS.some((name) => config[name] === UNKNOWN)) return [];
    const received = given.length === 0 ? "None is given." : `Given: ${given.join(", ")}.`;
    return [errorDiagnostic("Give exactly one of id, name and key", received, [attributeStep(given[0] ?? "id")])];
  },
  async read({ config, client, signal }) {
    const account = accountFor(client, "read a proxy key");
    const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));
    const record = wholly(selectKey(keys, selectorOf(config)));
    const owner: LookupResponse | undefined =
      config.include_owner === true
        ? await orDiagnostics(`look up the owner of proxy key ${quoted(record.name ?? "")}`, () =>
            account.client.lookup(record.key, signal).then(wholly),
          )
        : undefined;
    return { state: stateOf(config, record, owner) };
  },
};

function selectorOf({ id, name, key }: Config): KeySelector {
  if (typeof key === "string") return { by: "id", id: keyId(key) };
  if (typeof id === "string") return { by: "id", id };
  if (typeof name === "string") return { by: "name", name };
  throw new Error("validation let a data source without a selector pass");
}

const stateOf = (config: Config, record: KeyObject, owner: LookupResponse | undefined): Config => ({
  ...factsOf(record),
  key: config.key,
  include_owner: config.include_owner,
  user_id: owner?.user_id ?? null,
});
