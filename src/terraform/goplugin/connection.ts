// The clients' connections, and which of several clients a call comes from: each has a connection of its own.
import { type Http2Session } from "node:http2";

export class Connections {
  private readonly closings = new Map<Http2Session, AbortController>();

  /** The same signal for every call of a connection; aborted once that is closed. */
  of(session: Http2Session | undefined): AbortSignal | undefined {
    return session && this.closings.get(session)?.signal;
  }

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
