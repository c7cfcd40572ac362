// The connections of one client: through a proxy where the environment names one. Undici is loaded here, on the first
// request: most provider processes never send any.
import { createSecureContext } from "node:tls";
import { type Dispatcher, type buildConnector } from "undici";
import { trustedCertificates } from "./certificates";
import { withoutContinue } from "./informational";
import { proxyFor } from "./proxy-choice";
import { tunnelConnector } from "./tunnel";
import { UnsentError } from "./unsent";

export interface DispatcherOptions {
  readonly baseUrl: string;
  /** Proxy variables, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: NodeJS.ProcessEnv;
  readonly caCertificateFile?: string | undefined;
}

export interface Connections {
  /** Runs `work` on connections that are kept for the next request. */
  kept<T>(work: (dispatcher: Dispatcher) => Promise<T>): Promise<T>;
  /**
   * Runs `work` on a connection that is opened for it. The other end may close an idle one in the very moment in which a
   * request goes out, and then nobody knows whether it took effect.
   */
  fresh<T>(work: (dispatcher: Dispatcher) => Promise<T>): Promise<T>;
  /** Ends what is under way. */
  destroy(): Promise<void>;
}

/** Makes single connections, as requests have them. */
export async function openConnector(options: DispatcherOptions): Promise<buildConnector.connector> {
  return (await connectorFor(options)).connect;
}

interface Connector {
  readonly connect: buildConnector.connector;
  /** The connections to the proxy: to be closed with the rest. */
  readonly toProxy: Dispatcher;
}

async function connectorFor({ baseUrl, env, caCertificateFile }: DispatcherOptions): Promise<Connector> {
  const target = new URL(baseUrl);
  const proxy = proxyFor(target, env);
  const ca = trustedCertificates(env, caCertificateFile);
  const usesTls = [target, proxy?.url].some((url) => url?.protocol === "https:");
  // Made once: reading all authorities for each connection takes longer than connecting.
  const tls = usesTls ? { ca, secureContext: createSecureContext({ ca }) } : {};
  const { Agent, buildConnector } = await import("undici");
  const direct = buildConnector(tls);
  const toProxy = new Agent({ connect: tls });
  return { connect: proxy ? tunnelConnector(proxy, toProxy, direct) : direct, toProxy };
}

export async function openConnections(options: DispatcherOptions): Promise<Connections> {
  const { connect: open, toProxy } = await connectorFor(options);
  const { Agent } = await import("undici");
  const connect = guarded(open);
  const kept = new Agent({ connect });
  const dispatchers = new Set<Dispatcher>([kept, toProxy]);
  return {
    kept: (work) => work(kept),
    async fresh(work) {
      // Without pipelining a connection is not used again.
      const own = new Agent({ connect, pipelining: 0 });
      dispatchers.add(own);
      try {
        return await work(own);
      } finally {
        // Its answer is there: nobody waits for the connection to close.
        const forget = () => void dispatchers.delete(own);
        own.destroy().then(forget, forget);
      }
    },
    async destroy() {
      await Promise.all([...dispatchers].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

/** What fails here was not sent; what succeeds bears with "100 Continue". */
const guarded =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) callback(new UnsentError(error), null);
      else callback(null, withoutContinue(socket));
    });
