// Opens a connection to the API as a request would, through a proxy and with TLS where these are set, and sends no request.
import { TLSSocket } from "node:tls";
import { type DispatcherOptions, openConnector } from "./dispatcher";
import { ApiError } from "./errors";
import { failure } from "./failure";
import { UnsentError } from "./unsent";

export interface Reached {
  /** As in TLSv1.3. Undefined: none was asked for. */
  readonly tls: string | undefined;
}

/** Rejects with an ApiError, within the ten seconds that connecting may take, or at once when `signal` is aborted. */
export async function reach(options: DispatcherOptions, signal: AbortSignal): Promise<Reached> {
  const { protocol, hostname, port } = new URL(options.baseUrl);
  const request = { method: "GET", path: "connecting", kind: "read", signal } as const;
  const isTls = protocol === "https:";
  try {
    const connect = await openConnector(options);
    return await new Promise<Reached>((resolve, reject) => {
      const stop = () => reject(new Error("it was cancelled"));
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      connect({ hostname, protocol, port }, (...[error, socket]) => {
        signal.removeEventListener("abort", stop);
        if (error) return reject(new UnsentError(error));
        resolve({ tls: socket instanceof TLSSocket ? (socket.getProtocol() ?? undefined) : undefined });
        socket.destroy();
      });
    });
  } catch (error) {
    throw error instanceof ApiError ? error : failure(error, request, isTls);
  }
}
