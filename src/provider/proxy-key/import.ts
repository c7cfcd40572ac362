// Import of an existing proxy key, by id, by identity or by unique name. A key value is refused as import id: Terraform prints import
// ids, and shells keep them.
import { type KeyObject } from "../../api";
import { PROXY_KEY_PREFIX, isKeyId } from "../../rules";
import { DiagnosticsError, type ImportRequest, type StateResponse, errorDiagnostic } from "../../terraform/framework";
import { type Configured, accountFor } from "../account";
import { orDiagnostics } from "../api-diagnostics";
import { type KeySelector, selectKey } from "../select-key";
import { soundSettings } from "../odd-key";
import { keyId } from "../../api/key-id";
import { IMPORTED } from "./operations";
import { afterCreate, privateStateOf } from "./private-state";
import { type ProxyKeyAttributes, type ProxyKeyState } from "./schema";
import { SETTINGS, type SettingName, type Table } from "./settings";
import { blankSettings, stateFromWire } from "./state-from-wire";

/** Beside the settings. */
const BLANK: Omit<ProxyKeyState, SettingName> = {
  valid_for: null,
  renew_before: null,
  rotate_before: null,
  // The configuration is not known here, and a secret must not enter the plan unasked.
  deletion_policy: "delete",
  deletion_grace_period: null,
  store_key: false,
  key: null,
  id: null,
  created_at: null,
  operations: IMPORTED,
};

export async function importProxyKey(request: ImportRequest<Configured>): Promise<StateResponse<ProxyKeyAttributes>> {
  const selector = selectorOf(request.target);
  const account = accountFor(request.client, "import a proxy key");
  const keys = await orDiagnostics("import a proxy key", () => account.keys.get(account.client, request.signal));
  const record = soundSettings(selectKey(keys, selector));
  return { state: importedState(record), private: privateStateOf(afterCreate(account.fingerprint)) };
}

/** As an import leaves a key. What is unknown to the API is null: of limit_type that is the truth. */
export const importedState = (record: KeyObject, table: Table = SETTINGS): ProxyKeyState =>
  stateFromWire({ ...BLANK, ...blankSettings(table) }, record, table);

const ID = "the first 32 hexadecimal digits of the SHA-256 of the key's value";

function selectorOf(target: ImportRequest<Configured>["target"]): KeySelector {
  if (target.kind === "id") return parseImportId(target.id);
  const { id } = target.identity;
  if (typeof id === "string" && isKeyId(id)) return { by: "id", id };
  if (typeof id === "string" && id.startsWith(PROXY_KEY_PREFIX)) return parseImportId(id);
  throw refusal("The identity's id is not an id of a proxy key", `It must be ${ID}.`);
}

function parseImportId(importId: string): KeySelector {
  if (importId.startsWith(PROXY_KEY_PREFIX)) {
    throw refusal(
      "A key value cannot be used as import id",
      `Terraform prints import ids and shells keep them, so the secret would leak. Use the key's id instead: ${keyId(importId)}\nThe value may already stand in your shell's history: consider a new key.`,
    );
  }
  if (importId.startsWith("name:")) return { by: "name", name: importId.slice("name:".length) };
  const id = importId.toLowerCase();
  if (isKeyId(id)) return { by: "id", id };
  throw refusal(
    "The import id is neither a key's id nor a name",
    `Use the id (${ID}), or "name:" and the exact name, as in name:ci.`,
  );
}

function refusal(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError([errorDiagnostic(summary, detail)]);
}
