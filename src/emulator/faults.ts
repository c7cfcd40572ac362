// Faults on demand: what goes wrong, at which endpoint, how often. A fault is a layer around the answer to one call.
// Knows no endpoint's meaning; whatever a call changes, it changes through `respond`.
import { type EndpointName } from "./endpoints";

/**
 * When it goes wrong: before the call's effect (which then never comes; after a delay, late) or after it. "before" where
 * omitted.
 */
export type FaultTime = "before" | "after";

export type FaultKind =
  /** This answer instead of the true one; a string as it is (as HTML), all else as JSON. */
  | { readonly kind: "respond"; readonly when?: FaultTime; readonly status: number; readonly body?: unknown }
  /** The connection is reset: "after" the effect the answer is lost. */
  | { readonly kind: "reset"; readonly when?: FaultTime }
  /** The true answer, late. */
  | { readonly kind: "delay"; readonly when?: FaultTime; readonly milliseconds: number }
  /** 429 and the lock-out of the caller, whatever is left of its budget; no effect. */
  | { readonly kind: "lock-out" }
  /** The first half of the true answer, with its status: broken JSON; after the effect. */
  | { readonly kind: "truncate" }
  /** A web page with status 200. */
  | { readonly kind: "html"; readonly when?: FaultTime };

export type Fault = FaultKind & {
  /** "*" is any call, unknown paths included. */
  readonly endpoint: EndpointName | "*";
  /** How many calls it hits; 1 where omitted. */
  readonly times?: number;
};

/** The faults that are still to come, in the order in which they were injected. */
export class FaultPlan {
  private pending: { readonly fault: Fault; left: number }[] = [];

  inject(fault: Fault): void {
    this.pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.pending = [];
  }

  /** Each with the number of calls that it is still to hit. */
  list(): readonly Fault[] {
    return this.pending.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  /** The fault that hits this call, if any; it is used up by one. */
  take(endpoint: string): Fault | undefined {
    const hit = this.pending.find(({ fault }) => fault.endpoint === "*" || fault.endpoint === endpoint);
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.pending = this.pending.filter((other) => other !== hit);
    return hit.fault;
  }
}

/** Waits; rejects when `signal` aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A fault that the answer to a call shows; `lock-out` is the rate limiter's. */
export type AnswerFault = Exclude<FaultKind, { kind: "lock-out" }>;

/** The answer under `fault`; undefined means that the connection must be reset. */
export async function respondWith(
  fault: AnswerFault | undefined,
  respond: () => Response,
  wait: Wait,
  signal: AbortSignal,
): Promise<Response | undefined> {
  if (fault === undefined) return respond();
  if (fault.kind === "truncate") return truncated(respond());
  if (fault.kind === "delay") return delayed(fault, respond, wait, signal);
  if (fault.when === "after") respond();
  switch (fault.kind) {
    case "respond":
      return substitute(fault.status, fault.body);
    case "html":
      return substitute(200, "<!DOCTYPE html><html><body><h1>Please stand by</h1></body></html>");
    case "reset":
      return undefined;
  }
}

/** The effect of a call that is delayed before it comes even if the client has given up: so it is with real servers. */
async function delayed(
  fault: Extract<AnswerFault, { kind: "delay" }>,
  respond: () => Response,
  wait: Wait,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const answer = fault.when === "after" ? respond() : undefined;
  try {
    await wait(fault.milliseconds, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  return answer ?? respond();
}

function substitute(status: number, body: unknown): Response {
  if (body === undefined) return new Response(null, { status });
  if (typeof body === "string") return new Response(body, { status, headers: { "content-type": "text/html" } });
  return Response.json(body, { status });
}

async function truncated(answer: Response): Promise<Response> {
  const text = await answer.text();
  const headers = { "content-type": "application/json" };
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: answer.status, headers });
}
