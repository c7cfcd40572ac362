// Connections at each stage of their life: stopped, too slow, cut, misused; and what is left of them.
import { once } from "node:events";
import { type Socket, createServer } from "node:net";
import { causeOf } from "../../../src/api/failure";
import { type Connections, openConnections } from "../../../src/api/http/connections";
import { type Answer, exchange } from "../../../src/api/http/exchange";
import { TunnelLostError, UnsentError } from "../../../src/api/http/unsent";
import { allClosed } from "../../support/written-answers";
import { KEY, closeAll, listen, openClient, signal } from "../recording-server";

let open: Connections[] = [];
afterEach(async () => {
  for (const connections of open) connections.close();
  open = [];
  await closeAll();
});

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

/** A server that does this with each piece that it reads. */
async function startReading(read: (socket: Socket, text: string) => unknown) {
  const received: string[] = [];
  const server = createServer((socket) =>
    socket.setNoDelay(true).on("data", (data) => {
      received.push(data.toString("latin1"));
      read(socket, data.toString("latin1"));
    }),
  );
  return { ...(await listen(server)), server, received };
}

async function connectionsTo(baseUrl: string, env = {}): Promise<Connections> {
  const connections = await openConnections({ baseUrl, env });
  open.push(connections);
  return connections;
}

const ask = (agent: Connections["kept"], url: string, stop = signal): Promise<Answer> =>
  exchange(agent, { method: "POST", url: new URL(url), headers: {}, body: "{}", signal: stop });

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each<[string, (socket: Socket) => unknown]>([
  ["before the answer", () => undefined],
  ["within the head", (socket) => socket.write(OK.slice(0, 20))],
  ["within the body", (socket) => socket.write(OK.slice(0, -1))],
])("stopped %s: told at once, and the connection is closed", async (_, read) => {
  const stop = new AbortController();
  const { port, server } = await startReading((socket) => {
    read(socket);
    setImmediate(() => stop.abort());
  });
  const url = `http://127.0.0.1:${port}/`;
  const { fresh } = await connectionsTo(url);
  expect(await thrownBy(ask(fresh, url, stop.signal))).toBeDefined();
  await allClosed(server);
});

test.each<[string, string, (port: number) => object]>([
  ["TLS", "https://127.0.0.1:PORT/", () => ({})],
  ["a tunnel", "http://api.electronhub.test/", (port) => ({ HTTP_PROXY: `http://127.0.0.1:${port}` })],
])("stopped while it waits for %s: told at once, and the connection ends with the client", async (_, address, env) => {
  const stop = new AbortController();
  const { port, server, received } = await startReading(() => stop.abort());
  const url = address.replace("PORT", String(port));
  const connections = await connectionsTo(url, env(port));
  expect(await thrownBy(ask(connections.fresh, url, stop.signal))).toBeDefined();
  connections.close();
  await allClosed(server);
  // Nothing but what opens the connection.
  expect(received).toHaveLength(1);
});

test("what is stopped before it is there opens no connection", async () => {
  const { port, connections } = await startReading(() => undefined);
  const url = `http://127.0.0.1:${port}/`;
  const { kept } = await connectionsTo(url);
  expect(await thrownBy(ask(kept, url, AbortSignal.abort()))).toBeDefined();
  expect(connections).toHaveLength(0);
});

describe("after ten seconds", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] }));
  afterEach(() => jest.useRealTimers());

  test.each<[string, string, (port: number) => object, unknown]>([
    ["API", "https://127.0.0.1:PORT/", () => ({}), undefined],
    ["proxy", "http://api.electronhub.test/", (port) => ({ HTTP_PROXY: `http://127.0.0.1:${port}` }), TunnelLostError],
  ])("a connection to the %s that does not come about is given up: nothing was sent", async (_, address, env, kind) => {
    const { port, server, received } = await startReading(() => undefined);
    const url = address.replace("PORT", String(port));
    const { fresh } = await connectionsTo(url, env(port));
    const failed = thrownBy(ask(fresh, url));
    while (received.length === 0) await new Promise(setImmediate);
    jest.advanceTimersByTime(10_000);
    const error = await failed;
    if (!(error instanceof UnsentError)) throw error;
    const { reason } = error;
    if (kind === TunnelLostError) expect(reason).toBeInstanceOf(TunnelLostError);
    const cause = reason instanceof TunnelLostError ? reason.reason : reason;
    expect(causeOf(cause)).toEqual({ reason: "ETIMEDOUT", message: "no connection within 10 s" });
    await allClosed(server);
  });
});

test("close ends a connection that is being opened", async () => {
  const { port, server, received } = await startReading(() => undefined);
  const url = `https://127.0.0.1:${port}/`;
  const connections = await connectionsTo(url);
  const failed = thrownBy(ask(connections.fresh, url));
  while (received.length === 0) await new Promise(setImmediate);
  connections.close();
  expect(await failed).toBeInstanceOf(UnsentError);
  await allClosed(server);
});

