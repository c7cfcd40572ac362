// The frame around every RPC: what goes wrong in a handler becomes a diagnostic in its answer, never a gRPC error (which
// Terraform shows as "plugin did not respond"), and never loses the state that the request brought.
import { diagnosticsOf } from "../framework";
import { type Call } from "../goplugin";
import { type WireDiagnostic, diagnosticsToWire } from "./diagnostics-to-wire";
import { type Session } from "./session";

/** One RPC: a pure translation between the wire and the framework, given the session. */
export type Handler<Request, Response> = (session: Session, request: Request) => Response | Promise<Response>;

/** Whose call it is. */
export type SessionOf = (call: Call) => Session;

export interface Answer {
  diagnostics?: WireDiagnostic[];
}

type Stream<Event> = AsyncIterable<Event>;

/** For RPCs that answer with a stream: a failure is its last event. */
export async function* guardedStream<Event>(
  session: Session,
  name: string,
  events: Stream<Event>,
  onFailure: (diagnostics: WireDiagnostic[]) => Event,
): Stream<Event> {
  const end = session.begin();
  session.log.trace("RPC started", { rpc: name });
  try {
    yield* events;
  } catch (thrown) {
    yield onFailure(failure(session, name, thrown));
  } finally {
    end();
    session.log.trace("RPC finished", { rpc: name });
  }
}

/** `onFailure` is what is answered beside the diagnostics when the handler threw. */
export function guarded<Request, Response extends Answer>(
  sessionOf: SessionOf,
  name: string,
  handler: Handler<Request, Response>,
  onFailure: (request: Request) => Response,
): (request: Request, call: Call) => Promise<Response> {
  return async (request, call) => {
    const session = sessionOf(call);
    const end = session.begin();
    session.log.trace("RPC started", { rpc: name });
    try {
      return withWarnings(session, await handler(session, request));
    } catch (thrown) {
      return withWarnings(session, { ...onFailure(request), diagnostics: failure(session, name, thrown) });
    } finally {
      end();
      session.log.trace("RPC finished", { rpc: name });
    }
  };
}

/** What else the client is to see. */
function withWarnings<Response extends Answer>(session: Session, answer: Response): Response {
  const warnings = session.takeWarnings();
  if (warnings.length === 0) return answer;
  return { ...answer, diagnostics: [...(answer.diagnostics ?? []), ...diagnosticsToWire(warnings, session.redact)] };
}

function failure(session: Session, name: string, thrown: unknown): WireDiagnostic[] {
  const error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : "";
  session.log.error("RPC failed", { rpc: name, error });
  return diagnosticsToWire(diagnosticsOf(thrown, name), session.redact);
}
