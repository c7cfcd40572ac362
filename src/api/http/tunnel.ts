// A tunnel through a proxy to the API's host. The proxy sees the host's name, and nothing of what goes through.
import { type IncomingMessage } from "node:http";
import { type Socket } from "node:net";
import { portOr } from "../default-port";
import { type Proxy } from "../proxy-choice";
import { STRICT } from "./strict";
import { TunnelRefusedError } from "./unsent";
import { until } from "./until";

interface ProxyAnswer {
  readonly status: number;
  /** What came after it. */
  readonly more: Buffer;
}

/** Makes a connection to `target` of one to the proxy. */
export async function openTunnel(
  toProxy: Socket,
  { variable, credentials }: Proxy,
  target: URL,
  signal: AbortSignal,
): Promise<Socket> {
  const host = `${target.hostname}:${portOr(target.port, target.protocol)}`;
  const http = await import("node:http");
  const request = http.request({
    ...STRICT,
    createConnection: () => toProxy,
    method: "CONNECT",
    path: host,
    headers: {
      host,
      // Some proxies take "close" for the tunnel's end; old ones know the second name only.
      connection: "keep-alive",
      "proxy-connection": "keep-alive",
      ...(credentials && { "proxy-authorization": credentials }),
    },
  });
  try {
    const { status, more } = await until<ProxyAnswer>(request, signal, (tell) => {
      request.once("connect", ({ statusCode = 0 }: IncomingMessage, _, head: Buffer) =>
        tell({ status: statusCode, more: head }),
      );
      request.end();
    });
    if (status < 200 || status >= 300) throw new TunnelRefusedError(status, variable, credentials !== undefined);
    // The API says nothing before it is asked.
    if (more.length > 0) throw new Error("the proxy sent more than its answer");
    return toProxy;
  } catch (error) {
    toProxy.destroy();
    throw error;
  }
}
