// What the emulator keeps of a proxy key and of its account, and how a key looks in an answer. No rules.
import { type KeySettings, type LimitType } from "../api/wire";
import { type Tier } from "./tiers";

/** What the API takes for "never" as an expiry. */
export const NEVER = -1;

export interface Account {
  /** `ek-...` */
  readonly apiKey: string;
  readonly userId: string;
  readonly tier: Tier;
  readonly requestsPerMinute: number;
}

/** A key as stored: never changed in place, so that events can keep it. */
export interface StoredKey extends Required<KeySettings> {
  /** The value, `ek-proxy-...`. */
  readonly key: string;
  /** The account that it belongs to. */
  readonly userId: string;
  /** Stored, and in no answer. */
  readonly limit_type: LimitType;
  readonly used_ammount: number;
  readonly is_active: boolean;
  readonly enabled_thinking: boolean;
  /** Unix seconds. */
  readonly created_at: number;
  /** Unix seconds; null where the key was never used. */
  readonly last_used: number | null;
}

/** Who changes a key: a client through a call of the API, or somebody else (at the console, or a test through the store). */
export type Actor = "client" | "somebody else";

/** A state change of one key. `before` is null for a new key, `after` for a removed one. */
export interface KeyEvent {
  /** 1 for the first event of this emulator. */
  readonly sequence: number;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly at: number;
  readonly by: Actor;
  readonly type: "created" | "updated" | "toggled" | "removed" | "used";
  readonly key: string;
  readonly userId: string;
  readonly before: StoredKey | null;
  readonly after: StoredKey | null;
}

/** The documented key object: all of its fields, and no others. */
export function keyObject(key: StoredKey) {
  return {
    name: key.name,
    key: key.key,
    expires_at: key.expires_at,
    allocated_ammount: key.allocated_ammount,
    used_ammount: key.used_ammount,
    is_active: key.is_active,
    model_whitelist: key.model_whitelist,
    ip_whitelist: key.ip_whitelist,
    created_at: key.created_at,
    last_used: key.last_used,
  };
}

/** The answer of lookup: the key object and two fields more. */
export function lookupObject(key: StoredKey) {
  return { ...keyObject(key), user_id: key.userId, enabled_thinking: key.enabled_thinking };
}
