import { type ApiErrorCode, type Effect } from "../../src/api/errors";
import { KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const documented = (message: string, type: string) => ({ error: { message, type, param: null, code: "x" } });

interface Refused {
  readonly status: number;
  readonly body: unknown;
  readonly code: ApiErrorCode;
  readonly effect: Effect;
  readonly message: string;
}

const REFUSALS: readonly Refused[] = [
  {
    status: 400,
    body: documented("expires_at must be in the future", "invalid_request_error"),
    code: "bad_request",
    effect: "none",
    message: "expires_at must be in the future",
  },
  {
    status: 401,
    body: documented("Invalid API key", "authentication_error"),
    code: "unauthorized",
    effect: "none",
    message: "Invalid API key",
  },
  {
    status: 402,
    body: documented("Insufficient balance", "payment_required_error"),
    code: "payment_required",
    effect: "none",
    message: "Insufficient balance",
  },
  {
    status: 403,
    body: documented("The key belongs to another account", "permission_error"),
    code: "forbidden",
    effect: "none",
    message: "The key belongs to another account",
  },
  {
    status: 404,
    body: documented("Proxy key not found", "not_found_error"),
    code: "not_found",
    effect: "none",
    message: "Proxy key not found",
  },
  {
    status: 422,
    body: { detail: [{ loc: ["body", "proxy_key"], msg: "Field required", type: "missing" }] },
    code: "invalid",
    effect: "none",
    message: "proxy_key: Field required",
  },
  {
    status: 500,
    body: documented("Internal error", "server_error"),
    code: "server",
    effect: "unknown",
    message: "Internal error",
  },
  {
    status: 502,
    body: "<html><head><title>502 Bad Gateway</title></head></html>",
    code: "server",
    effect: "unknown",
    message: 'HTTP status 502 with an HTML page titled "502 Bad Gateway", which is not from the API itself',
  },
  {
    status: 503,
    body: "",
    code: "server",
    effect: "unknown",
    message: "HTTP status 503 without an explanation",
  },
  // Not documented, so it promises nothing.
  {
    status: 409,
    body: "conflict",
    code: "unexpected",
    effect: "unknown",
    message: "HTTP status 409 (conflict)",
  },
];

test.each(REFUSALS)("status $status is $code, effect $effect", async ({ status, body, code, effect, message }) => {
  const server = await startServer({ status, body });
  const failed = openClient(server).toggle(KEY, signal);
  await expect(failed).rejects.toMatchObject({
    name: "ApiError",
    code,
    effect,
    message,
    status,
    endpoint: "POST /auth/proxy/toggle",
  });
});

test("a server error of a call that only reads has changed nothing", async () => {
  const server = await startServer({ status: 500, body: "" });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({ code: "server", effect: "none" });
});

test.each([
  ["", "unusable answer (empty)"],
  ["OK", "unusable answer (not JSON)"],
  ['[{"name":', "unusable answer (not JSON)"],
  ["<!DOCTYPE html><body>wait</body>", "unusable answer (an HTML page instead of JSON)"],
  ["<html><title> Sign in </title>", 'unusable answer (an HTML page titled "Sign in" instead of JSON)'],
])("status 200 with the body %j is not an answer", async (body, message) => {
  const server = await startServer({ body });
  await expect(openClient(server).remove(KEY, signal)).rejects.toMatchObject({
    code: "malformed",
    status: 200,
    effect: "unknown",
    message,
  });
});
