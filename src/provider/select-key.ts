// Finds one key of the account by what a user knows of it, for import and data sources.
import { type KeyObject } from "../api";
import { DiagnosticsError, errorDiagnostic } from "../terraform/framework";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import { type KeyIndex } from "../api/keys/key-list";
import { composed } from "./composed";

export type KeySelector = { readonly by: "id"; readonly id: string } | { readonly by: "name"; readonly name: string };

/** Throws diagnostics where no key or more than one answers to the selector. */
export function selectKey(keys: KeyIndex, selector: KeySelector): KeyObject {
  const found = select(keys, selector);
  const what = selector.by === "id" ? `the id ${selector.id}` : `the name ${quoted(selector.name)}`;
  const [record, ...others] = found;
  if (!record) {
    throw refusal(
      `The account has no proxy key with ${what}`,
      `Check it, and that api_key and base_url belong to the account that owns the key. The account has ${keys.size} proxy keys.`,
    );
  }
  if (others.length > 0) {
    const ids = found.map(({ key }) => `- ${keyId(key)}`).join("\n");
    throw refusal(`${found.length} proxy keys of the account have ${what}`, `Choose one of them by its id:\n${ids}`);
  }
  return record;
}

function select(keys: KeyIndex, selector: KeySelector): readonly KeyObject[] {
  if (selector.by === "name") {
    const wanted = composed(selector.name);
    return [...keys.values()].filter(({ name }) => name !== undefined && composed(name) === wanted);
  }
  const record = keys.get(selector.id);
  return record ? [record] : [];
}

function refusal(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError([errorDiagnostic(summary, detail)]);
}
