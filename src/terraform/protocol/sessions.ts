// The sessions of a process: one for each client. A process that Terraform starts has one client, which may connect again;
// one that is debugged serves a connection for each provider block, all at the same time, and must not mix them up.
import { type Attributes, type Provider, diagnosticsOf } from "../framework";
import { type RpcLog, Session } from "./session";

/** What a client that is gone has left open is closed until the process ends. */
const NEVER = new AbortController().signal;

export class Sessions<C> {
  private readonly byConnection = new Map<AbortSignal | undefined, Session<C>>();
  /** Of clients that are gone. */
  private readonly closing = new Set<Promise<void>>();

  constructor(
    private readonly provider: Provider<Attributes, C>,
    private readonly log: RpcLog,
    private readonly redact: (text: string) => string,
  ) {}

  of(connection: AbortSignal | undefined): Session<C> {
    const known = this.byConnection.get(connection);
    if (known) return known;
    const session = new Session(this.provider, this.log, this.redact);
    this.byConnection.set(connection, session);
    connection?.addEventListener("abort", () => this.gone(connection, session), { once: true });
    return session;
  }

  /** Of all sessions, the longest. */
  get graceMs(): number {
    return [...this.byConnection.values()].reduce((longest, { graceMs }) => Math.max(longest, graceMs), 0);
  }

  stop(): void {
    for (const session of this.byConnection.values()) session.stop();
  }

  async finish(end: AbortSignal): Promise<void> {
    const closing = [...this.byConnection.values()].map((session) => conclude(session, end));
    await Promise.all([...closing, ...this.closing]);
  }

  private gone(connection: AbortSignal, session: Session<C>): void {
    this.byConnection.delete(connection);
    session.stop();
    // Its calls are let finish: a write that went out must not be cut off, nor an object be opened that nobody closes.
    const closing = session
      .idle()
      .then(() => conclude(session, NEVER))
      .finally(() => this.closing.delete(closing));
    this.closing.add(closing);
  }
}

/** Never rejects: what cannot be done until `end` is logged, for nobody listens any more. */
async function conclude(session: Session, end: AbortSignal): Promise<void> {
  await closeLeftOpen(session, end);
  await session.finish().catch((error: unknown) => report(session, error, "the end of the process"));
}

/** The close that the client never asked for. */
async function closeLeftOpen(session: Session, end: AbortSignal): Promise<void> {
  const closing = session.ephemerals.takeAll().map(async ({ typeName, private: held }) => {
    session.log.trace("closing what was left open", { type: typeName });
    try {
      const { client, signal } = session;
      await session.ephemeralResource(typeName).close?.({ private: held, client, signal, end });
    } catch (error) {
      report(session, error, `close of ${typeName}`);
    }
  });
  await Promise.all(closing);
}

function report({ log, redact }: Session, error: unknown, during: string): void {
  for (const { summary, detail } of diagnosticsOf(error, during)) {
    log.error(redact(summary), { during, detail: redact(detail) });
  }
}
