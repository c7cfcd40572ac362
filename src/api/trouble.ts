// What stands in the way of a call, where that can be told: what it means and what to do, in words for the provider or for the command line.
// The provider's users set attributes, those of the command line set variables and options.

export type Trouble =
  | "not the API" // something answers there that is not the API
  | "gateway" // something on the way answered in the API's place
  | "no TLS" // TLS was spoken to a port of plain HTTP
  | "TLS wanted" // plain HTTP was spoken to a port of TLS
  | "closed unanswered" // by plain HTTP: perhaps a port of TLS
  | "no HTTP" // another protocol answers there
  | "unknown host"
  | "nobody listens"
  | "unreachable"
  | "proxy refuses"
  | "proxy unreachable"
  | "unknown authority"
  | "certificate of another host"
  | "certificate not valid now"
  | "certificate";

/** How settings are called where the advice is read. */
export interface SettingNames {
  readonly address: string;
  /** Of a file with certificates. */
  readonly authorities: string;
}

const EXAMPLE = "https://api.electronhub.ai/v1";
const PROXY_VARIABLES = "HTTPS_PROXY (for http: addresses HTTP_PROXY) and NO_PROXY";

/** Sentences: what it means, then what to do. */
export function remedyFor(trouble: Trouble, { address, authorities }: SettingNames): string {
  switch (trouble) {
    case "not the API":
      return `Something answers at this address, but not the API. Check ${address}: it ends with /v1, as in ${EXAMPLE}.`;
    case "gateway":
      return `Something between this machine and the API answered in its place: a proxy, a firewall, a sign-in page or a gateway. Check ${PROXY_VARIABLES}, and ${address}.`;
    case "no TLS":
      return `HTTPS was spoken to a port that does not speak TLS. Check the scheme and the port in ${address}; a server on this machine may be named with http://.`;
    case "TLS wanted":
      return `Plain HTTP was spoken to a port that speaks HTTPS. Write https:// in ${address}.`;
    case "closed unanswered":
      return `The connection was closed without an answer. If the port speaks HTTPS, write https:// in ${address}.`;
    case "no HTTP":
      return `What answers there does not speak HTTP. Check the port in ${address}.`;
    case "unknown host":
      return `No address was found for this host name. Check the spelling in ${address}, and the name servers of this machine; where only a proxy resolves names, set HTTPS_PROXY.`;
    case "nobody listens":
      return `The host was reached, but nothing listens on this port. Check the port in ${address}; an emulator must be running (electronhub emulate).`;
    case "unreachable":
      return `The host was not reached: a firewall may be in the way, or the network is down. Where a proxy leads out, set HTTPS_PROXY; else check ${address}.`;
    case "proxy refuses":
      return `The proxy was reached, and does not lead to the API: its rules forbid it, it does not reach the API itself, or it is not a proxy. Ask the people who run the proxy to allow the API's host, or name that host in NO_PROXY.`;
    case "proxy unreachable":
      return "The proxy that the environment names was not reached, so the API was not asked. Set the variable right, or name the API's host in NO_PROXY.";
    case "unknown authority":
      return `The certificate is signed by an authority that is not trusted here, as behind a proxy that inspects TLS. Name a PEM file with that authority in ${authorities}.`;
    case "certificate of another host":
      return `The certificate is another host's. Check the host in ${address}; behind a proxy that inspects TLS, its certificate must name the API's host.`;
    case "certificate not valid now":
      return "The certificate has expired, or is not valid yet. Check this machine's clock first; if it is right, the server needs a new certificate.";
    case "certificate":
      return `No TLS connection came about. Behind a proxy that inspects TLS, name a PEM file with its authority in ${authorities}.`;
  }
}

const BY_REASON: ReadonlyMap<string, Trouble> = new Map([
  ["ERR_SSL_WRONG_VERSION_NUMBER", "no TLS"],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "no TLS"],
  ["HPE_INVALID_CONSTANT", "no HTTP"],
  ["ENOTFOUND", "unknown host"],
  ["EAI_AGAIN", "unknown host"],
  ["EAI_NODATA", "unknown host"],
  ["ECONNREFUSED", "nobody listens"],
  ["ETIMEDOUT", "unreachable"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTDOWN", "unreachable"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "unknown authority"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "unknown authority"],
  ["UNABLE_TO_GET_ISSUER_CERT", "unknown authority"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unknown authority"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unknown authority"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate of another host"],
  ["CERT_HAS_EXPIRED", "certificate not valid now"],
  ["CERT_NOT_YET_VALID", "certificate not valid now"],
] satisfies readonly [string, Trouble][]);

/** `reason` is the code of a connection's error. `isTls`: whether the API is spoken to in TLS. */
export function troubleBehind(reason: string, isTls: boolean): Trouble | undefined {
  const known = BY_REASON.get(reason);
  if (known !== undefined || isTls) return known;
  return ["ECONNRESET", "EPIPE"].includes(reason) ? "closed unanswered" : undefined;
}
