// Why a request was not sent, or was sent in vain, as errors.
import { ApiError } from "../errors";
import { type ApiRequest, type ApiResponse, endpointOf } from "../send";
import { readLockOut } from "./rate-limit-headers";

export const late = (request: ApiRequest): ApiError =>
  new ApiError({
    code: "late",
    endpoint: endpointOf(request),
    message: "the request's turn came too late, and it was not sent",
    effect: "none",
  });

/** Of the owner of the key that asked. */
export const foreignLockOut = (request: ApiRequest, { headers, body }: ApiResponse, now: number): ApiError =>
  new ApiError({
    code: "rate_limited",
    endpoint: endpointOf(request),
    message: `the account that owns the key is locked out until ${new Date(now + readLockOut(headers, body)).toISOString()}`,
    effect: "none",
    status: 429,
  });

/** For so long from `now` on, by the process's own clock. */
export const lockedOutFor = (endpoint: string, ms: number, now: number): ApiError =>
  new ApiError({
    code: "rate_limited",
    endpoint,
    message: `the account is locked out for exceeding its requests per minute; it is free again at ${new Date(now + ms).toISOString()}`,
    effect: "none",
    status: 429,
    retryAfterMs: ms,
  });
