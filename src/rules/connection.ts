// Rules for reaching an account: what kind of key manages proxy keys, and which addresses may be called.
import { type Problem, problem } from "./problem";
import { PROXY_KEY_PREFIX } from "./settings";

export const DEFAULT_BASE_URL = "https://api.electronhub.ai/v1";
/** Durations as settings take them. */
export const DEFAULT_REQUEST_TIMEOUT = "30s";
export const DEFAULT_MAX_WAIT = "15m";
export const DEFAULT_MAX_RETRIES = 3;
const API_KEY_PREFIX = "ek-";
/** Stricter than WHATWG URLs, which repair "https:host" and blanks. */
const ABSOLUTE_URL = /^[a-z][a-z\d+.-]*:\/\/[^\s\\]+$/i;
/** Tries beyond this many only wear out the rate limit. */
export const MAX_RETRIES_LIMIT = 10;

/** Checks what a setting of this name holds. */
type Check = (value: string) => Problem | undefined;

/** Never tells the key. */
export const apiKeyCheck =
  (setting: string): Check =>
  (key) => {
    const wanted = "An API key of the account is needed: it begins with ek- and is shown in the account's settings.";
    if (key.startsWith(PROXY_KEY_PREFIX)) {
      return problem(
        `${setting} is a proxy key`,
        `Proxy keys (${PROXY_KEY_PREFIX}...) cannot manage proxy keys. ${wanted}`,
      );
    }
    if (!key.startsWith(API_KEY_PREFIX) && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(key)) {
      return problem(`${setting} is a JWT`, `The API refuses JWTs (session tokens) for proxy keys. ${wanted}`);
    }
    if (/^ek-[\x21-\x7e]+$/.test(key)) return undefined;
    const received =
      key === ""
        ? "It is empty."
        : `It does not begin with ${API_KEY_PREFIX}, or has blanks or other odd characters in it.`;
    return problem(`${setting} is not an Electron Hub API key`, `${received} ${wanted}`);
  };

export const checkApiKey = apiKeyCheck("api_key");

export const baseUrlCheck =
  (setting: string): Check =>
  (text) => {
    const summary = `Invalid ${setting}`;
    if (!ABSOLUTE_URL.test(text) || !URL.canParse(text)) {
      return problem(summary, `${setting} is not an absolute URL; it must look like ${DEFAULT_BASE_URL}.`);
    }
    const url = new URL(text);
    if (url.username !== "" || url.password !== "") {
      return problem(
        summary,
        `${setting} holds user info (user:password@), which is not used and would be logged. Remove it.`,
      );
    }
    if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
      return problem(
        summary,
        `${setting} has a query or a fragment; it must end with the path, as in ${DEFAULT_BASE_URL}.`,
      );
    }
    if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return undefined;
    return problem(
      summary,
      `${setting} is ${url.protocol}//${url.host}; it must be https:, because the API key travels with every request. http: is allowed to loopback (localhost, 127.0.0.0/8, [::1]) only.`,
    );
  };

export const checkBaseUrl = baseUrlCheck("base_url");

/**
 * The one spelling of an address that passed the check: the scheme and the host in lower case, without the scheme's own port
 * and without slashes at the end. Two spellings of one address are one account.
 */
export function canonicalBaseUrl(text: string): string {
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(/\/+$/, "");
}

export function checkMaxRetries(retries: number): Problem | undefined {
  if (Number.isInteger(retries) && retries >= 0 && retries <= MAX_RETRIES_LIMIT) return undefined;
  const detail = `max_retries is ${retries}; it must be a whole number from 0 to ${MAX_RETRIES_LIMIT}.`;
  return problem("Invalid number of retries", detail);
}

export function checkRequestsPerMinute(rate: number): Problem | undefined {
  if (Number.isInteger(rate) && rate >= 2) return undefined;
  const detail = `requests_per_minute is ${rate}; it must be a whole number of at least 2: a key is looked at and then flipped in one go.`;
  return problem("Invalid request limit", detail);
}

export function checkRequestsPerMinuteMargin(margin: number): Problem | undefined {
  if (Number.isInteger(margin) && margin >= 0) return undefined;
  const detail = `requests_per_minute_margin is ${margin}; it must be a whole number of at least 0.`;
  return problem("Invalid request margin", detail);
}

/** WHATWG URLs have canonical host names: 127.1 is 127.0.0.1, and [0:0::1] is [::1]. */
const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
