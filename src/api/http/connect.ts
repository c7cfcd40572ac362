// Opens connections: over TCP, and TLS over what is open already.
import { type Socket, connect as connectTcp, isIP } from "node:net";
import { type SecureContext, connect as connectTls } from "node:tls";
import { portOr } from "../default-port";
import { until } from "./until";

/** To the host and the port of a URL, whatever its protocol. */
export async function openTcp(url: URL, signal: AbortSignal): Promise<Socket> {
  const port = Number(portOr(url.port, url.protocol));
  const socket = connectTcp({ host: hostIn(url), port, noDelay: true });
  await until<void>(socket, signal, (tell) => socket.once("connect", tell));
  return socket;
}

/** The other end must be the host of `url`, as an authority of `secureContext` vouches. */
export async function openTls(
  below: Socket,
  url: URL,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<Socket> {
  const host = hostIn(url);
  // Servers are told names, and no addresses.
  const servername = isIP(host) === 0 ? host : undefined;
  const socket = connectTls({ socket: below, host, servername, secureContext, ALPNProtocols: ["http/1.1"] });
  await until<void>(socket, signal, (tell) => socket.once("secureConnect", tell));
  return socket;
}

/** Without the brackets that IPv6 addresses have in URLs. */
const hostIn = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");
