// Waits for what an event of a connection or a request brings, if it comes.
import { type EventEmitter } from "node:events";
import { types } from "node:util";

interface Endable extends EventEmitter {
  destroy(): unknown;
}

/**
 * Resolves with the first value that `listen` gets. Rejects when `source` fails or is closed before that, and at once when `signal`
 * is aborted, which ends `source`.
 */
export async function until<T>(
  source: Endable,
  signal: AbortSignal,
  listen: (tell: (value: T) => void) => void,
): Promise<T> {
  let stop: () => void = () => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      stop = () => {
        reject(types.isNativeError(signal.reason) ? signal.reason : new Error("it was stopped"));
        source.destroy();
      };
      // A later failure is reported where `source` is used by then.
      source.on("error", reject);
      source.once("close", () => reject(new Error("the connection was closed")));
      listen(resolve);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
