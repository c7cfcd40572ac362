// A real HTTP server that notes what it is sent and answers as it is told, and a client for it. Knows nothing of the API.
import { memoryLedger } from "../../src/api/pace";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type Server, type Socket } from "node:net";
import { join } from "node:path";
import { type ClientOptions, type ElectronhubClient, type Log, createClient } from "../../src/api";
import { FakeClock } from "../support/fake-clock";

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to answer: status 200 and JSON where not said otherwise, or anything done by hand. */
export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** A string as it is, all else as JSON; none where omitted. */
      readonly body?: unknown;
    }
  | ((response: ServerResponse, socket: Socket) => void);

export interface RecordingServer {
  readonly port: number;
  /** Of a server at 127.0.0.1 (with TLS: localhost), with the path /v1. */
  readonly baseUrl: string;
  /** What was sent so far, in this order. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections were opened. */
  readonly connections: () => number;
}

export const API_KEY = "ek-account-0123456789abcdef";
export const KEY = "ek-proxy-aaaabbbbccccdddd";

export const fixture = (name: string): string => join(__dirname, "fixtures", name);

const cleanups: (() => Promise<unknown>)[] = [];

/** For afterEach. */
export async function closeAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** Runs before what was registered earlier. */
const onClose = (cleanup: () => Promise<unknown>): void => void cleanups.push(cleanup);

/** Answers in turn; the last answer is repeated. */
export async function startServer(...answers: readonly Answer[]): Promise<RecordingServer> {
  return serve((listener) => createServer(listener), "http://127.0.0.1", answers);
}

/** With the fixture's certificate, for localhost and api.electronhub.test. */
export async function startTlsServer(...answers: readonly Answer[]): Promise<RecordingServer> {
  const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
  return serve((listener) => createTlsServer(certificate, listener), "https://localhost", answers);
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(
  create: (listener: Listener) => Server,
  origin: string,
  answers: readonly Answer[],
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = create((request, response) => {
    void readBody(request).then((body) => {
      const { method = "", url: path = "", headers } = request;
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
      requests.push({ method, path, headers, body });
      give(answer, response, request.socket);
    });
  });
  const { port, connections } = await listen(server);
  return { port, baseUrl: `${origin}:${port}/v1`, requests, connections: () => connections.length };
}

export interface Listening {
  readonly port: number;
  /** Filled as they come. */
  readonly connections: readonly Socket[];
}

/** On a free port of loopback; closed with everything else. */
export async function listen(server: Server): Promise<Listening> {
  const sockets: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    sockets.push(socket);
    // Tests break connections on purpose.
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onClose(async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server does not listen on a port");
  return { port: address.port, connections: sockets };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  request.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  await once(request, "end");
  return chunks.join("");
}

function give(answer: Answer, response: ServerResponse, socket: Socket): void {
  if (typeof answer === "function") return answer(response, socket);
  const { status = 200, headers = {}, body } = answer;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" || body === undefined ? body : JSON.stringify(body));
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** Notes every line, from `threshold` on. */
export function recordingLog(lines: LogLine[], threshold: "trace" | "debug" = "trace"): Log {
  const at = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    if (level !== "trace" || threshold === "trace") lines.push({ level, message, fields });
  };
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    enabled: (level) => level !== "trace" || threshold === "trace",
  };
}

export const silent: Log = recordingLog([]);

/** A client that never retries, in a world without variables, whose clock stands; closed with everything else. */
export function openClient(server: Pick<RecordingServer, "baseUrl">, options: Partial<ClientOptions> = {}) {
  const client: ElectronhubClient = createClient({
    baseUrl: server.baseUrl,
    apiKey: API_KEY,
    userAgent: "test/1.0",
    requestTimeoutMs: 30_000,
    maxRetries: 0,
    // What these tests are about is not how fast.
    budget: { requestsPerMinute: 1_000_000, margin: 0 },
    ledger: memoryLedger(options.clock ?? new FakeClock()),
    maxWaitMs: 0,
    log: silent,
    clock: new FakeClock(),
    random: () => 1,
    env: {},
    ...options,
  });
  onClose(() => client.close());
  return client;
}

/** Never aborted. */
export const signal = new AbortController().signal;
