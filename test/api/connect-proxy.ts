// A real proxy that notes the tunnels it is asked for. Knows nothing of the API.
import { type IncomingHttpHeaders, type IncomingMessage, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type Socket, connect } from "node:net";
import { listen } from "./recording-server";

export interface Tunnel {
  readonly target: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface ProxyOptions {
  /** Leads every tunnel there, on this machine, whatever its target. It refuses them all where there is none. */
  readonly to?: { readonly port: number } | undefined;
  /** Of the refusal. @default 403 */
  readonly status?: number;
  /** It speaks TLS with this. @default - none */
  readonly certificate?: { readonly key: Buffer; readonly cert: Buffer };
}

/** Closed with everything else. */
export async function startProxy({ to, status = 403, certificate }: ProxyOptions) {
  const tunnels: Tunnel[] = [];
  const proxy = certificate ? createTlsServer(certificate) : createServer();
  proxy.on("connect", ({ url, headers }: IncomingMessage, socket: Socket) => {
    tunnels.push({ target: url, headers });
    if (!to) return void socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    const upstream = connect(to.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
    socket.on("close", () => upstream.destroy());
  });
  const { port } = await listen(proxy);
  return { tunnels, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` };
}
