import { createServer } from "node:net";
import { type Answer, KEY, closeAll, listen, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const BROKEN: readonly [string, Answer][] = [
  ["reset without an answer", (_response, socket) => socket.resetAndDestroy()],
  ["closed without an answer", (_response, socket) => socket.destroy()],
  [
    "closed within a body of known length",
    (response, socket) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"message":"Proxy key', () => socket.destroy());
    },
  ],
  ["closed within a body in chunks", (response, socket) => response.write("{}", () => socket.destroy())],
  ["answered in something that is not HTTP", (_response, socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
];

test.each(BROKEN)("a connection %s may have taken effect", async (_, answer) => {
  const server = await startServer(answer);
  await expect(openClient(server).toggle(KEY, signal)).rejects.toMatchObject({
    code: "network",
    effect: "unknown",
    endpoint: "POST /auth/proxy/toggle",
    apiShaped: false,
  });
  expect(server.requests).toHaveLength(1);
});

test("a connection that is broken while it only reads has changed nothing", async () => {
  const server = await startServer((_response, socket) => socket.resetAndDestroy());
  await expect(openClient(server).list(signal)).rejects.toMatchObject({ code: "network", effect: "none" });
});

test("a connection that is refused has no effect", async () => {
  const { port } = await listen(createServer());
  await closeAll();
  await expect(openClient({ baseUrl: `http://127.0.0.1:${port}/v1` }).toggle(KEY, signal)).rejects.toMatchObject({
    code: "network",
    effect: "none",
    message: `connect ECONNREFUSED 127.0.0.1:${port}`,
  });
});

test("a name that does not exist has no effect", async () => {
  const client = openClient({ baseUrl: "https://api.electronhub.invalid/v1" });
  await expect(client.toggle(KEY, signal)).rejects.toMatchObject({ code: "network", effect: "none" });
});

test("close ends what is under way", async () => {
  let tell: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (tell = resolve));
  const server = await startServer(() => tell());
  const client = openClient(server);
  const failed = expect(client.remove(KEY, signal)).rejects.toMatchObject({ code: "network", effect: "unknown" });
  await reached;
  await client.close();
  await failed;
});
