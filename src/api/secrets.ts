// Masks secrets in anything that people or logs may see. The API's keys have a telling form, so they are found by it.

// A key ends where a text would go on. The backslash is such a place, so that a masked line of JSON is JSON still.
const PROXY_KEY = /ek-proxy-[\w-][^\s"'`\\<>,;(){}[\]]*/g;
const API_KEY = /\bek-(?!proxy-)[\w-][^\s"'`\\<>,;(){}[\]]*/g;
const JWT = /\beyJ[\w-]*(?:\.[\w-]+){2,4}/g;
const CREDENTIALS = /\b(Bearer|Basic)(\s+)(?!ek-|\*)[^\s"'\\,]+/gi;

export function redact(text: string): string {
  return text
    .replace(PROXY_KEY, "ek-proxy-***")
    .replace(API_KEY, "ek-***")
    .replace(JWT, "***")
    .replace(CREDENTIALS, "$1$2***");
}

/** The fields of the API that hold a key's value. */
const KEY_FIELDS: ReadonlySet<string> = new Set(["key", "proxy_key"]);

/** A body for the log. JSON is written anew, because escapes in it (`ek\u002dproxy`) would hide a key from `redact`. */
export function redactBody(body: string): string {
  try {
    return redact(JSON.stringify(JSON.parse(body), maskKeyField));
  } catch {
    return redact(body);
  }
}

/** Masks a key's value even should it not look like one. */
function maskKeyField(field: string, value: unknown): unknown {
  if (!KEY_FIELDS.has(field) || typeof value !== "string") return value;
  return value.startsWith("ek-proxy-") ? "ek-proxy-***" : "***";
}
