// The actions electronhub_proxy_key_enable and electronhub_proxy_key_disable: make sure that a key is on or off. The API's
// toggle flips, so they look first; a key that is as wanted is not touched.
import { LOOK_AND_FLIP, type Switching } from "../api/keys/switch";
import { quoted } from "../api/visible";
import { checkKeyIds } from "../rules";
import { types } from "../terraform/cty";
import { type Action, type Attributes, required } from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { checked } from "./checked";
import { findKey } from "./find-key";
import { toggleKey } from "./proxy-key/switch";

const attributes = {
  id: required(types.string, {
    description: "Id of the key, as the resource `electronhub_proxy_key` has it.",
    validators: [checked(types.string, (id) => checkKeyIds([id])[0])],
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
  async invoke({ config: { id }, client, signal: stop, progress }) {
    const account = accountFor(client, "switch a proxy key");
    if (typeof id !== "string") throw new Error("validation let an action without id pass");
    const keys = await orDiagnostics("list the account's proxy keys", () => account.keys.get(account.client, stop));
    const record = findKey(keys, { by: "id", id });
    const called = `Proxy key ${quoted(record.name ?? "")} (${id})`;
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

export const disableAction = switchAction(
  "off",
  "electronhub_proxy_key_disable",
  "Makes sure that a proxy key is off: it keeps its settings, history and allocation, and no longer works. A key that is off already is not touched. The next plan of a resource that declares the key as enabled shows the difference. Needs Terraform 1.14.",
);

export const enableAction = switchAction(
  "on",
  "electronhub_proxy_key_enable",
  "Makes sure that a proxy key is on. A key that is on already is not touched. Needs Terraform 1.14.",
);
