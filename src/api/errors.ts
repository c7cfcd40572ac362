// The one error that the client throws: what the API or the way to it refused, in a form that callers can decide on.
// Never holds a secret, nor the error beneath it, which might.
import { redact, withoutEscapes } from "./secrets";
import { type Trouble } from "./trouble";
import { bounded, visible } from "./visible";

export type ApiErrorCode =
  | "bad_request" // 400
  | "unauthorized" // 401
  | "payment_required" // 402
  | "forbidden" // 403
  | "not_found" // 404
  | "invalid" // 422
  | "rate_limited" // 429
  | "server" // 5xx
  | "unexpected" // any other status, redirects included
  | "malformed" // an answer that is not what the API documents
  | "timeout"
  | "network"
  | "tls"
  | "proxy" // the one that the environment names cannot be used, or wants credentials
  | "late" // not sent: its turn came after the moment until which it made sense
  | "cancelled";

/** Whether the call may have taken effect. */
export type Effect = "none" | "unknown";

export interface ApiErrorDetails {
  readonly code: ApiErrorCode;
  /** As in `POST /auth/proxy/update`. */
  readonly endpoint: string;
  /** The API's own sentence, or ours. Made harmless here: on one line, bounded, nothing hidden, secrets masked. */
  readonly message: string;
  readonly effect: Effect;
  readonly status?: number;
  /** The answer had the API's own JSON form: a 404 from a proxy on the way is not proof that a key is gone. */
  readonly apiShaped?: boolean;
  /** How long the API asks to be left alone. */
  readonly retryAfterMs?: number;
  /** What stands in the way of the call, where that can be told. */
  readonly trouble?: Trouble | undefined;
}

/** Characters. */
const LONGEST_MESSAGE = 500;

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly endpoint: string;
  readonly effect: Effect;
  readonly status: number | undefined;
  readonly apiShaped: boolean;
  readonly retryAfterMs: number | undefined;
  readonly trouble: Trouble | undefined;

  constructor(details: ApiErrorDetails) {
    super(harmless(details.message));
    this.name = "ApiError";
    this.code = details.code;
    this.endpoint = details.endpoint;
    this.effect = details.effect;
    this.status = details.status;
    this.apiShaped = details.apiShaped ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.trouble = details.trouble;
  }

  /** This error, of a try after one that may have taken effect although its answer got lost. */
  afterLostAnswer(): ApiError {
    const { code, endpoint, message, status, apiShaped, retryAfterMs, trouble } = this;
    return new ApiError({ code, endpoint, message, effect: "unknown", status, apiShaped, retryAfterMs, trouble });
  }
}

/** The API's own word that there is no such key: a proxy's 404 on the way proves nothing. */
export const isGone = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === "not_found" && error.apiShaped;

/** A hostile or broken answer must not reach a terminal as it came. */
function harmless(text: string): string {
  const line = redact(withoutEscapes(text)).replace(/\s+/g, " ").trim();
  // Bounded first, so that little is worked on; and again, because escapes are longer than what they stand for.
  return bounded(visible(bounded(line, LONGEST_MESSAGE)), LONGEST_MESSAGE);
}

/** Nothing was done. */
export const cancelledBeforeSending = (endpoint: string): ApiError =>
  new ApiError({
    code: "cancelled",
    endpoint,
    message: "the request was cancelled before it was sent",
    effect: "none",
  });
