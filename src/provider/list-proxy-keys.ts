// The list resource electronhub_proxy_key: the account's keys for `terraform query`, so that an account full of hand-made
// keys can be brought under management.
import { type Attributes, type ListResource } from "../terraform/framework";
import { visible } from "../api/visible";
import { type Configured, accountFor } from "./account";
import { apiNow } from "../api/keys/access";
import { orDiagnostics } from "./api-diagnostics";
import { filterAttributes, filterOf, passes } from "./key-filter";
import { oddKeysWarning } from "./odd-key";
import { importedState } from "./proxy-key/import";

const attributes = filterAttributes satisfies Attributes;

export const proxyKeyListResource: ListResource<typeof attributes, Configured> = {
  typeName: "electronhub_proxy_key",
  schema: {
    version: 0,
    description:
      "The proxy keys of the account, filtered, in the order of the API's list and without their values: for `terraform query`, whose results can be imported. One API call. Needs Terraform 1.14.",
    attributes,
  },
  async *list({ config, limit, client, signal }) {
    const account = accountFor(client, "list proxy keys");
    const look = await orDiagnostics("list the account's proxy keys", () => account.keys.look(account.client, signal));
    const now = apiNow(account);
    const filter = filterOf(config);
    const passing = [...look.keys.values()].filter((key) => passes(key, filter, now));
    // Said once, with the first key: an event without one is none.
    let diagnostics = oddKeysWarning(look);
    for (const record of passing.slice(0, limit)) {
      yield { displayName: visible(record.name ?? ""), state: importedState(record), diagnostics };
      diagnostics = [];
    }
  },
};
