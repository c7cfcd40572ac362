// What a failed connection means: a transport's error as an ApiError.
import { types } from "node:util";
import { ApiError, type ApiErrorCode } from "./errors";
import { ProxyUnreachedError, TunnelLostError, TunnelRefusedError, UnsentError } from "./http/unsent";
import { type ApiRequest, effectIfLost, endpointOf } from "./send";
import { type Trouble, troubleBehind } from "./trouble";

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/;

/** `isTls`: whether the API is spoken to in TLS. */
export function failure(error: unknown, request: ApiRequest, isTls: boolean): ApiError {
  const endpoint = endpointOf(request);
  const lost = effectIfLost(request);
  if (request.signal.aborted) {
    return new ApiError({ code: "cancelled", endpoint, message: "the request was cancelled", effect: lost });
  }
  const unsent = error instanceof UnsentError;
  const cause = unsent ? error.reason : error;
  if (cause instanceof TunnelRefusedError && cause.status === 407) return wantsCredentials(cause, endpoint);
  const { reason, message: text } = causeOf(isOfProxy(cause) ? cause.reason : cause);
  const message = text.includes(reason) ? text : `${reason}: ${text}`;
  const effect = unsent ? "none" : lost;
  const code = codeOf(reason);
  return new ApiError({ code, endpoint, message, effect, trouble: troubleOf(cause, code, isTls) });
}

function troubleOf(cause: unknown, code: ApiErrorCode, isTls: boolean): Trouble | undefined {
  if (cause instanceof TunnelRefusedError || cause instanceof TunnelLostError) return "proxy refuses";
  if (cause instanceof ProxyUnreachedError) {
    const behind = troubleBehind(causeOf(cause.reason).reason, true);
    return behind === "unknown authority" || behind === "certificate not valid now" ? behind : "proxy unreachable";
  }
  return troubleBehind(causeOf(cause).reason, isTls) ?? (code === "tls" ? "certificate" : undefined);
}

const isOfProxy = (cause: unknown): cause is ProxyUnreachedError | TunnelLostError =>
  cause instanceof ProxyUnreachedError || cause instanceof TunnelLostError;

/** Never tells the proxy's address, which may hold a password. */
function wantsCredentials({ variable, hasCredentials }: TunnelRefusedError, endpoint: string): ApiError {
  const message = hasCredentials
    ? `the proxy does not accept the user and password in ${variable} (HTTP status 407); characters such as @, : and / in them must be percent-encoded`
    : `the proxy wants credentials (HTTP status 407); put them into ${variable}, as in http://USER:PASSWORD@proxy.example:3128`;
  return new ApiError({ code: "proxy", endpoint, message, effect: "none", status: 407 });
}

function codeOf(reason: string): ApiErrorCode {
  if (reason === "HPE_HEADER_OVERFLOW") return "malformed";
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
