// Tells answers from refusals (but a lock-out, which pacing waits for): what is not a success with a JSON body becomes an ApiError. Knows no endpoint's fields.
import { htmlTitle, parseJson, readRefusal } from "./error-body";
import { ApiError, type ApiErrorCode } from "./errors";
import { type ApiRequest, type ApiResponse, type Layer, effectIfLost, endpointOf } from "./send";

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
  if (json === undefined) throw malformed(request, status, notJson(body));
  return { ...response, json };
};

/** An answer that says "success" and cannot be used otherwise. */
export const malformed = (request: ApiRequest, status: number, reason: string): ApiError =>
  new ApiError({
    code: "malformed",
    endpoint: endpointOf(request),
    message: `unusable answer (${reason})`,
    effect: effectIfLost(request),
    status,
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
    message: `HTTP status ${status}, a redirect, which is not followed; base_url may be wrong`,
    effect: "none",
    status,
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
  });
}
