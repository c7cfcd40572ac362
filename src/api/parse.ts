// Parsers of the API's answers: unknown in, typed out. Fields that we do not know are passed over and missing ones are
// undefined; a field of the wrong type makes the whole answer unusable. Messages never tell a value: it may be a secret.
import { isDeepStrictEqual } from "node:util";
import {
  type AccountResponse,
  type KeyObject,
  type LookupResponse,
  type MessageResponse,
  type ToggleResponse,
  type ValidateResponse,
} from "./wire";

/** An answer that is not what the API documents. */
export class MalformedError extends Error {}

/** 9999-12-31T23:59:59Z. */
const LAST_INSTANT = 253_402_300_799;

type Fields = Record<string, unknown>;

export function parseKey(json: unknown): KeyObject {
  const fields = record(json, "a key object");
  const key = text(fields, "key");
  if (!key) throw new MalformedError("key: missing");
  return {
    key,
    name: text(fields, "name"),
    expires_at: instant(fields, "expires_at"),
    allocated_ammount: number(fields, "allocated_ammount"),
    used_ammount: number(fields, "used_ammount"),
    is_active: flag(fields, "is_active"),
    model_whitelist: texts(fields, "model_whitelist"),
    ip_whitelist: texts(fields, "ip_whitelist"),
    created_at: instant(fields, "created_at"),
    last_used: fields.last_used === null ? null : instant(fields, "last_used"),
  };
}

/** A key that is listed twice is one; two objects that contradict each other are not what it is. Names may repeat. */
export function parseKeys(json: unknown): readonly KeyObject[] {
  if (!Array.isArray(json)) throw new MalformedError("expected an array of key objects");
  const keys = new Map<string, KeyObject>();
  for (const item of json) {
    const parsed = parseKey(item);
    const same = keys.get(parsed.key);
    if (same && !isDeepStrictEqual(same, parsed)) throw new MalformedError("key: the same value in different objects");
    keys.set(parsed.key, parsed);
  }
  return [...keys.values()];
}

export function parseLookup(json: unknown): LookupResponse {
  const fields = record(json, "a key object");
  return {
    ...parseKey(json),
    // Its type is documented nowhere, and nothing depends on it but being shown.
    user_id: typeof fields.user_id === "number" ? String(fields.user_id) : nullableText(fields, "user_id"),
    enabled_thinking: flag(fields, "enabled_thinking"),
  };
}

export function parseValidation(json: unknown): ValidateResponse {
  const fields = record(json, "an object");
  const valid = flag(fields, "valid");
  if (valid === undefined) throw new MalformedError("valid: missing");
  return { valid, message: text(fields, "message") };
}

export function parseToggle(json: unknown): ToggleResponse {
  const fields = record(json, "an object");
  const status = flag(fields, "status");
  if (status === undefined) throw new MalformedError("status: missing");
  return { message: text(fields, "message"), status };
}

export const parseMessage = (json: unknown): MessageResponse => ({
  message: text(record(json, "an object"), "message"),
});

export function parseAccount(json: unknown): AccountResponse {
  const fields = record(json, "an object");
  const usage = fields.usage === undefined ? {} : record(fields.usage, "usage as an object");
  return {
    subscription: text(fields, "subscription"),
    credits: number(fields, "credits"),
    usage: { input_tokens: number(usage, "input_tokens"), output_tokens: number(usage, "output_tokens") },
  };
}

function record(json: unknown, expected: string): Fields {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return { ...json };
  throw new MalformedError(`expected ${expected}`);
}

function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "string") return value;
  throw new MalformedError(`${name}: expected a string`);
}

const nullableText = (fields: Fields, name: string): string | undefined =>
  fields[name] === null ? undefined : text(fields, name);

function number(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || (typeof value === "number" && Number.isFinite(value))) return value;
  throw new MalformedError(`${name}: expected a number`);
}

/** Unix seconds; -1 is the API's "never". Beyond the year 9999 there is no way to write them. */
function instant(fields: Fields, name: string): number | undefined {
  const value = number(fields, name);
  if (value === undefined || (value >= -1 && value <= LAST_INSTANT)) return value;
  throw new MalformedError(`${name}: expected Unix seconds up to the year 9999`);
}

function flag(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "boolean") return value;
  throw new MalformedError(`${name}: expected true or false`);
}

/** Null is the empty list. */
function texts(fields: Fields, name: string): readonly string[] | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new MalformedError(`${name}: expected a list of strings`);
}
