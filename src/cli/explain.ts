// What the API refused, or the way to it, for people at the command line: in terms of variables and options.
import { type ApiError } from "../api";
import { remedyFor } from "../api/trouble";

export const ADDRESS = "--base-url or ELECTRONHUB_BASE_URL";
const AUTHORITIES = "SSL_CERT_FILE or NODE_EXTRA_CA_CERTS";

/** On one line. */
export const sentenceOf = ({ endpoint, message }: ApiError): string => `${endpoint}: ${message}`;

/** With what to do next. */
export function explained(error: ApiError): string {
  const advice = adviceOn(error);
  return advice === undefined ? sentenceOf(error) : `${sentenceOf(error)}\n${advice}`;
}

/** Undefined where the sentence says it all. */
export function adviceOn({ code, trouble }: ApiError): string | undefined {
  if (trouble !== undefined) return remedyFor(trouble, { address: ADDRESS, authorities: AUTHORITIES });
  switch (code) {
    case "unauthorized":
      return "Set ELECTRONHUB_API_KEY to an API key of the account (ek-...) that is still valid. A JWT or a proxy key cannot manage keys.";
    case "rate_limited":
      return "The account is locked out because of too many requests, of this user or of others. Run the command again when the time is up.";
    case "server":
    case "timeout":
    case "network":
      return "Run the command again; electronhub doctor tells what stands in the way.";
    case "tls":
      return `Check the file that ${AUTHORITIES} names.`;
    case "proxy":
      return "Correct the proxy settings in the environment, or name the API's host in NO_PROXY.";
    case "malformed":
      return `The answer is not what the API documents. Check ${ADDRESS}; if it is right, please report this.`;
    default:
      return undefined;
  }
}
