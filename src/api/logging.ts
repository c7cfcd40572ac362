// Logs every request: method, path, status, duration and the budget left at DEBUG, bodies at TRACE, secrets never.
import { type Clock } from "./clock";
import { ApiError } from "./errors";
import { type Log } from "./log";
import { redactBody } from "./secrets";
import { type Layer } from "./send";
import { bounded, visible } from "./visible";

/** Characters. Terraform breaks a line of more than 64 KiB to pieces, which it can no longer read. */
const LONGEST_BODY = 20_000;

export const logging =
  (log: Log, clock: Clock): Layer =>
  (next) =>
  async (request) => {
    const { method, path, body } = request;
    const started = clock.now();
    const timed = () => ({ method, path, duration_ms: clock.now() - started });
    if (body && log.enabled("trace")) {
      log.trace("API request body", { method, path, body: shown(JSON.stringify(body)) });
    }
    try {
      const response = await next(request);
      const { status, headers } = response;
      log.debug("API request", {
        ...timed(),
        status,
        budget_left: numberOf(headers.get("x-ratelimit-remaining")),
      });
      if (log.enabled("trace")) log.trace("API response body", { method, path, body: shown(response.body) });
      return response;
    } catch (error) {
      const reason = error instanceof ApiError ? `${error.code}: ${error.message}` : "failed";
      log.debug("API request failed", { ...timed(), reason });
      throw error;
    }
  };

const shown = (body: string): string => bounded(visible(bounded(redactBody(body), LONGEST_BODY)), LONGEST_BODY);

/** A header may hold anything. */
const numberOf = (header: string | undefined): string => /^-?\d{1,9}$/.exec(header ?? "")?.[0] ?? "unknown";
