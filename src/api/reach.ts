// Opens a connection to the API as a request would, through a proxy and with TLS where these are set, and sends no request.
import { TLSSocket } from "node:tls";
import { ApiError } from "./errors";
import { failure } from "./failure";
import { type ConnectionOptions, connectorTo } from "./http/connections";

export interface Reached {
  /** As in TLSv1.3. Undefined: none was asked for. */
  readonly tls: string | undefined;
}

/** Rejects with an ApiError, within the ten seconds that connecting may take, or at once when `signal` is aborted. */
export async function reach(options: ConnectionOptions, signal: AbortSignal): Promise<Reached> {
  const request = { method: "GET", path: "connecting", kind: "read", signal } as const;
  try {
    const socket = await connectorTo(options)(signal);
    const tls = socket instanceof TLSSocket ? (socket.getProtocol() ?? undefined) : undefined;
    socket.destroy();
    return { tls };
  } catch (error) {
    throw error instanceof ApiError ? error : failure(error, request, options.baseUrl.startsWith("https:"));
  }
}
