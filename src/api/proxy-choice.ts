// Which proxy the environment names for an address, if any.
import { ApiError } from "./errors";
import { isExempt } from "./no-proxy";

export interface Proxy {
  readonly url: URL;
  /** The variable that names it. */
  readonly variable: string;
  /** A header's value; undefined where the variable names nobody. */
  readonly credentials: string | undefined;
}

const SUPPORTED: readonly string[] = ["http:", "https:"];

/** `proxy.corp:3128` is http. Loopback never goes through a proxy. Throws an ApiError where no use can be made of the variable. */
export function proxyFor(target: URL, env: NodeJS.ProcessEnv): Proxy | undefined {
  if (/^(localhost|127\.[\d.]+|\[::1\])$/.test(target.hostname)) return undefined;
  const upper = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const variable = env[upper.toLowerCase()] ? upper.toLowerCase() : upper;
  const value = env[variable];
  if (!value || isExempt(target, env.no_proxy || env.NO_PROXY || "")) return undefined;
  const text = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(text)) {
    throw unusable(`the environment variable ${variable} is not the URL of a proxy, such as http://proxy.example:3128`);
  }
  const url = new URL(text);
  if (SUPPORTED.includes(url.protocol)) return { url, variable, credentials: credentialsIn(url, variable) };
  throw unusable(
    `the environment variable ${variable} names a proxy of the kind ${url.protocol}//, which is not supported: use one of the kind http:// or https://, or let NO_PROXY name ${target.hostname}`,
  );
}

function credentialsIn({ username, password }: URL, variable: string): string | undefined {
  if (username === "" && password === "") return undefined;
  try {
    const decoded = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(decoded).toString("base64")}`;
  } catch {
    throw unusable(
      `the environment variable ${variable} has a % in its user or password that begins no percent-encoding; write %25`,
    );
  }
}

/** Never tells the variable's value, which may hold a password. */
const unusable = (message: string): ApiError =>
  new ApiError({ code: "proxy", endpoint: "choosing a proxy", message, effect: "none" });
