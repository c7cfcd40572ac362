// At the end of the process: the close that the client never asked for.
import { diagnosticsOf } from "../framework";
import { type Session } from "./session";

/** Never rejects: what cannot be closed until `end` is logged, for nobody listens any more. */
export async function closeLeftOpen(session: Session, end: AbortSignal): Promise<void> {
  const closing = session.ephemerals.takeAll().map(async ({ typeName, private: held }) => {
    session.log.trace("closing what was left open", { type: typeName });
    try {
      const { client, signal } = session;
      await session.ephemeralResource(typeName).close?.({ private: held, client, signal, end });
    } catch (error) {
      for (const { summary, detail } of diagnosticsOf(error, `close of ${typeName}`)) {
        session.log.error(session.redact(summary), { type: typeName, detail: session.redact(detail) });
      }
    }
  });
  await Promise.all(closing);
}
