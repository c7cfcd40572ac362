// A fault as a layer around the answer to one call. Knows no endpoint's meaning; whatever a call changes, it changes
// through `respond`.
import { forbidden } from "./dispatch";
import { distort } from "./distort";
import { type FaultKind } from "./faults";
import { type Reply, toResponse } from "./reply";

/** Waits; rejects when `signal` aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A fault that the answer to a call shows. `lock-out` is the rate limiter's, `meanwhile` changes keys and no answer. */
export type AnswerFault = Exclude<FaultKind, { kind: "lock-out" | "meanwhile" }>;

/** The answer under `fault`; undefined means that the connection must be reset. */
export async function respondWith(
  fault: AnswerFault | undefined,
  respond: () => Reply,
  wait: Wait,
  signal: AbortSignal,
): Promise<Response | undefined> {
  if (fault === undefined) return toResponse(respond());
  switch (fault.kind) {
    case "respond":
    case "html":
    case "reset":
      if (fault.when === "after") respond();
      return instead(fault);
    case "forbid":
      return toResponse(forbidden(fault.reason));
    case "delay":
      return delayed(fault, respond, wait, signal);
    case "truncate":
      return truncated(respond());
    case "omit":
    case "wrong-types":
    case "unknown-fields": {
      const { status, body } = respond();
      return toResponse({ status, body: distort(fault, body) });
    }
  }
}

/** What comes in place of the true answer. */
function instead(fault: Extract<AnswerFault, { kind: "respond" | "html" | "reset" }>): Response | undefined {
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
  respond: () => Reply,
  wait: Wait,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const reply = fault.when === "after" ? respond() : undefined;
  try {
    await wait(fault.milliseconds, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  return toResponse(reply ?? respond());
}

function substitute(status: number, body: unknown): Response {
  if (body === undefined) return new Response(null, { status });
  if (typeof body === "string") return new Response(body, { status, headers: { "content-type": "text/html" } });
  return Response.json(body, { status });
}

function truncated({ status, body }: Reply): Response {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json" };
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status, headers });
}
