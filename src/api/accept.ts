// Tells answers from refusals (but a lock-out, which pacing waits for): what is not a success with a JSON body becomes an ApiError. Knows no endpoint's fields.
import { htmlTitle, parseJson, readRefusal } from "./error-body";
import { ApiError, type ApiErrorCode } from "./errors";
import { type ApiRequest, type ApiResponse, type Layer, effectIfLost, endpointOf } from "./send";
import { type Trouble } from "./trouble";

const CODES: Readonly<Record<number, ApiErrorCode>> = {
  400: "bad_request",
  401: "unauthorized",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  422: "invalid",
};

export const accept: Layer = (next) => async (request) => {
  const response = await next(request);
  const { status, body } = response;
  if (status === 407) throw proxyRefused(request);
  if (status >= 300 && status < 400) throw redirected(request, status);
  if (status < 200 || status >= 300) throw refused(request, response);
  const encoding = foreignEncoding(response);
  if (encoding !== undefined) throw malformed(request, status, `in the encoding ${encoding}, which was not asked for`);
  const json = parseJson(body);
  if (json === undefined) {
    const isPage = htmlTitle(body) !== undefined;
    throw malformed(request, status, notJson(body), isPage ? "not the API" : undefined);
  }
  return { ...response, json };
};

/** An answer that says "success" and cannot be used otherwise. */
export const malformed = (request: ApiRequest, status: number, reason: string, trouble?: Trouble): ApiError =>
  new ApiError({
    code: "malformed",
    endpoint: endpointOf(request),
    message: `unusable answer (${reason})`,
    effect: effectIfLost(request),
    status,
    trouble,
  });

/** Compressed, for instance. Undefined: none, as was asked for. Never decoded: a small body may become a huge one. */
function foreignEncoding({ headers }: ApiResponse): string | undefined {
  const encoding = headers.get("content-encoding") ?? "";
  return encoding === "" || encoding.toLowerCase() === "identity" ? undefined : encoding;
}

function notJson(body: string): string {
  if (body === "") return "empty";
  const title = htmlTitle(body);
  if (title === undefined) return "not JSON";
  return `an HTML page${title && ` titled "${title}"`} instead of JSON`;
}

/** Not followed: the API redirects nothing, and another server must not get the API key. */
const redirected = (request: ApiRequest, status: number): ApiError =>
  new ApiError({
    code: "unexpected",
    endpoint: endpointOf(request),
    message: `HTTP status ${status}, a redirect, which is not followed`,
    effect: "none",
    status,
    trouble: "not the API",
  });

/** The API has no such answer; what gives it has let nothing through. */
const proxyRefused = (request: ApiRequest): ApiError =>
  new ApiError({
    code: "proxy",
    endpoint: endpointOf(request),
    message:
      "a proxy on the way wants credentials (HTTP status 407); put them into HTTPS_PROXY, as in http://USER:PASSWORD@proxy.example:3128",
    effect: "none",
    status: 407,
  });

function refused(request: ApiRequest, response: ApiResponse): ApiError {
  const { status, body } = response;
  const { message, apiShaped } = readRefusal(status, foreignEncoding(response) === undefined ? body : "");
  return new ApiError({
    code: CODES[status] ?? (status >= 500 ? "server" : "unexpected"),
    endpoint: endpointOf(request),
    message,
    // Only the documented refusals promise that nothing was done.
    effect: status in CODES ? "none" : effectIfLost(request),
    status,
    apiShaped,
    trouble: apiShaped && !isAstray(request, status) ? undefined : strangerIn(response),
  });
}

/** Every account has what a GET asks for. A 404 means that the path is wrong. */
const isAstray = ({ method }: ApiRequest, status: number): boolean => method === "GET" && status === 404;

/** What a server of TLS answers to plain HTTP: nginx, Apache, Go. */
const WANTS_TLS = /plain HTTP (?:request|to an SSL)|HTTP request to an HTTPS server/i;

/** Who refused, where it was not the API. Undefined: that cannot be told. */
function strangerIn({ status, body }: ApiResponse): Trouble | undefined {
  if (status === 400 && WANTS_TLS.test(body)) return "TLS wanted";
  // The API's framework says so of a path that it does not know, such as one without /v1.
  if (status === 404 || status === 405) return "not the API";
  // A failing server's page may be that of the API's own gateway, and may pass.
  return status < 500 && htmlTitle(body) !== undefined ? "gateway" : undefined;
}
