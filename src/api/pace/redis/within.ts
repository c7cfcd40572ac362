// An end to what may take too long at a server.
import { type Clock } from "../../clock";
import { RedisTrouble } from "./trouble";

/** Rejects with a RedisTrouble that tells this reason where `work` takes longer. It is not ended by that. */
export async function within<T>(clock: Clock, ms: number, reason: string, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = clock.sleep(ms, done.signal).then(
    () => Promise.reject(new RedisTrouble(reason)),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work(), late]);
  } finally {
    done.abort();
  }
}
