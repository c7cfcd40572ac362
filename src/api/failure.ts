// What a failed connection means: a transport's error as an ApiError.
import { types } from "node:util";
import { ApiError, type ApiErrorCode } from "./errors";
import { type ApiRequest, effectIfLost, endpointOf } from "./send";

/** No connection was made, so nothing was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
  // Undici refuses to send a header that could end in another one.
  "UND_ERR_INVALID_ARG",
  // We did not abort, so it was undici: the proxy refused to open a tunnel.
  "UND_ERR_ABORTED",
]);

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/;

export function failure(error: unknown, request: ApiRequest): ApiError {
  const endpoint = endpointOf(request);
  const lost = effectIfLost(request);
  if (request.signal.aborted) {
    return new ApiError({ code: "cancelled", endpoint, message: "the request was cancelled", effect: lost });
  }
  const { reason, message: text } = causeOf(error);
  const message = text.includes(reason) ? text : `${reason}: ${text}`;
  const code = codeOf(reason);
  const notSent = code === "tls" || NOT_SENT.has(reason);
  return new ApiError({ code, endpoint, message, effect: notSent ? "none" : lost });
}

function codeOf(reason: string): ApiErrorCode {
  if (reason === "UND_ERR_HEADERS_OVERFLOW") return "malformed";
  return TLS.test(reason) ? "tls" : "network";
}

/** The error's code, "" if it has none, and its words. */
export function causeOf(error: unknown): { readonly reason: string; readonly message: string } {
  if (!types.isNativeError(error)) return { reason: "", message: "the connection failed" };
  // Several addresses were tried (IPv4 and IPv6): the first tells as much as the others.
  const first: unknown = "errors" in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  if (first !== undefined) return causeOf(first);
  return { reason: "code" in error && typeof error.code === "string" ? error.code : "", message: error.message };
}
