// Connections through a proxy: a tunnel to the API's host, and TLS within it where the API speaks TLS. The proxy sees the host's
// name and none of the requests.
import { Socket } from "node:net";
import { type Agent, type buildConnector } from "undici";
import { portOr } from "./default-port";
import { type Proxy } from "./proxy-choice";
import { ProxyUnreachedError, TunnelRefusedError } from "./unsent";

/**
 * @param through - makes the connections to the proxy
 * @param secure - makes TLS of a connection
 */
export function tunnelConnector(
  { url, variable, credentials }: Proxy,
  through: Agent,
  secure: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    const host = `${options.hostname}:${portOr(options.port, options.protocol)}`;
    const headers = {
      host,
      // Undici tells "connection: close" with each tunnel, which some proxies take for the tunnel's end.
      "proxy-connection": "keep-alive",
      ...(credentials && { "proxy-authorization": credentials }),
    };
    through.connect({ origin: url.origin, path: host, headers }).then(
      ({ statusCode, socket }) => {
        // What goes wrong with the tunnel from now on is told where it is used.
        socket.on("error", () => undefined);
        if (statusCode < 200 || statusCode >= 300) {
          socket.destroy();
          callback(new TunnelRefusedError(statusCode, variable, credentials !== undefined), null);
        } else if (!(socket instanceof Socket)) {
          callback(new Error("the tunnel is not a socket"), null);
        } else if (options.protocol === "https:") {
          secure({ ...options, httpSocket: socket }, callback);
        } else {
          callback(null, socket);
        }
      },
      (error: unknown) => callback(new ProxyUnreachedError(error), null),
    );
  };
}
