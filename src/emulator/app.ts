// The HTTP side of the emulator: every call is counted, limited, authenticated, disturbed where a fault is due, and
// answered by its route. No rules of the API beyond that order.
import { type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { type Caller, identify } from "./caller";
import { type Clock } from "./clock";
import { ENDPOINTS, type EndpointName } from "./endpoints";
import { Refusal, refusal } from "./errors";
import { type FaultPlan, respondWith, type Wait } from "./faults";
import { objectionTo } from "./key-check";
import { type Budget, type RateLimiter } from "./rate-limit";
import { accountRoutes } from "./routes/account";
import { modelRoutes } from "./routes/models";
import { proxyKeyRoutes } from "./routes/proxy-keys";
import { type Call, type Route } from "./routes/route";
import { validateRoutes } from "./routes/validate";
import { type Store } from "./store";
import { type Traffic } from "./traffic";

/** What the emulator is made of. */
export interface Parts {
  readonly store: Store;
  readonly limiter: RateLimiter;
  readonly traffic: Traffic;
  readonly faults: FaultPlan;
  readonly clock: Clock;
  readonly wait: Wait;
  /** Aborts when the emulator stops. */
  readonly stopping: AbortSignal;
  /** Requests per minute of a caller without an account, per address. */
  readonly strangersPerMinute: number;
}

export type App = Hono<{ Bindings: HttpBindings }>;
type Request = Context<{ Bindings: HttpBindings }>;

export function createApp(parts: Parts): App {
  const routes: Readonly<Record<EndpointName, Route>> = {
    ...proxyKeyRoutes(parts.store),
    ...validateRoutes(parts.clock),
    ...accountRoutes(parts.store, parts.traffic),
    ...modelRoutes(),
  };
  const app: App = new Hono();
  for (const endpoint of ENDPOINTS) {
    const [method = "", path = ""] = endpoint.split(" ");
    const pattern = `/v1${path.replace(/\{(\w+)\}/, ":$1")}`;
    app.on(method, pattern, (request) => answer(parts, endpoint, routes[endpoint], request));
  }
  app.all("/v1/*", (request) => answer(parts, `${request.req.method} *`, undefined, request));
  app.onError((error) => refused(error));
  app.notFound(() => refused(unknownUrl()));
  return app;
}

/** Answers one call. From the end of its body on a call is one step: no other call comes in between. */
async function answer(parts: Parts, name: string, route: Route | undefined, request: Request): Promise<Response> {
  const { store, limiter, traffic, faults, clock } = parts;
  const address = request.env.incoming.socket.remoteAddress ?? "";
  const [pathParameter = ""] = Object.values(request.req.param());
  const call: Call = { body: await request.req.text(), pathParameter, address };

  const caller = identify(request.req.header("authorization"), store);
  const account = caller.kind === "stranger" ? undefined : caller.account;
  const subject = account?.userId ?? `address ${address}`;
  const limit = account?.requestsPerMinute ?? parts.strangersPerMinute;
  traffic.record(name, account?.userId, clock.now());
  const budget = limiter.count(subject, limit);
  if (budget.lockedFor > 0) return complete(lockedOut(budget), budget, clock);

  const fault = faults.take(name);
  if (fault?.kind === "lock-out") {
    const spent = limiter.lockOut(subject, limit);
    return complete(lockedOut(spent), spent, clock);
  }
  const respond = () => perform(route, call, caller, clock);
  const response = await respondWith(fault, respond, parts.wait, parts.stopping);
  if (response !== undefined) return complete(response, budget, clock);
  request.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function perform(route: Route | undefined, call: Call, caller: Caller, clock: Clock): Response {
  try {
    if (caller.kind === "stranger") throw caller.refusal;
    if (route === undefined) throw unknownUrl();
    return Response.json(admit(route, call, caller, clock));
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

const unknownUrl = (): Refusal => refusal(404, "unknown_url", "There is no such endpoint");

function lockedOut(budget: Budget): Response {
  const message = `Rate limit exceeded. Try again in ${budget.lockedFor} seconds.`;
  return refused(refusal(429, "rate_limit_exceeded", message));
}

function refused(error: unknown): Response {
  if (error instanceof Refusal) return Response.json(error.body, { status: error.status });
  const reason = error instanceof Error ? error.message : String(error);
  return refused(refusal(500, "internal_error", `The emulator failed: ${reason}`));
}

/** What every answer carries. */
function complete(response: Response, budget: Budget, clock: Clock): Response {
  response.headers.set("X-RateLimit-Limit", String(budget.limit));
  response.headers.set("X-RateLimit-Remaining", String(budget.remaining));
  response.headers.set("X-RateLimit-Reset", String(budget.reset));
  response.headers.set("Date", new Date(clock.now()).toUTCString());
  return response;
}
