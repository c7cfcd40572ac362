// The HTTP side of the emulator: every call is counted, limited, authenticated, disturbed where a fault is due, and
// answered by its route. No rules of the API beyond that order.
import { type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { type Answered, tellOfAnswers } from "./answered";
import { readBody } from "./bounded-body";
import { identify } from "./caller";
import { type Clock } from "./clock";
import { type ReportFailure, dispatch, lockedOut, refused, unknownUrl } from "./dispatch";
import { respondWith, type Wait } from "./disturb";
import { ENDPOINTS, type EndpointName } from "./endpoints";
import { type FaultPlan } from "./fault-plan";
import { type Ledger } from "./ledger";
import { localOnly } from "./local-only";
import { meanwhile } from "./meanwhile";
import { type Budget, type RateLimiter } from "./rate-limit";
import { type Reply, toResponse } from "./reply";
import { accountRoutes } from "./routes/account";
import { modelRoutes } from "./routes/models";
import { proxyKeyRoutes } from "./routes/proxy-keys";
import { type Call, type Route } from "./routes/route";
import { validateRoutes } from "./routes/validate";
import { type Store } from "./store";
import { type Traffic } from "./traffic";

/** What the emulator is made of. */
export interface Parts {
  readonly ledger: Ledger;
  /** Where the calls of clients act. */
  readonly client: Store;
  /** Where everybody else does. */
  readonly somebodyElse: Store;
  readonly limiter: RateLimiter;
  readonly traffic: Traffic;
  readonly faults: FaultPlan;
  readonly clock: Clock;
  readonly edgeClock: Clock;
  readonly wait: Wait;
  /** Aborts when the emulator stops. */
  readonly stopping: AbortSignal;
  /** Requests per minute of a caller without an account, per address. */
  readonly strangersPerMinute: number;
  readonly report: ReportFailure;
  readonly onAnswer: (answered: Answered) => void;
}

export type App = Hono<{ Bindings: HttpBindings }>;
type ApiRequest = Context<{ Bindings: HttpBindings }>;

export function createApp(parts: Parts): App {
  const routes: Readonly<Record<EndpointName, Route>> = {
    ...proxyKeyRoutes(parts.client),
    ...validateRoutes(parts.clock),
    ...accountRoutes(parts.ledger, parts.traffic),
    ...modelRoutes(),
  };
  const app: App = new Hono();
  app.use(tellOfAnswers(parts.onAnswer), localOnly);
  for (const endpoint of ENDPOINTS) {
    const [method = "", path = ""] = endpoint.split(" ");
    const pattern = `/v1${path.replace(/\{(\w+)\}/, ":$1")}`;
    app.on(method, pattern, (request) => answer(parts, endpoint, routes[endpoint], request));
  }
  app.all("/v1/*", (request) => answer(parts, `${request.req.method} *`, undefined, request));
  app.onError((error) => toResponse(refused(error, parts.report)));
  app.notFound(() => toResponse(unknownUrl()));
  return app;
}

/** Answers one call. From the end of its body on a call is one step: no other call comes in between. */
async function answer(parts: Parts, name: string, route: Route | undefined, request: ApiRequest): Promise<Response> {
  const { ledger, limiter, traffic, faults, clock } = parts;
  const address = request.env.incoming.socket.remoteAddress ?? "";
  const [pathParameter = ""] = Object.values(request.req.param());
  const call: Call = { body: await readBody(request.req.raw), pathParameter, address };

  const authorization = request.req.header("authorization");
  const caller = identify(authorization, ledger);
  const account = caller.kind === "stranger" ? undefined : caller.account;
  const subject = account?.userId ?? `address ${address}`;
  const limit = account?.requestsPerMinute ?? parts.strangersPerMinute;
  traffic.record(name, account?.userId, clock.now());
  const budget = limiter.count(subject, limit);
  if (budget.lockedFor > 0) return refuseLockedOut(budget, parts);

  const fault = faults.take(name);
  if (fault?.kind === "lock-out") return refuseLockedOut(limiter.lockOut(subject, limit), parts);
  // The caller's proxy key may have changed since: the call may be delayed, and somebody else may act before it.
  const perform = (): Reply => dispatch(route, call, identify(authorization, ledger), parts);
  const response =
    fault?.kind === "meanwhile"
      ? toResponse(meanwhile(fault, call, account, parts.somebodyElse, perform))
      : await respondWith(fault, perform, parts.wait, parts.stopping);
  if (response !== undefined) return complete(response, budget, parts);
  request.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

const refuseLockedOut = (budget: Budget, parts: Parts): Response =>
  complete(toResponse(lockedOut(budget.lockedFor)), budget, parts);

/** Adds what every answer carries, and has the answer counted. */
function complete(response: Response, budget: Budget, { traffic, edgeClock }: Parts): Response {
  traffic.recordStatus(response.status);
  response.headers.set("X-RateLimit-Limit", String(budget.limit));
  response.headers.set("X-RateLimit-Remaining", String(budget.remaining));
  response.headers.set("X-RateLimit-Reset", String(budget.reset));
  response.headers.set("Date", new Date(edgeClock.now()).toUTCString());
  return response;
}
