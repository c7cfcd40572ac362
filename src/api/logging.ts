// Tells of every request: method, path, status, duration and the budget left at DEBUG, bodies at TRACE, secrets never.
import { type Clock } from "./clock";
import { ApiError } from "./errors";
import { type Log } from "./log";
import { redact, redactBody } from "./secrets";
import { type Layer } from "./send";

export const logging =
  (log: Log, clock: Clock): Layer =>
  (next) =>
  async (request) => {
    const { method, path, body } = request;
    const started = clock.now();
    const timed = () => ({ method, path, duration_ms: clock.now() - started });
    if (body && log.enabled("trace")) {
      log.trace("API request body", { method, path, body: redactBody(JSON.stringify(body)) });
    }
    try {
      const response = await next(request);
      const { status, headers } = response;
      log.debug("API request", {
        ...timed(),
        status,
        budget_left: redact(headers.get("x-ratelimit-remaining") ?? "unknown"),
      });
      if (log.enabled("trace")) log.trace("API response body", { method, path, body: redactBody(response.body) });
      return response;
    } catch (error) {
      const reason = error instanceof ApiError ? `${error.code}: ${error.message}` : "failed";
      log.debug("API request failed", { ...timed(), reason });
      throw error;
    }
  };
