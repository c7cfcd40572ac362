// Sends one request over HTTP and reads the whole answer, of any kind. Never follows a redirect, never repeats.
import { ApiError } from "./errors";
import { failure } from "./failure";
import { LARGEST_BODY } from "./http/body";
import { type ConnectionOptions, type Connections, openConnections } from "./http/connections";
import { type Answer, type Question, exchange } from "./http/exchange";
import { UnsentError } from "./http/unsent";
import { keepSecret } from "./secrets";
import { type ApiRequest, type ApiResponse, type Send, effectIfLost, endpointOf } from "./send";

export interface TransportOptions extends ConnectionOptions {
  /** Without a trailing slash. The API key goes to this origin and to no other. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
}

export interface Transport {
  readonly send: Send;
  /** Ends what is under way. */
  close(): Promise<void>;
}

export function createTransport(options: TransportOptions): Transport {
  let opening: Promise<Connections> | undefined;
  keepSecret(options.apiKey);
  return {
    async send(request) {
      keepSecret(keyIn(request));
      keepSecret(request.bearer);
      opening ??= openConnections(options).catch((error: unknown) => {
        throw error instanceof ApiError ? error : new UnsentError(error);
      });
      try {
        const { fresh, kept } = await opening;
        // What may be sent once only must not meet a connection that is closed just then.
        const agent = request.kind === "once" ? fresh : kept;
        return responseOf(request, await exchange(agent, questionOf(request, options)));
      } catch (error) {
        throw error instanceof ApiError ? error : failure(error, request, options.baseUrl.startsWith("https:"));
      }
    },
    async close() {
      // One that could not be opened was reported where the request was sent.
      const opened = await opening?.catch(() => undefined);
      opened?.close();
    },
  };
}

const keyIn = ({ body }: ApiRequest): unknown => (body && "proxy_key" in body ? body.proxy_key : undefined);

function questionOf(request: ApiRequest, { baseUrl, apiKey, userAgent }: TransportOptions): Question {
  const { method, path, body, signal, bearer = apiKey } = request;
  return {
    method,
    url: new URL(baseUrl + path),
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: "application/json",
      // A gateway that compresses whatever it is not asked to leave alone would make every answer unusable.
      "accept-encoding": "identity",
      "user-agent": userAgent,
      ...(body && { "content-type": "application/json" }),
    },
    body: body && JSON.stringify(body),
    signal,
  };
}

function responseOf(request: ApiRequest, { status, headers, body }: Answer): ApiResponse {
  if (body === undefined) throw tooLarge(request, status);
  return { status, headers, body };
}

const tooLarge = (request: ApiRequest, status: number): ApiError =>
  new ApiError({
    code: "malformed",
    endpoint: endpointOf(request),
    message: `unusable answer (larger than ${LARGEST_BODY / 1024 / 1024} MiB)`,
    effect: effectIfLost(request),
    status,
  });
