// Renewal of an ephemeral key: its expiry moves on, and nothing else changes. Whoever narrowed the key meanwhile meant it, so
// the API's record of this moment is what is sent, and a key that somebody has ended is not extended.
import { apiNow } from "../api/keys/access";
import { hasExpired } from "../api/keys/expiry";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import { type KeyObject, type KeySettings, NEVER } from "../api/wire";
import { formatInstant } from "../rules";
import {
  type Diagnostic,
  DiagnosticsError,
  type HeldRequest,
  type RenewResponse,
  errorDiagnostic,
  warningDiagnostic,
} from "../terraform/framework";
import { type Account, type Configured, accountFor } from "./account";
import { orDiagnostics } from "./api-diagnostics";
import { type HeldKey, heldBy, holding } from "./held-key";
import { sameVisibleSettings } from "./proxy-key/model";

/** Unix seconds. */
export const expiryOf = (account: Account, validForMs: number): number =>
  Math.ceil((apiNow(account) + validForMs) / 1000);

/** By Terraform's clock, which is this machine's. */
export const renewalOf = ({ clock }: Account, validForMs: number): number => clock.now() + validForMs / 2;

export async function renewKey({ private: kept, client, signal }: HeldRequest<Configured>): Promise<RenewResponse> {
  const account = accountFor(client, "renew an ephemeral proxy key");
  const held = heldBy(kept);
  const { key, validForMs } = held;
  const doing = `renew ephemeral proxy key ${quoted(held.settings.name)}`;
  const record = await orDiagnostics(doing, () => recordNow(account, key, signal));
  const why = ended(record, held, apiNow(account));
  if (!record || why !== undefined) throw notRenewed(doing, key, why);
  const present = settingsOf(record, held.settings);
  const settings = { ...present, expires_at: later(present.expires_at, expiryOf(account, validForMs)) };
  if (settings.expires_at !== present.expires_at)
    await orDiagnostics(doing, () => extend(account, key, settings, signal));
  return {
    private: holding({ key, settings, validForMs }),
    renewAt: renewalOf(account, validForMs),
    diagnostics: sameVisibleSettings(record, held.settings) ? [] : [changedElsewhere(settings, key)],
  };
}

/** Seen within ten seconds: keys that are renewed at the same time share a list. */
async function recordNow(account: Account, key: string, signal: AbortSignal): Promise<KeyObject | undefined> {
  await account.keys.status(account.client, key, signal);
  return (await account.keys.get(account.client, signal)).get(keyId(key));
}

async function extend(account: Account, key: string, settings: KeySettings, signal: AbortSignal): Promise<void> {
  const since = account.clock.now();
  await account.client.update({ proxy_key: key, ...settings }, signal);
  account.keys.wrote(key, settings, since);
}

/** Why the key must not live on; undefined where nothing speaks against it. */
function ended(record: KeyObject | undefined, { settings }: HeldKey, now: number): string | undefined {
  if (!record) return "It has been removed.";
  if (record.is_active === false) return "It has been switched off.";
  if (hasExpired(record, now)) return "It has expired.";
  const { expires_at: expiresAt = settings.expires_at } = record;
  if (later(expiresAt, settings.expires_at) === expiresAt) return undefined;
  return `Its expiry was set to an earlier instant, ${formatInstant(expiresAt)}.`;
}

/** The API's record; what it does not tell, limit_type above all, as it was sent before. */
const settingsOf = (record: KeyObject, before: KeySettings): KeySettings => ({
  name: record.name ?? before.name,
  expires_at: record.expires_at ?? before.expires_at,
  allocated_ammount: record.allocated_ammount ?? before.allocated_ammount,
  limit_type: before.limit_type,
  model_whitelist: record.model_whitelist ?? before.model_whitelist,
  ip_whitelist: record.ip_whitelist ?? before.ip_whitelist,
});

const later = (a: number, b: number): number => (a === NEVER || b === NEVER ? NEVER : Math.max(a, b));

const notRenewed = (doing: string, key: string, why = ""): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `Cannot ${doing}`,
      `${why} It is left as it is, because somebody ended it while this run was using it. Its id is ${keyId(key)}. Find out why, and run the command again: it opens a new key.`,
    ),
  ]);

const changedElsewhere = ({ name, limit_type: limitType }: KeySettings, key: string): Diagnostic =>
  warningDiagnostic(
    "The settings of an ephemeral proxy key were changed elsewhere",
    `Proxy key ${quoted(name)} (${keyId(key)}) keeps them: the renewal only moves its expiry on. It sends limit_type, which the API does not tell, as declared: ${limitType ?? "daily"}.`,
  );
