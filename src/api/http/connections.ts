// The connections of one client: through a proxy where the environment names one, with TLS where the address asks for it.
import { type Agent } from "node:http";
import { type Socket } from "node:net";
import { type SecureContext, createSecureContext } from "node:tls";
import { trustedCertificates } from "../certificates";
import { type Proxy, proxyFor } from "../proxy-choice";
import { openTcp, openTls } from "./connect";
import { openTunnel } from "./tunnel";
import { ConnectTimeoutError, ProxyUnreachedError, TunnelLostError, TunnelRefusedError, UnsentError } from "./unsent";

export interface ConnectionOptions {
  readonly baseUrl: string;
  /** Proxy variables, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: NodeJS.ProcessEnv;
  readonly caCertificateFile?: string | undefined;
}

/** Opens a connection, on which nothing has been sent. Rejects with an UnsentError. */
export type Connect = (signal: AbortSignal) => Promise<Socket>;

const LONGEST_CONNECT_MS = 10_000;
/** Less than servers and gateways wait, Node's own 5 s among them: a request that meets a closed connection fails. */
const LONGEST_IDLE_MS = 4_000;

/** Rejects with an ApiError where a setting cannot be used. */
export function connectorTo({ baseUrl, env, caCertificateFile }: ConnectionOptions): Connect {
  const target = new URL(baseUrl);
  const proxy = proxyFor(target, env);
  const ca = trustedCertificates(env, caCertificateFile);
  const usesTls = [target, proxy?.url].some((url) => url?.protocol === "https:");
  // Made once: reading all authorities for each connection takes longer than connecting.
  const secureContext = usesTls ? createSecureContext({ ca }) : undefined;
  const way: Way = { target, proxy, secureContext };
  return async (signal) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new ConnectTimeoutError(LONGEST_CONNECT_MS)), LONGEST_CONNECT_MS);
    try {
      return await open(way, AbortSignal.any([signal, giveUp.signal]));
    } catch (error) {
      throw new UnsentError(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

interface Way {
  readonly target: URL;
  readonly proxy: Proxy | undefined;
  /** Where any of them speaks TLS. */
  readonly secureContext: SecureContext | undefined;
}

async function open({ target, proxy, secureContext }: Way, signal: AbortSignal): Promise<Socket> {
  const secured = async (socket: Socket, url: URL) =>
    secureContext && url.protocol === "https:" ? openTls(socket, url, secureContext, signal) : socket;
  const direct = async (url: URL) => secured(await openTcp(url, signal), url);
  if (!proxy) return direct(target);
  const toProxy = await direct(proxy.url).catch((error: unknown) => {
    throw new ProxyUnreachedError(error);
  });
  const tunnel = await openTunnel(toProxy, proxy, target, signal).catch((error: unknown) => {
    throw error instanceof TunnelRefusedError ? error : new TunnelLostError(error);
  });
  return secured(tunnel, target);
}

/** Connections, with which Node's HTTP client sends requests. */
export interface Connections {
  /** For the next request too. */
  readonly kept: Agent;
  /**
   * One for each request. The other end may close an idle connection in the very moment in which a request goes out, and
   * then nobody knows whether it took effect.
   */
  readonly fresh: Agent;
  /** Ends what is under way. */
  close(): void;
}

/** Node's client is loaded here, with the first request: most provider processes never send any. */
export async function openConnections(options: ConnectionOptions): Promise<Connections> {
  const connect = connectorTo(options);
  const { Agent } = await import("node:http");
  const closing = new AbortController();
  /** Called by Node's client for a request that has no connection. */
  const createConnection = (_options: unknown, tell: (error: unknown, socket?: Socket) => void) => {
    connect(closing.signal).then((socket) => tell(null, socket), tell);
  };
  const kept = Object.assign(new Agent({ keepAlive: true, timeout: LONGEST_IDLE_MS }), { createConnection });
  const fresh = Object.assign(new Agent({ keepAlive: false }), { createConnection });
  return {
    kept,
    fresh,
    close() {
      closing.abort();
      kept.destroy();
      fresh.destroy();
    },
  };
}
