// What an answer's headers say of the request budget. Missing, malformed or contradictory ones say nothing.
import { type Told } from "./learn";

/** No plan has more; a larger number is a mistake. */
const LARGEST_LIMIT = 1_000_000;
/** Where a refusal names no time: the lock-out that the API documents. */
const LOCK_OUT_SECONDS = 180;

type Headers = ReadonlyMap<string, string>;

export function readBudget(headers: Headers): Told {
  const limit = count(headers.get("x-ratelimit-limit"));
  const remaining = count(headers.get("x-ratelimit-remaining"));
  if (limit === undefined || limit < 1) return {};
  // More left than there is in all: one of the two is wrong, and there is no telling which.
  if (remaining === undefined || remaining > limit) return { limit };
  return { limit, remaining };
}

/** Milliseconds: `Retry-After` (seconds, or a date by the server's own clock), else the seconds in the message, else 180 s. */
export function readLockOut(headers: Headers, body: string): number {
  const retryAfter = headers.get("retry-after") ?? "";
  const seconds = count(retryAfter) ?? secondsUntil(retryAfter, headers.get("date"));
  const [, inMessage] = /\b(\d{1,6}) seconds?\b/.exec(body) ?? [];
  // Zero says nothing: we were refused just now.
  return (seconds || count(inMessage) || LOCK_OUT_SECONDS) * 1000;
}

function secondsUntil(date: string, serverNow: string | undefined): number | undefined {
  const seconds = Math.ceil((Date.parse(date) - Date.parse(serverNow ?? "")) / 1000);
  return seconds > 0 ? seconds : undefined;
}

function count(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,7}$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value <= LARGEST_LIMIT ? value : undefined;
}
