// The emulator in tests: one per test, and calls over real HTTP.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator";

/** The second of the accounts that are there by default. */
export const SECOND = { apiKey: "ek-emulator-second", userId: "user-2" };

/** Key values that a test can write out: `ek-proxy-000...001`, `ek-proxy-000...002`, ... (48 digits). */
export function numberedKeys(): () => string {
  let last = 0;
  return () => String((last += 1)).padStart(48, "0");
}

/** The value of the n-th key of an emulator with `numberedKeys`. */
export const numberedKey = (n: number): string => `ek-proxy-${String(n).padStart(48, "0")}`;

/** Starts an emulator that meets no rate limit unless `options` sets one. The caller stops it. */
export function startTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ requestsPerMinute: 1_000_000, ...options });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface CallOptions {
  /** The bearer token. @default - the first account's API key; null sends no Authorization header */
  readonly bearer?: string | null;
  /** Sent as JSON; a string as it is. @default - no body */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls an endpoint of the API, e.g. `call(emulator, "POST /auth/proxy/create", { body: {...} })`. */
export async function call(emulator: Emulator, endpoint: string, options: CallOptions = {}): Promise<Answer> {
  const [method = "", path = ""] = endpoint.split(" ");
  const { bearer = emulator.apiKey, body, signal } = options;
  const response = await fetch(`${emulator.baseUrl}${path}`, {
    method,
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    signal,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The answer's body, which must be JSON. */
export function json(answer: Answer): unknown {
  return JSON.parse(answer.text);
}

/** A property of a JSON object; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const properties = new Map<string, unknown>(Object.entries(value));
  return properties.get(name);
}
