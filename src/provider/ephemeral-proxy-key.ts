// The ephemeral resource electronhub_proxy_key: a key that lives for one run, created on open and removed on close. Its
// short expiry, moved on while the run lasts, is the safety net for a close that never comes.
import { type KeyObject } from "../api";
import { isGone } from "../api/errors";
import { withGrace } from "../api/keys/grace";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import {
  DEFAULT_EPHEMERAL_VALIDITY,
  DEFAULT_LIMIT_TYPE,
  checkEphemeralValidity,
  formatInstant,
  milliseconds,
} from "../rules";
import { types } from "../terraform/cty";
import {
  type Attributes,
  type CloseRequest,
  type CloseResponse,
  type Diagnostic,
  DiagnosticsError,
  type EphemeralResource,
  type ObjectOf,
  type OpenRequest,
  type OpenResponse,
  computed,
  optional,
} from "../terraform/framework";
import { type Configured, accountFor } from "./account";
import { orDiagnostics, problemsOf } from "./api-diagnostics";
import { checked } from "./checked";
import { expiryOf, renewKey, renewalOf } from "./ephemeral-renewal";
import { heldBy, holding } from "./held-key";
import { createOnce } from "./proxy-key/create-once";
import { settingAttributes } from "./proxy-key/schema";
import { type Settings } from "./proxy-key/settings";
import { knownSettings } from "./proxy-key/settings-in-state";

/** Its expiry follows from valid_for, and it is on as long as it is open. */
const { expires_at: _expiresAt, enabled: _enabled, ...settingsOfOpen } = settingAttributes;

const attributes = {
  ...settingsOfOpen,
  limit_type: optional(types.string, {
    description: "The window in which the allocation may be spent: `daily` (the default), `weekly` or `monthly`.",
    validators: settingAttributes.limit_type.validators ?? [],
  }),
  valid_for: optional(types.string, {
    description: `For how long the key is valid at a time, as a duration from \`5m\` to \`24h\`; renewed at half of it while the run lasts. The safety net for the case that Terraform is killed. Default \`${DEFAULT_EPHEMERAL_VALIDITY}\`.`,
    validators: [checked(types.string, checkEphemeralValidity)],
  }),
  key: computed(types.string, { description: "The secret, `ek-proxy-...`.", sensitive: true }),
  id: computed(types.string, {
    description: "The first 32 hexadecimal digits of the SHA-256 of the key's value; not a secret.",
  }),
} satisfies Attributes;

type EphemeralAttributes = typeof attributes;
type Config = ObjectOf<EphemeralAttributes>;

export const ephemeralProxyKey: EphemeralResource<EphemeralAttributes, Configured> = {
  typeName: "electronhub_proxy_key",
  schema: {
    version: 0,
    description:
      "Opened in every plan and once more in the apply, each time as a proxy key of its own, which takes a slot of the account and holds its `allocated_amount` until it is closed. Each costs two API calls and a list that everything shares; each renewal one call, and a list that all keys share which are renewed at the same time.\n\nThe key lives for one run, in no state and no plan. It is removed when the run ends, also after Ctrl-C. Where Terraform is killed, or where what used the key fails on an account whose requests of the minute are spent, the key expires within `valid_for`, and `electronhub keys prune --expired` removes what is left.\n\nA renewal moves the expiry on and changes nothing else: a setting that somebody narrowed meanwhile stays narrowed. A key that somebody has removed, switched off or given an earlier expiry is not renewed, which is an error. Needs Terraform 1.10 or OpenTofu 1.11.",
    attributes,
  },
  open: openKey,
  renew: renewKey,
  close: closeKey,
};

async function openKey({
  config,
  client,
  signal: stop,
}: OpenRequest<EphemeralAttributes, Configured>): Promise<OpenResponse<EphemeralAttributes>> {
  const account = accountFor(client, "open an ephemeral proxy key");
  // The first answer tells the server's time, by which keys expire.
  await orDiagnostics("open an ephemeral proxy key", () => account.keys.get(account.client, stop));
  const validForMs = milliseconds(typeof config.valid_for === "string" ? config.valid_for : DEFAULT_EPHEMERAL_VALIDITY);
  const expiresAt = expiryOf(account, validForMs);
  const settings = settingsOf(config, expiresAt);
  const { result: record, diagnostics } = await createOnce<KeyObject>(
    { account, settings, following: 0, stop, leftover: leftoverOf(expiresAt) },
    async (created) => created,
  );
  return {
    result: { ...config, key: record.key, id: keyId(record.key) },
    private: holding({ key: record.key, settings, validForMs }),
    renewAt: renewalOf(account, expiresAt, validForMs),
    diagnostics,
  };
}

async function closeKey({ private: kept, client, signal, end }: CloseRequest<Configured>): Promise<CloseResponse> {
  const account = accountFor(client, "close an ephemeral proxy key");
  const { key, settings } = heldBy(kept);
  try {
    await withGrace(signal, account.requestTimeoutMs, account.clock, (stop) =>
      account.client.remove(key, AbortSignal.any([stop, end])),
    );
  } catch (error) {
    if (!isGone(error)) throw new DiagnosticsError(leftBehind(error, key, settings));
  }
  account.keys.removed(key);
  return {};
}

function leftBehind(error: unknown, key: string, { name, expires_at: expiresAt }: Settings): readonly Diagnostic[] {
  const end =
    expiresAt === null
      ? "It works on, because somebody has removed its expiry"
      : `It works until ${formatInstant(expiresAt)}, and holds its slot and its credits after that`;
  const hint = `${end}. Its id is ${keyId(key)}. Remove it now in the console, or once it has expired with: electronhub keys prune --expired`;
  return problemsOf(error, `remove ephemeral proxy key ${quoted(name)}`, hint);
}

/** Of a create whose answer was lost. */
const leftoverOf = (expiresAt: number): string =>
  `Nothing uses it. It expires by itself at ${formatInstant(expiresAt)}, and then this removes it: electronhub keys prune --expired`;

function settingsOf(config: Config, expiresAt: number): Settings {
  const settings = knownSettings({ ...config, expires_at: null, enabled: true });
  return { ...settings, limit_type: settings.limit_type ?? DEFAULT_LIMIT_TYPE, expires_at: expiresAt };
}