test("a connection is kept for the next request, and not for one that wants its own", async () => {
  const { port, connections, received } = await startReading((socket) => socket.write(OK));
  const url = `http://127.0.0.1:${port}/`;
  const { kept, fresh } = await connectionsTo(url);
  for (const agent of [kept, kept, fresh, fresh, kept]) {
    await expect(ask(agent, url)).resolves.toMatchObject({ body: "{}" });
    await new Promise(setImmediate);
  }
  expect(connections).toHaveLength(3);
  expect(received.map((text) => /^connection: (.*)\r$/im.exec(text)?.[1])).toEqual([
    "keep-alive",
    "keep-alive",
    "close",
    "close",
    "keep-alive",
  ]);
});

test.each([
  ["with it", (socket: Socket) => socket.write(OK + OK.replace("{}", "[]"))],
  ["after it", (socket: Socket) => socket.write(OK, () => setImmediate(() => socket.write(OK.replace("{}", "[]"))))],
])("a second answer that comes %s is nobody's", async (_, read) => {
  let isFirst = true;
  const { port } = await startReading((socket) => {
    if (isFirst) read(socket);
    else socket.write(OK);
    isFirst = false;
  });
  const url = `http://127.0.0.1:${port}/`;
  const { kept } = await connectionsTo(url);
  await expect(ask(kept, url)).resolves.toMatchObject({ body: "{}" });
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  await expect(ask(kept, url)).resolves.toMatchObject({ body: "{}" });
});

test("an answer that comes before the request was read is an answer", async () => {
  const server = createServer((socket) => socket.end(OK.replace("200 OK", "413 Too Large")));
  const { port } = await listen(server);
  const url = `http://127.0.0.1:${port}/`;
  const { fresh } = await connectionsTo(url);
  const body = "x".repeat(1_000_000);
  const answer = exchange(fresh, { method: "POST", url: new URL(url), headers: {}, body, signal });
  await expect(answer).resolves.toMatchObject({ status: 413, body: "{}" });
});

test.each<[string, (socket: Socket) => unknown]>([
  ["closes it", (socket) => socket.destroy()],
  ["resets it", (socket) => socket.resetAndDestroy()],
  ["closes it within the answer", (socket) => socket.end(OK.slice(0, -1))],
])("a server that %s is asked once, on a fresh connection and on a kept one", async (_, read) => {
  const { port, received } = await startReading((socket) => read(socket));
  const url = `http://127.0.0.1:${port}/`;
  const { kept, fresh } = await connectionsTo(url);
  for (const agent of [fresh, kept]) {
    received.length = 0;
    expect(await thrownBy(ask(agent, url))).toBeDefined();
    expect(received).toHaveLength(1);
  }
});

test("a kept connection that is closed when the next request comes is not asked a second time", async () => {
  let count = 0;
  const { port, received } = await startReading((socket) => (count++ === 0 ? socket.write(OK) : socket.destroy()));
  const url = `http://127.0.0.1:${port}/`;
  const { kept } = await connectionsTo(url);
  await ask(kept, url);
  expect(causeOf(await thrownBy(ask(kept, url))).reason).toBe("ECONNRESET");
  expect(received).toHaveLength(2);
});

test.each([
  ["more than its answer", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"],
  ["what is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n"],
  ["100 Continue", "HTTP/1.1 100 Continue\r\n\r\n"],
  ["a redirect", "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\n\r\n"],
])("a proxy that answers %s lets nothing through, and its connection is closed", async (_, bytes) => {
  const proxy = await startReading((socket) => socket.write(bytes));
  const client = openClient(
    { baseUrl: "http://api.electronhub.test/v1" },
    { env: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` } },
  );
  await expect(client.toggle(KEY, signal)).rejects.toMatchObject({ code: "network", effect: "none" });
  await allClosed(proxy.server);
  expect(proxy.received).toEqual([expect.stringMatching(/^CONNECT api\.electronhub\.test:80 HTTP\/1\.1\r\n/)]);
});

test("an address of IPv6 is connected to, and named in brackets", async () => {
  const received: string[] = [];
  const server = createServer((socket) =>
    socket.on("data", (data) => {
      received.push(data.toString("latin1"));
      socket.write(OK);
    }),
  ).listen(0, "::1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  const url = `http://[::1]:${address.port}/`;
  const { fresh } = await connectionsTo(url);
  await expect(ask(fresh, url)).resolves.toMatchObject({ status: 200 });
  expect(received[0]).toContain(`\r\nhost: [::1]:${address.port}\r\n`);
  server.close();
});
