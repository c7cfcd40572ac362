// Renewal of an ephemeral key: its expiry moves on, and nothing else changes. Somebody who narrowed the key meanwhile meant it, so
// the API's record of this moment is what is sent, and a key that somebody has ended is not extended.
import { apiNow } from "../api/keys/access";
import { hasExpired } from "../api/keys/expiry";
import { keyId } from "../api/key-id";
import { quoted } from "../api/visible";
import { type KeyObject } from "../api/wire";
import { DEFAULT_LIMIT_TYPE, formatInstant } from "../rules";
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
import { type Settings } from "./proxy-key/settings";
import { sameVisibleSettings, settingsFromWire, settingsToWire } from "./proxy-key/settings-on-wire";

/** Unix seconds. */
export const expiryOf = (account: Account, validForMs: number): number =>
  Math.ceil((apiNow(account) + validForMs) / 1000);

/** At half of what is left of it, however long its creation or its renewal had to wait; by Terraform's clock, which is this machine's. */
export function renewalOf(account: Account, expiresAt: number | null, validForMs: number): number {
  const left = expiresAt === null ? validForMs : Math.min(validForMs, expiresAt * 1000 - apiNow(account));
  return account.clock.now() + Math.max(0, left) / 2;
}

export async function renewKey({ private: kept, client, signal }: HeldRequest<Configured>): Promise<RenewResponse> {
  const account = accountFor(client, "renew an ephemeral proxy key");
  const held = heldBy(kept);
  const { key, validForMs } = held;
  const doing = `renew ephemeral proxy key ${quoted(held.settings.name)}`;
  const record = await orDiagnostics(doing, () => recordNow(account, key, signal));
  const why = ended(record, held, apiNow(account));
  if (!record || why !== undefined) throw notRenewed(doing, key, why);
  // What the API does not tell, limit_type above all, as it was sent before.
  const present = settingsFromWire(record, held.settings);
  const settings: Settings = { ...present, expires_at: later(present.expires_at, expiryOf(account, validForMs)) };
  if (settings.expires_at !== present.expires_at)
    await orDiagnostics(doing, () => extend(account, key, settings, signal));
  return {
    private: holding({ key, settings, validForMs }),
    renewAt: renewalOf(account, settings.expires_at, validForMs),
    diagnostics: sameVisibleSettings(record, held.settings) ? [] : [changedElsewhere(settings, key)],
  };
}

/** Seen within ten seconds: keys that are renewed at the same time share a list. */
async function recordNow(account: Account, key: string, signal: AbortSignal): Promise<KeyObject | undefined> {
  await account.keys.status(account.client, key, signal);
  return (await account.keys.get(account.client, signal)).get(keyId(key));
}

async function extend(account: Account, key: string, settings: Settings, signal: AbortSignal): Promise<void> {
  const since = account.clock.now();
  const sent = settingsToWire(settings);
  await account.client.update({ proxy_key: key, ...sent }, signal);
  account.keys.wrote(key, sent, since);
}

/** Why the key must not live on; undefined where nothing speaks against it. */
function ended(record: KeyObject | undefined, { settings }: HeldKey, now: number): string | undefined {
  if (!record) return "It has been removed.";
  if (record.is_active === false) return "It has been switched off.";
  if (hasExpired(record, now)) return "It has expired before its renewal.";
  const { expires_at: expiresAt } = settingsFromWire(record, settings);
  if (expiresAt === null || later(expiresAt, settings.expires_at) === expiresAt) return undefined;
  return `Its expiry was set to an earlier instant, ${formatInstant(expiresAt)}.`;
}

/** Of two instants, of which null is never. */
const later = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : Math.max(a, b));

const notRenewed = (doing: string, key: string, why = ""): DiagnosticsError =>
  new DiagnosticsError([
    errorDiagnostic(
      `Cannot ${doing}`,
      `${why} The provider leaves it as it is: somebody ended it, so it must not live on. Its id is ${keyId(key)}. Find out why, and run the command again: it opens a new key.`,
    ),
  ]);

const changedElsewhere = ({ name, limit_type: limitType }: Settings, key: string): Diagnostic =>
  warningDiagnostic(
    "The settings of an ephemeral proxy key were changed elsewhere",
    `Proxy key ${quoted(name)} (${keyId(key)}) keeps them: the renewal only moves its expiry on. It sends limit_type, which the API does not tell, as declared: ${limitType ?? DEFAULT_LIMIT_TYPE}.`,
  );
