// An edge may close an idle connection in the very moment in which a request goes out on it. What may be sent once only must
// not meet that: it would never be known whether it took effect.
import { readFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type Socket, createServer as createTcpServer } from "node:net";
import { type ClientOptions, systemClock } from "../../src/api";
import { startProxy } from "./connect-proxy";
import { KEY, closeAll, fixture, listen, openClient, signal } from "./recording-server";

afterEach(closeAll);

type Create = (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server;

/** Answers one request on each connection; whatever comes on it later meets its end. Counts what it has read by endpoint. */
async function startEdge(create: Create) {
  const served = new WeakSet<Socket>();
  const received: string[] = [];
  const { port, connections } = await listen(
    create((request, response) => {
      if (served.has(request.socket)) return void request.socket.destroy();
      served.add(request.socket);
      received.push(`${request.method} ${request.url}`);
      request.resume().on("end", () => {
        const body = request.url?.endsWith("create") ? { key: KEY } : request.method === "GET" ? [] : { status: true };
        // In words: keep this connection.
        response.writeHead(200, { "content-type": "application/json", "keep-alive": "timeout=60" });
        response.end(JSON.stringify(body));
      });
    }),
  );
  return { port, received, connections };
}

const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 1 };
const TRIES = 20;

type Way = (port: number) => Promise<{ readonly baseUrl: string } & Partial<ClientOptions>>;

test.each<[string, Create, Way]>([
  ["http", (listener) => createServer(listener), async (port) => ({ baseUrl: `http://127.0.0.1:${port}/v1` })],
  [
    "TLS",
    (listener) => createTlsServer(certificate, listener),
    async (port) => ({ baseUrl: `https://localhost:${port}/v1`, caCertificateFile: fixture("authority.pem") }),
  ],
  [
    "TLS through a proxy",
    (listener) => createTlsServer(certificate, listener),
    async (port) => ({
      baseUrl: "https://api.electronhub.test/v1",
      env: { HTTPS_PROXY: (await startProxy({ to: { port } })).url },
      caCertificateFile: fixture("authority.pem"),
    }),
  ],
])("%s: a create that follows a list reaches the server once, twenty times of twenty", async (_, create, way) => {
  const edge = await startEdge(create);
  const options = await way(edge.port);
  // A list may meet a closed connection, and is repeated.
  const client = openClient(options, { ...options, maxRetries: 1, random: () => 0, clock: systemClock });
  for (let n = 0; n < TRIES; n++) {
    await client.list(signal);
    await expect(client.create(SETTINGS, signal)).resolves.toMatchObject({ key: KEY });
  }
  const counted = (endpoint: string) => edge.received.filter((one) => one === endpoint).length;
  expect(counted("POST /v1/auth/proxy/create")).toBe(TRIES);
  expect(counted("GET /v1/auth/proxy")).toBe(TRIES);
});

test("toggles and delete-all go the same way; ten at once have a connection each", async () => {
  const edge = await startEdge((listener) => createServer(listener));
  const client = openClient({ baseUrl: `http://127.0.0.1:${edge.port}/v1` });
  await client.list(signal);
  await client.toggle(KEY, signal);
  await client.removeAll(signal);
  await Promise.all(Array.from({ length: 10 }, () => client.toggle(KEY, signal)));
  expect(edge.received).toHaveLength(13);
  expect(edge.connections).toHaveLength(13);
});

test("a connection that fails before it is there has sent nothing, whatever the reason", async () => {
  // Closes in the middle of the TLS handshake: "ECONNRESET", which says nothing by itself.
  const { port } = await listen(createTcpServer((socket) => socket.once("data", () => socket.destroy())));
  const client = openClient({ baseUrl: `https://localhost:${port}/v1` });
  await expect(client.create(SETTINGS, signal)).rejects.toMatchObject({ code: "network", effect: "none" });
});
