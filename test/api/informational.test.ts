// Answers that are announced by others: "100 Continue", which nobody asked for, and its kind.
import { readFileSync } from "node:fs";
import { type Socket, createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { type ClientOptions } from "../../src/api";
import { startProxy } from "./connect-proxy";
import { KEY, closeAll, fixture, listen, openClient, signal } from "./recording-server";

afterEach(closeAll);

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{"status":true}';
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

type Way = (port: number) => Promise<{ readonly baseUrl: string } & Partial<ClientOptions>>;

/** Answers each request on a connection with these pieces, one after the other. */
function serve(socket: Socket, pieces: readonly string[], onRequest: () => void = () => undefined): void {
  let received = "";
  socket.setNoDelay(true).on("data", (data) => {
    received += data.toString("latin1");
    if (!/\r\n\r\n(\{.*\})?$/s.test(received)) return;
    received = "";
    onRequest();
    void give(socket, pieces);
  });
}

async function answering(pieces: readonly string[]) {
  let requests = 0;
  const { port } = await listen(createServer((socket) => serve(socket, pieces, () => requests++)));
  return { client: openClient({ baseUrl: `http://127.0.0.1:${port}/v1` }), requests: () => requests };
}

async function give(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    await new Promise((resolve) => socket.write(piece, resolve));
    // What was written arrives before the next piece.
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  }
}

test.each<[string, readonly string[]]>([
  ["in one piece with the answer", [CONTINUE + ANSWER]],
  ["before the answer", [CONTINUE, ANSWER]],
  ["twice", [CONTINUE + CONTINUE, CONTINUE, ANSWER]],
  ["without a reason", ["HTTP/1.1 100\r\n\r\n", ANSWER]],
  ["with headers", ["HTTP/1.1 100 Continue\r\nserver: edge\r\nx: y\r\n\r\n", ANSWER]],
  ["byte by byte", [...CONTINUE, ...ANSWER]],
  ["cut off in its middle", [CONTINUE.slice(0, 7), CONTINUE.slice(7) + ANSWER.slice(0, 5), ANSWER.slice(5)]],
  ["of the kind 102", ["HTTP/1.1 102 Processing\r\n\r\n", ANSWER]],
  ["of the kind 103", ["HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + ANSWER]],
])("an informational answer %s is passed over", async (_, pieces) => {
  const { client, requests } = await answering(pieces);
  await expect(client.toggle(KEY, signal)).resolves.toMatchObject({ status: true });
  expect(requests()).toBe(1);
});

const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
const caCertificateFile = fixture("authority.pem");

test.each<[string, Way]>([
  ["http", async (port) => ({ baseUrl: `http://127.0.0.1:${port}/v1` })],
  ["TLS", async (port) => ({ baseUrl: `https://localhost:${port}/v1`, caCertificateFile })],
  [
    "TLS through a proxy",
    async (port) => ({
      baseUrl: "https://api.electronhub.test/v1",
      env: { HTTPS_PROXY: (await startProxy({ to: { port } })).url },
      caCertificateFile,
    }),
  ],
])("%s: on a connection that is kept, before each answer", async (name, way) => {
  const list = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]";
  const server =
    name === "http"
      ? createServer((socket) => serve(socket, [CONTINUE, list]))
      : createTlsServer(certificate, (socket) => serve(socket, [CONTINUE, list]));
  const { port, connections } = await listen(server);
  const options = await way(port);
  const client = openClient(options, options);
  for (let n = 0; n < 6; n++) await expect(client.list(signal)).resolves.toEqual([]);
  expect(connections.length).toBeLessThan(6);
});

test("what looks like one within an answer is a part of it", async () => {
  const body = JSON.stringify([{ key: KEY, name: CONTINUE }]);
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`;
  const { client } = await answering([head + body.slice(0, body.indexOf("HTTP")), body.slice(body.indexOf("HTTP"))]);
  await expect(client.list(signal)).resolves.toMatchObject([{ name: CONTINUE }]);
});

test("one without an end, and one that ends the connection, are not an answer", async () => {
  const endless = await answering([
    "HTTP/1.1 100 Continue\r\n",
    ...Array<string>(20).fill(`x: ${"y".repeat(1000)}\r\n`),
  ]);
  await expect(endless.client.toggle(KEY, signal)).rejects.toMatchObject({ effect: "unknown" });
  const { port } = await listen(createServer((socket) => socket.once("data", () => socket.end(CONTINUE))));
  const client = openClient({ baseUrl: `http://127.0.0.1:${port}/v1` });
  await expect(client.toggle(KEY, signal)).rejects.toMatchObject({ code: "network", effect: "unknown" });
});
