// Parsers of key objects. Anybody may have made a key, with fields that we would refuse: such a record must not take the
// others with it. Only the key's value must be there; what else cannot be used is left out of the record, which says so.
import { isDeepStrictEqual } from "node:util";
import {
  type Fields,
  MalformedError,
  anyText,
  flag,
  instant,
  nullableInstant,
  number,
  record,
  text,
  texts,
} from "./fields";
import { type KeyObject, type KeyRecords, type LookupResponse } from "./wire";

export const parseKey = (json: unknown): KeyObject => readKey(new Reading(record(json, "a key object")));

export function parseLookup(json: unknown): LookupResponse {
  const reading = new Reading(record(json, "a key object"));
  const { odd: _odd, ...key } = readKey(reading);
  return {
    ...key,
    user_id: reading.field("user_id", anyText),
    enabled_thinking: reading.field("enabled_thinking", flag),
    ...reading.remarks(),
  };
}

/**
 * A key that is listed twice is one; where the two contradict each other, neither is believed. Names may repeat. Unusable
 * only as a whole: a list in which no object has a key's value is not a list of keys.
 */
export function parseKeys(json: unknown): KeyRecords {
  if (!Array.isArray(json)) throw new MalformedError("expected an array of key objects");
  const keys = new Map<string, KeyObject>();
  const items: readonly unknown[] = json;
  const identified = items.filter(hasValue);
  // Throws what is wrong with the first.
  if (items.length > 0 && identified.length === 0) parseKey(items[0]);
  for (const item of identified) {
    const parsed = parseKey(item);
    const same = keys.get(parsed.key);
    keys.set(parsed.key, same ? agreed(same, parsed) : parsed);
  }
  const unidentified = items.length - identified.length;
  return Object.assign([...keys.values()], unidentified > 0 && { unidentified });
}

const hasValue = (item: unknown): boolean =>
  typeof item === "object" && item !== null && "key" in item && typeof item.key === "string" && item.key !== "";

/** One object's fields, as far as they can be used. */
class Reading {
  private readonly odd: string[] = [];

  constructor(readonly fields: Fields) {}

  field<T>(name: string, read: (fields: Fields, name: string) => T): T | undefined {
    try {
      return read(this.fields, name);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.odd.push(error.message);
      return undefined;
    }
  }

  remarks(): Pick<KeyObject, "odd"> {
    return this.odd.length > 0 ? { odd: this.odd } : {};
  }
}

function readKey(reading: Reading): KeyObject {
  const key = text(reading.fields, "key");
  if (!key) throw new MalformedError("key: missing");
  return {
    key,
    name: reading.field("name", text),
    expires_at: reading.field("expires_at", instant),
    allocated_ammount: reading.field("allocated_ammount", number),
    used_ammount: reading.field("used_ammount", number),
    is_active: reading.field("is_active", flag),
    model_whitelist: reading.field("model_whitelist", texts),
    ip_whitelist: reading.field("ip_whitelist", texts),
    created_at: reading.field("created_at", instant),
    last_used: reading.field("last_used", nullableInstant),
    ...reading.remarks(),
  };
}

/** What both say. */
function agreed(one: KeyObject, other: KeyObject): KeyObject {
  const odd = new Set([...(one.odd ?? []), ...(other.odd ?? [])]);
  const both = <T>(name: string, a: T, b: T): T | undefined => {
    if (isDeepStrictEqual(a, b)) return a;
    odd.add(`${name}: two objects for this key, which contradict each other`);
    return undefined;
  };
  const fields = {
    name: both("name", one.name, other.name),
    expires_at: both("expires_at", one.expires_at, other.expires_at),
    allocated_ammount: both("allocated_ammount", one.allocated_ammount, other.allocated_ammount),
    used_ammount: both("used_ammount", one.used_ammount, other.used_ammount),
    is_active: both("is_active", one.is_active, other.is_active),
    model_whitelist: both("model_whitelist", one.model_whitelist, other.model_whitelist),
    ip_whitelist: both("ip_whitelist", one.ip_whitelist, other.ip_whitelist),
    created_at: both("created_at", one.created_at, other.created_at),
    last_used: both("last_used", one.last_used, other.last_used),
  };
  return { key: one.key, ...fields, ...(odd.size > 0 && { odd: [...odd] }) };
}
