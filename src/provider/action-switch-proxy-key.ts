// The actions electronhub_proxy_key_enable and electronhub_proxy_key_disable: make sure that a key is on or off. The API's
// toggle flips, so they look first; a key that is as wanted is not touched.
import { type KeyObject } from "../api";
import { LOOK_AND_FLIP, type Switching } from "../api/keys/switch";
import { quoted } from "../api/visible";
import { types } from "../terraform/cty";
import { type Action, type Attributes, required, warningDiagnostic } from "../terraform/framework";
import { type Account, type Configured } from "./account";
import { actionAccount } from "./action-account";
import { orDiagnostics } from "./api-diagnostics";
import { selectKey } from "./select-key";
import { keyIdValidators } from "./key-id-validators";
import { toggleKey } from "./proxy-key/toggle-key";

const attributes = {
  id: required(types.string, {
    description: "Id of the key, as the resource `electronhub_proxy_key` has it.",
    validators: keyIdValidators,
  }),
} satisfies Attributes;

type SwitchAttributes = typeof attributes;

const switchAction = (
  to: Switching["to"],
  typeName: string,
  description: string,
): Action<SwitchAttributes, Configured> => ({
  typeName,
  schema: { version: 0, description, attributes },
  async plan({ config: { id }, client, signal }) {
    if (client.kind === "unknown" || typeof id !== "string") return [];
    const record = await recordOf(client.account, id, signal);
    const called = calledIn(record, id);
    if (record.is_active === (to === "on")) {
      return [
        warningDiagnostic(`A proxy key is ${to} already`, `${called} is ${to} now: the action will call nothing.`),
      ];
    }
    const from = record.is_active === undefined ? "" : `, and is ${to === "on" ? "off" : "on"} now`;
    return [warningDiagnostic(`A proxy key will be switched ${to}`, `${called} will be switched ${to}${from}.`)];
  },
  async invoke({ config: { id }, client, signal: stop, progress }) {
    const account = actionAccount(client, "switch a proxy key", progress);
    if (typeof id !== "string") throw new Error("validation let an action without id pass");
    const record = await recordOf(account, id, stop);
    const called = calledIn(record, id);
    const status = await orDiagnostics("list the account's proxy keys", () =>
      account.keys.status(account.client, record.key, stop),
    );
    if (status?.on === (to === "on")) {
      progress(`${called} is ${to} already; nothing is called.`);
      return [];
    }
    progress(`${called} is switched ${to}...`);
    await orDiagnostics(`switch proxy key ${quoted(record.name ?? "")} ${to}`, () =>
      account.client.together({ count: LOOK_AND_FLIP, label: "POST /auth/proxy/toggle", signal: stop }, (calls) =>
        toggleKey({ account, key: record.key, to, stop }, calls),
      ),
    );
    progress(`${called} is ${to}.`);
    return [];
  },
});

/** Throws where the account has no such key. */
async function recordOf(account: Account, id: string, signal: AbortSignal): Promise<KeyObject> {
  const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, signal));
  return selectKey(keys, { by: "id", id });
}

const calledIn = ({ name }: KeyObject, id: string): string => `Proxy key ${quoted(name ?? "")} (${id})`;

export const disableAction = switchAction(
  "off",
  "electronhub_proxy_key_disable",
  "Makes sure that a proxy key is off: it keeps its settings, history and allocation, and no longer works. A key that is off already is not touched. The plan says which key that is, and what it is now. The next plan of a resource that declares the key as enabled shows the difference. Needs Terraform 1.14.",
);

export const enableAction = switchAction(
  "on",
  "electronhub_proxy_key_enable",
  "Makes sure that a proxy key is on. A key that is on already is not touched. The plan says which key that is, and what it is now. Needs Terraform 1.14.",
);
