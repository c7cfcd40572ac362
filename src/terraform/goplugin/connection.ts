// Which of several clients a call comes from: each has a connection of its own.
import { type ContextValues, type HandlerContext, createContextKey, createContextValues } from "@connectrpc/connect";
import { type IncomingMessage } from "node:http";
import { type Http2ServerRequest, type Http2Session } from "node:http2";

/** The same signal for every call of a connection; aborted once that is closed. */
export type ConnectionOf = (context: HandlerContext) => AbortSignal | undefined;

const CONNECTION = createContextKey<AbortSignal | undefined>(undefined, { description: "connection" });

export const connectionOf: ConnectionOf = ({ values }) => values.get(CONNECTION);

export class Connections {
  private readonly closings = new Map<Http2Session, AbortController>();

  /** What the handlers of this request are told. */
  readonly contextValues = (request: IncomingMessage | Http2ServerRequest): ContextValues => {
    const session = "stream" in request ? request.stream.session : undefined;
    const closing = session && this.closings.get(session);
    return createContextValues().set(CONNECTION, closing?.signal);
  };

  get count(): number {
    return this.closings.size;
  }

  opened(session: Http2Session): void {
    const closing = new AbortController();
    this.closings.set(session, closing);
    session.once("close", () => {
      this.closings.delete(session);
      closing.abort();
    });
  }

  all(): readonly Http2Session[] {
    return [...this.closings.keys()];
  }
}
