// The connections of one client: kept alive, through a proxy where the environment names one. Undici is loaded here, on
// the first request: most provider processes never send any.
import { type Dispatcher } from "undici";
import { trustedCertificates } from "./certificates";
import { ApiError } from "./errors";

export interface DispatcherOptions {
  readonly baseUrl: string;
  /** Proxy variables, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
  readonly env: NodeJS.ProcessEnv;
  readonly caCertificateFile?: string | undefined;
}

export async function openDispatcher({ baseUrl, env, caCertificateFile }: DispatcherOptions): Promise<Dispatcher> {
  const tls = { ca: trustedCertificates(env, caCertificateFile) };
  const { Agent, EnvHttpProxyAgent } = await import("undici");
  const options = { connect: tls };
  const proxy = proxyFor(new URL(baseUrl), env);
  if (proxy === undefined) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    requestTls: tls,
    proxyTls: tls,
    httpProxy: proxy,
    httpsProxy: proxy,
    // Never undefined: that would mean the variable of the process.
    noProxy: env.no_proxy || env.NO_PROXY || "",
  });
}

/** The variable's URL; `proxy.corp:3128` is http. Loopback never goes through a proxy. */
function proxyFor({ protocol, hostname }: URL, env: NodeJS.ProcessEnv): string | undefined {
  if (/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return undefined;
  const variable = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = env[variable.toLowerCase()] || env[variable];
  if (!value) return undefined;
  const url = value.includes("://") ? value : `http://${value}`;
  if (URL.canParse(url)) return url;
  // Never tells the value, which may hold a password.
  const message = `the environment variable ${variable} is not the URL of a proxy, such as http://proxy.example:3128`;
  throw new ApiError({ code: "network", endpoint: "choosing a proxy", message, effect: "none" });
}
