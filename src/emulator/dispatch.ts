// What the API says to one call: who may make it, the answer of its route, and every refusal as a reply. No HTTP.
import { type Caller } from "./caller";
import { type Clock } from "./clock";
import { EmulatorError, Refusal, refusal } from "./errors";
import { type Forbidding } from "./faults";
import { objectionTo } from "./key-check";
import { type Reply } from "./reply";
import { type Call, type Route } from "./routes/route";
import { StateFileError } from "./state-file";

/** Is told of what the emulator itself fails at: its callers are not. */
export type ReportFailure = (error: unknown) => void;

/** @param route - undefined where the API has no such endpoint */
export function dispatch(
  route: Route | undefined,
  call: Call,
  caller: Caller,
  { clock, report }: { readonly clock: Clock; readonly report: ReportFailure },
): Reply {
  try {
    if (caller.kind === "stranger") throw caller.refusal;
    if (route === undefined) return unknownUrl();
    return { status: 200, body: admit(route, call, caller, clock) };
  } catch (error) {
    return refused(error, report);
  }
}

/** Lets the callers through that the route is for. */
function admit(route: Route, call: Call, caller: Exclude<Caller, { kind: "stranger" }>, clock: Clock): object {
  switch (route.auth) {
    case "account":
      if (caller.kind === "account") return route.handle(call, caller.account);
      throw refusal(401, "proxy_key_not_allowed", "Proxy keys cannot call this endpoint; use the account's API key");
    case "proxy-key":
      if (caller.kind === "proxy-key") return route.handle(call, caller.key);
      throw refusal(400, "not_a_proxy_key", "Call this endpoint with a proxy key, not with an API key");
    case "any": {
      if (caller.kind === "account") return route.handle(call);
      const objection = objectionTo(caller.key, clock.now(), call.address, undefined);
      if (objection === undefined) return route.handle(call);
      throw refusal(401, "invalid_proxy_key", objection);
    }
  }
}

export const unknownUrl = (): Reply => toReply(refusal(404, "unknown_url", "There is no such endpoint"));

/** @param seconds - until the lock-out ends */
export function lockedOut(seconds: number): Reply {
  const message = `Rate limit exceeded. Try again in ${seconds} seconds.`;
  return toReply(refusal(429, "rate_limit_exceeded", message));
}

const FORBIDDEN: Readonly<Record<Forbidding, Refusal>> = {
  "not-owner": refusal(403, "proxy_key_forbidden", "The proxy key belongs to another account", "proxy_key"),
  "too-many-api-keys": refusal(403, "too_many_api_keys", "Too many API keys are used from this IP address"),
};

export const forbidden = (reason: Forbidding): Reply => toReply(FORBIDDEN[reason]);

/** Whatever was thrown, as a reply. */
export function refused(error: unknown, report: ReportFailure): Reply {
  if (error instanceof Refusal) return toReply(error);
  report(error);
  return toReply(failure(error));
}

function failure(error: unknown): Refusal {
  if (error instanceof StateFileError) {
    return refusal(500, "state_not_saved", "The emulator could not save its state: nothing was changed");
  }
  const reason = error instanceof EmulatorError ? `: ${error.message}` : "";
  return refusal(500, "internal_error", `The emulator failed${reason}`);
}

const toReply = ({ status, body }: Refusal): Reply => ({ status, body });
