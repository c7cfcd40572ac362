// What an open ephemeral key leaves in Terraform's memory, so that renew and close need nothing else. Terraform never stores
// it: it holds the secret.
import { parseKey } from "../api/parse-key";
import { type KeySettings } from "../api/wire";
import { LIMIT_TYPES } from "../rules";
import { type PrivateState } from "../terraform/framework";

export interface HeldKey {
  readonly key: string;
  /** As they were sent last: an update replaces them all. */
  readonly settings: KeySettings;
  readonly validForMs: number;
}

export const holding = ({ key, settings, validForMs }: HeldKey): PrivateState => ({
  key_object: JSON.stringify({ ...settings, key }),
  limit_type: settings.limit_type ?? null,
  valid_for_ms: validForMs,
});

/** Throws where it is not what this version of the provider has left. */
export function heldBy({ key_object: text, limit_type: limitType, valid_for_ms: validForMs }: PrivateState): HeldKey {
  const record = typeof text === "string" ? parseKey(JSON.parse(text)) : undefined;
  const { name, expires_at, allocated_ammount, model_whitelist = [], ip_whitelist = [] } = record ?? {};
  const limit_type = LIMIT_TYPES.find((type) => type === limitType);
  const isWhole = name !== undefined && expires_at !== undefined && allocated_ammount !== undefined;
  if (!record || record.odd || !isWhole || !limit_type || typeof validForMs !== "number") {
    throw new Error("Terraform handed back something else than the provider had left with it");
  }
  const settings = { name, expires_at, allocated_ammount, limit_type, model_whitelist, ip_whitelist };
  return { key: record.key, settings, validForMs };
}
