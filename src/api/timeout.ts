// Bounds a whole exchange, from connecting to the last byte of the answer. A write that went out is let finish even when
// the caller wants to stop: what it did must be known, or a key would be lost.
import { type Clock } from "./clock";
import { ApiError, cancelledBeforeSending } from "./errors";
import { type Layer, effectIfLost, endpointOf } from "./send";

export const timeout =
  (ms: number, clock: Clock): Layer =>
  (next) =>
  async (request) => {
    if (request.signal.aborted) throw cancelledBeforeSending(endpointOf(request));
    const expiry = new AbortController();
    const settled = new AbortController();
    const timer = clock.sleep(ms, settled.signal).then(
      () => expiry.abort(),
      () => undefined,
    );
    try {
      const signals = request.kind === "read" ? [request.signal, expiry.signal] : [expiry.signal];
      return await next({ ...request, signal: AbortSignal.any(signals) });
    } catch (error) {
      if (!expiry.signal.aborted) throw error;
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
