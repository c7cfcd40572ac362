// What the API says to one call: who may make it, the answer of its route, and every refusal as a reply. No HTTP.
import { type Caller } from "./caller";
import { type Clock } from "./clock";
import { Refusal, refusal } from "./errors";
import { objectionTo } from "./key-check";
import { type Reply } from "./reply";
import { type Call, type Route } from "./routes/route";

/** @param route - undefined where the API has no such endpoint */
export function dispatch(route: Route | undefined, call: Call, caller: Caller, clock: Clock): Reply {
  try {
    if (caller.kind === "stranger") throw caller.refusal;
    if (route === undefined) return unknownUrl();
    return { status: 200, body: admit(route, call, caller, clock) };
  } catch (error) {
    return refused(error);
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

export const unknownUrl = (): Reply => refused(refusal(404, "unknown_url", "There is no such endpoint"));

/** @param seconds - until the lock-out ends */
export function lockedOut(seconds: number): Reply {
  const message = `Rate limit exceeded. Try again in ${seconds} seconds.`;
  return refused(refusal(429, "rate_limit_exceeded", message));
}

/** Whatever was thrown, as a reply. */
export function refused(error: unknown): Reply {
  if (error instanceof Refusal) return { status: error.status, body: error.body };
  const reason = error instanceof Error ? error.message : String(error);
  return refused(refusal(500, "internal_error", `The emulator failed: ${reason}`));
}
