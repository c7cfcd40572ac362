// Tries again what is safe to repeat and may succeed the next time: exponential backoff with full jitter.
import { type Clock } from "./clock";
import { ApiError, type ApiErrorCode, type Effect } from "./errors";
import { type Layer, endpointOf } from "./send";

const BASE_MS = 500;
const CAP_MS = 8_000;

/**
 * What may pass. Not a refusal, nor a 429: the account is locked out for minutes then, and each try makes it longer.
 * "malformed" is here a body that is not JSON, cut off or a page of something on the way.
 */
const PASSING: ReadonlySet<ApiErrorCode> = new Set(["timeout", "network", "server", "malformed"]);

/** An error after a try that got lost has the effect "unknown", whatever the last try would say by itself. */
export const retry =
  (maxRetries: number, clock: Clock, random: () => number): Layer =>
  (next) =>
  async (request) => {
    let earlier: Effect = "none";
    for (let attempt = 0; ; attempt++) {
      try {
        return await next(request);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const told: ApiError = earlier === "unknown" ? error.afterLostAnswer() : error;
        if (attempt >= maxRetries || request.kind === "once" || !PASSING.has(error.code)) throw told;
        earlier = told.effect;
      }
      try {
        await clock.sleep(random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt), request.signal);
      } catch {
        const message = "the request was cancelled before it was tried again";
        throw new ApiError({ code: "cancelled", endpoint: endpointOf(request), message, effect: earlier });
      }
    }
  };
