// The handshake between a client and the plugin process that it starts: the cookie, the protocol versions, and the first
// line on stdout.
import { type Endpoint, type PortRange } from "./endpoint";

export interface Cookie {
  readonly key: string;
  readonly value: string;
}

/** What the client says in the environment. */
export interface ClientHello {
  /** PEM of the client's certificate; undefined: no TLS. */
  readonly clientCertificate: string | undefined;
  readonly ports: PortRange;
}

/** Whether a client started the process; else a person did. */
export const isStartedByClient = (env: NodeJS.ProcessEnv, cookie: Cookie): boolean => env[cookie.key] === cookie.value;

export function readHello(env: NodeJS.ProcessEnv): ClientHello {
  return {
    clientCertificate: env.PLUGIN_CLIENT_CERT || undefined,
    ports: { min: Number(env.PLUGIN_MIN_PORT || 10_000), max: Number(env.PLUGIN_MAX_PORT || 25_000) },
  };
}

/** Clients list the protocol versions that they speak; one that lists none is taken at its word by the handshake line. */
export function speaksVersion(env: NodeJS.ProcessEnv, version: number): boolean {
  const offered = env.PLUGIN_PROTOCOL_VERSIONS;
  return !offered || offered.split(",").some((candidate) => Number(candidate) === version);
}

/** `1` is the version of this line itself. The certificate is base64 without padding, which clients refuse. */
export function handshakeLine(protocolVersion: number, endpoint: Endpoint, certificate: Buffer | undefined): string {
  const encoded = certificate ? certificate.toString("base64").replace(/=+$/, "") : "";
  return `1|${protocolVersion}|${endpoint.network}|${endpoint.address}|grpc|${encoded}\n`;
}

/** What a person reads who starts the executable by hand. */
export function explanation(name: string, about: string): string {
  return [
    `${name} is a Terraform provider. ${about}`,
    "",
    "It is not started by hand: terraform (or tofu) starts it when a configuration needs it. Declare it under",
    "required_providers and run terraform init.",
    "",
    "To run it under a debugger: start it with --debug, and give terraform the TF_REATTACH_PROVIDERS line that it prints.",
    "",
  ].join("\n");
}
