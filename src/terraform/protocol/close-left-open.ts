// At the end of the process: the close that the client never asked for.
import { decodePrivate, diagnosticsOf } from "../framework";
import { type Session } from "./session";

/** Never rejects: what cannot be closed is logged, for nobody listens any more. */
export async function closeLeftOpen(session: Session): Promise<void> {
  const closing = session.ephemerals.takeAll().map(async ({ typeName, private: held }) => {
    session.log.trace("closing what was left open", { type: typeName });
    try {
      const { client, signal } = session;
      await session.ephemeralResource(typeName).close?.({ private: decodePrivate(held), client, signal });
    } catch (error) {
      const [{ summary = "" } = {}] = diagnosticsOf(error, `close of ${typeName}`);
      session.log.error("an ephemeral resource could not be closed", {
        type: typeName,
        error: session.redact(summary),
      });
    }
  });
  await Promise.all(closing);
}
