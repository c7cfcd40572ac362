// The list resource electronhub_proxy_key: the account's keys for `terraform query`, so that an account full of hand-made
// keys can be brought under management.
import { type KeyObject } from "../api";
import { keyId } from "../api/key-id";
import { quoted, visible } from "../api/visible";
import { keysOf } from "../rules";
import { type Attributes, type Diagnostic, type ListResource, warningDiagnostic } from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { apiNow } from "../api/keys/access";
import { orDiagnostics } from "./api-diagnostics";
import { filterAttributes, filterOf, passes } from "./key-filter";
import { lineList } from "./line-list";
import { oddKeysWarning } from "./odd-key";
import { importedState } from "./proxy-key/import";
import { obstaclesTo } from "./proxy-key/obstacles";

const attributes = filterAttributes satisfies Attributes;

export const proxyKeyListResource: ListResource<typeof attributes, Configured> = {
  typeName: "electronhub_proxy_key",
  schema: {
    version: 0,
    description:
      "The proxy keys of the account, filtered, in the order of the API's list and without their values: for `terraform query`, whose results can be imported. With `include_resource`, or when configuration is generated, keys that cannot be declared unchanged (with a name of more than 25 characters, for example) are left out, and one warning says which and why. One API call. Needs Terraform 1.14.",
    attributes,
  },
  async *list({ config, limit, includeObject, client, signal }) {
    const account = accountFor(client, "list proxy keys");
    const look = await orDiagnostics("list the account's proxy keys", () => account.keys.look(account.client, signal));
    const now = apiNow(account);
    const filter = filterOf(config);
    const passing = [...look.keys.values()].filter((key) => passes(key, filter, now));
    // Terraform generates configuration for whatever is listed with its object.
    const isLeftOut = (key: KeyObject) => includeObject && obstaclesTo(key).length > 0;
    const leftOut = passing.filter(isLeftOut);
    const shown = passing.filter((key) => !isLeftOut(key));
    const diagnostics = [
      ...(leftOut.length > 0 ? [leftOutWarning(leftOut)] : []),
      ...oddKeysWarning({ keys: shown, unidentified: look.unidentified }),
    ];
    if (diagnostics.length > 0) yield { displayName: "", state: null, diagnostics };
    for (const record of shown.slice(0, limit)) {
      yield { displayName: visible(record.name ?? ""), state: importedState(record) };
    }
  },
};

/** One for all of them: of several with one summary Terraform shows the first only. */
function leftOutWarning(records: readonly KeyObject[]): Diagnostic {
  const lines = records.map(
    (record) => `${quoted(record.name ?? "")} (${keyId(record.key)}): ${obstaclesTo(record).map(visible).join(" ")}`,
  );
  return warningDiagnostic(
    "Proxy keys that cannot be declared unchanged",
    `No configuration keeps ${keysOf(records.length)} as the API has them, so they are left out here. Change them first; or write a configuration that changes them, and import them by id:\n${lineList(lines)}`,
  );
}
