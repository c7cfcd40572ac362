// Sends one request over HTTP and reads the whole answer, of any kind. Never follows a redirect, never repeats.
import { type Dispatcher } from "undici";
import { LARGEST_BODY, readText } from "./body";
import { type Connections, type DispatcherOptions, openConnections } from "./dispatcher";
import { ApiError } from "./errors";
import { failure } from "./failure";
import { keepSecret } from "./secrets";
import { type ApiRequest, type ApiResponse, type Send, effectIfLost, endpointOf } from "./send";
import { UnsentError } from "./unsent";

export interface TransportOptions extends DispatcherOptions {
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
        const connections = await opening;
        const work = (dispatcher: Dispatcher) => exchange(dispatcher, request, options);
        // What may be sent once only must not meet a connection that is closed just then.
        return await (request.kind === "once" ? connections.fresh(work) : connections.kept(work));
      } catch (error) {
        throw error instanceof ApiError ? error : failure(error, request, options.baseUrl.startsWith("https:"));
      }
    },
    async close() {
      // One that could not be opened was reported where the request was sent.
      const opened = await opening?.catch(() => undefined);
      await opened?.destroy();
    },
  };
}

const keyIn = ({ body }: ApiRequest): unknown => (body && "proxy_key" in body ? body.proxy_key : undefined);

async function exchange(
  dispatcher: Dispatcher,
  sent: ApiRequest,
  { baseUrl, apiKey, userAgent }: TransportOptions,
): Promise<ApiResponse> {
  const { method, path, body, signal, bearer = apiKey } = sent;
  const { origin, pathname, search } = new URL(baseUrl + path);
  const response = await dispatcher.request({
    origin,
    path: pathname + search,
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: "application/json",
      // A gateway that compresses whatever it is not asked to leave alone would make every answer unusable.
      "accept-encoding": "identity",
      "user-agent": userAgent,
      ...(body && { "content-type": "application/json" }),
    },
    body: body ? JSON.stringify(body) : null,
    signal,
    // The timeout layer bounds the whole exchange.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? "")] as const);
  const text = await readText(response.body);
  if (text === undefined) throw tooLarge(sent, response.statusCode);
  return { status: response.statusCode, headers: new Map(headers), body: text };
}

const tooLarge = (request: ApiRequest, status: number): ApiError =>
  new ApiError({
    code: "malformed",
    endpoint: endpointOf(request),
    message: `unusable answer (larger than ${LARGEST_BODY / 1024 / 1024} MiB)`,
    effect: effectIfLost(request),
    status,
  });
