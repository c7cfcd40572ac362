// Bounds a whole exchange, from connecting to the last byte of the answer.
import { type Clock } from "./clock";
import { ApiError } from "./errors";
import { type Layer, effectIfLost, endpointOf } from "./send";

export const timeout =
  (ms: number, clock: Clock): Layer =>
  (next) =>
  async (request) => {
    const expiry = new AbortController();
    const settled = new AbortController();
    const timer = clock.sleep(ms, settled.signal).then(
      () => expiry.abort(),
      () => undefined,
    );
    try {
      return await next({ ...request, signal: AbortSignal.any([request.signal, expiry.signal]) });
    } catch (error) {
      if (!expiry.signal.aborted || request.signal.aborted) throw error;
      throw new ApiError({
        code: "timeout",
        endpoint: endpointOf(request),
        message: `no complete answer within ${ms / 1000} s`,
        effect: effectIfLost(request),
      });
    } finally {
      settled.abort();
      await timer;
    }
  };
