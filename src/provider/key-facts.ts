// What the API tells of a key, as data sources show it: with the volatile figures that a resource must not have, and
// without the value. What an answer leaves out is null.
import { type KeyObject } from "../api";
import { keyId } from "../api/key-id";
import { formatInstant } from "../rules";
import { composed } from "./composed";
import { decimalOrNull } from "./decimal-or-null";
import { expiryFromWire } from "./proxy-key/model";

export const factsOf = (record: KeyObject) => ({
  id: keyId(record.key),
  name: record.name === undefined ? null : composed(record.name),
  allocated_amount: decimalOrNull(record.allocated_ammount),
  used_amount: decimalOrNull(record.used_ammount),
  expires_at: record.expires_at === undefined ? null : expiryFromWire(record.expires_at),
  enabled: record.is_active ?? null,
  model_whitelist: nonEmpty(record.model_whitelist),
  ip_whitelist: nonEmpty(record.ip_whitelist),
  created_at: instantOrNull(record.created_at),
  last_used: instantOrNull(record.last_used),
});

const instantOrNull = (value: number | null | undefined) =>
  value === null || value === undefined ? null : formatInstant(value);

/** The API's empty whitelist is "all", which is null here. */
const nonEmpty = (entries: readonly string[] | undefined) => (entries && entries.length > 0 ? entries : null);
