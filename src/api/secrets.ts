// Masks secrets in anything that people or logs may see. The API's keys have a telling form, so they are found by it;
// those in use that have another one are kept here, for all loggers and errors of the process.

// A key ends where a text would go on. The backslash is such a place, so that a masked line of JSON is JSON still.
const PROXY_KEY = /ek-proxy-[\w-][^\s"'`\\<>,;(){}[\]]*/g;
const API_KEY = /\bek-(?!proxy-)[\w-][^\s"'`\\<>,;(){}[\]]*/g;
/** Three to five words with dots in between. It begins where a word does, or long words would take forever. */
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]+){2,4}/g;
const JWT = /(?:^|\W)eyJ/;
const CREDENTIALS = /\b(Bearer|Basic)(\s+)(?!ek-|\*)[^\s"'\\,]+/gi;

/** Masking a shorter one would ruin every other text, and hide nothing. */
const SHORTEST_SECRET = 8;

const oddSecrets = new Set<string>();

/** From now on `redact` masks this value, whatever its form. */
export function keepSecret(value: unknown): void {
  if (typeof value !== "string" || value.length < SHORTEST_SECRET) return;
  if (["ek-proxy-***", "ek-***"].includes(redact(value))) return;
  oddSecrets.add(value);
  // As it stands within JSON.
  oddSecrets.add(JSON.stringify(value).slice(1, -1));
}

export function redact(text: string): string {
  return withoutOddSecrets(text)
    .replace(PROXY_KEY, "ek-proxy-***")
    .replace(API_KEY, "ek-***")
    .replace(DOTTED, (words) => (JWT.test(words) ? "***" : words))
    .replace(CREDENTIALS, "$1$2***");
}

function withoutOddSecrets(text: string): string {
  let masked = text;
  for (const secret of oddSecrets) masked = masked.replaceAll(secret, "***");
  return masked;
}

/** The fields of the API that hold a key's value. */
const KEY_FIELDS: ReadonlySet<string> = new Set(["key", "proxy_key"]);
const KEY_FIELD_IN_TEXT = /("(?:key|proxy_key)"\s*:\s*")((?:[^"\\]|\\.)*)/gs;

/** A body for the log. JSON is written anew, because escapes in it (`ek\u002dproxy`) would hide a key from `redact`. */
export function redactBody(body: string): string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return redact(
      withoutEscapes(body).replace(KEY_FIELD_IN_TEXT, (_, field: string, value: string) => field + maskedKey(value)),
    );
  }
  try {
    return redact(JSON.stringify(json, maskKeyField));
  } catch {
    return "(nested too deeply to be shown)";
  }
}

/**
 * JSON's escapes (`ek\u002dproxy`), which a text has that is not read as JSON. Only those of the characters of which keys
 * are made: a quotation mark would end a text.
 */
export const withoutEscapes = (text: string): string =>
  text.replace(/\\u00([2-7][\da-f])/gi, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w-]/.test(character) ? character : escape;
  });

/** Masks a key's value even should it not look like one. */
const maskKeyField = (field: string, value: unknown): unknown =>
  KEY_FIELDS.has(field) && typeof value === "string" ? maskedKey(value) : value;

const maskedKey = (value: string): string => (value.startsWith("ek-proxy-") ? "ek-proxy-***" : "***");
