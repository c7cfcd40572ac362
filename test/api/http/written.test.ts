// Answers as bytes on the wire.
import { type Socket, createServer } from "node:net";
import { openConnections } from "../../../src/api/http/connections";
import { exchange } from "../../../src/api/http/exchange";
import { causeOf } from "../../../src/api/failure";
import { closeAll, listen, signal } from "../recording-server";
import { REFUSED, UNDERSTOOD, type Written } from "./answers";

afterEach(closeAll);

const REQUEST = { method: "GET", headers: {}, body: undefined, signal };

/** Writes the bytes when it has read a request; what came, and the connections on which it came. */
async function startWriting({ bytes, ends }: Written) {
  const { port, connections } = await listen(createServer((socket) => socket.once("data", () => write(socket))));
  const write = (socket: Socket) => (ends ? socket.end(bytes, "latin1") : socket.write(bytes, "latin1"));
  return { url: new URL(`http://127.0.0.1:${port}/v1`), connections };
}

async function ask(url: URL) {
  const connections = await openConnections({ baseUrl: url.href, env: {} });
  try {
    return await exchange(connections.kept, { ...REQUEST, url });
  } finally {
    connections.close();
  }
}

test.each(UNDERSTOOD)("$name is understood", async ({ body, status = 200, ...written }) => {
  const { url } = await startWriting(written);
  await expect(ask(url)).resolves.toMatchObject({ status, body });
});

test.each(REFUSED)("$name is refused ($error)", async ({ error, ...written }) => {
  const { url } = await startWriting(written);
  const { reason, message } = causeOf(
    await ask(url).then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );
  expect(`${reason} ${message}`.trim()).toMatch(new RegExp(`^${error}`));
});
