// What must still be done after the user asked to stop: it gets as long as one request may take, and no longer.
import { type Clock } from "../clock";

/** Runs `work` with a signal that is aborted `ms` milliseconds after `stop`. */
export async function withGrace<T>(
  stop: AbortSignal,
  ms: number,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  const done = new AbortController();
  const begin = () =>
    void clock.sleep(ms, done.signal).then(
      () => end.abort(),
      () => undefined,
    );
  if (stop.aborted) begin();
  else stop.addEventListener("abort", begin, { once: true });
  try {
    return await work(end.signal);
  } finally {
    stop.removeEventListener("abort", begin);
    done.abort();
  }
}
