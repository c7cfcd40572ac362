// Answers that are announced by others: "100 Continue", which nobody asked for, and its kind.
import { type Socket, createServer } from "node:net";
import { KEY, closeAll, listen, openClient, signal } from "./recording-server";

afterEach(closeAll);

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{"status":true}';
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

/** Answers each request, on whatever connection, with these pieces, one after the other. */
async function answering(pieces: readonly string[]) {
  let requests = 0;
  const server = createServer((socket: Socket) => {
    let received = "";
    socket.setNoDelay(true).on("data", (data) => {
      received += data.toString("latin1");
      if (!/\r\n\r\n(\{.*\})?$/s.test(received)) return;
      received = "";
      requests++;
      void give(socket, pieces);
    });
  });
  const { port, connections } = await listen(server);
  return { client: openClient({ baseUrl: `http://127.0.0.1:${port}/v1` }), requests: () => requests, connections };
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

test("on a connection that is kept, before each answer", async () => {
  const list = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]";
  const { client, connections } = await answering([CONTINUE, list]);
  for (let n = 0; n < 5; n++) await expect(client.list(signal)).resolves.toEqual([]);
  expect(connections.length).toBeLessThan(5);
});

test("what looks like one within an answer is a part of it", async () => {
  const body = JSON.stringify([{ key: KEY, name: CONTINUE }]);
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`;
  const { client } = await answering([head + body.slice(0, body.indexOf("HTTP")), body.slice(body.indexOf("HTTP"))]);
  await expect(client.list(signal)).resolves.toMatchObject([{ name: CONTINUE }]);
});

test("one without an end, and one that ends the connection, are no answer", async () => {
  const endless = await answering([
    "HTTP/1.1 100 Continue\r\n",
    ...Array<string>(20).fill(`x: ${"y".repeat(1000)}\r\n`),
  ]);
  await expect(endless.client.toggle(KEY, signal)).rejects.toMatchObject({ effect: "unknown" });
  const { port } = await listen(createServer((socket) => socket.once("data", () => socket.end(CONTINUE))));
  const client = openClient({ baseUrl: `http://127.0.0.1:${port}/v1` });
  await expect(client.toggle(KEY, signal)).rejects.toMatchObject({ code: "network", effect: "unknown" });
});
