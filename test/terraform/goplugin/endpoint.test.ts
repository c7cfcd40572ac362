// Where a plugin listens without Unix sockets, which is Windows; the socket itself is tested in run.test.ts.
import { createServer, type Http2Server } from "node:http2";
import { type AddressInfo, createServer as createBlocker } from "node:net";
import { once } from "node:events";
import { listen } from "../../../src/terraform/goplugin/endpoint";

let blocker: ReturnType<typeof createBlocker>;
let taken: number;
let server: Http2Server;

beforeEach(async () => {
  blocker = createBlocker().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  taken = (blocker.address() as AddressInfo).port;
  server = createServer();
});

afterEach(() => {
  blocker.close();
  server.close();
});

test("a taken port is passed over for another one of the range, on loopback", async () => {
  const endpoint = await listen(server, { min: taken, max: taken + 50 }, "win32");
  const { address, port } = server.address() as AddressInfo;
  expect(endpoint.network).toBe("tcp");
  expect(endpoint.address).toBe(`127.0.0.1:${port}`);
  expect(address).toBe("127.0.0.1");
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThanOrEqual(taken + 50);
});

test("a range without a free port is an error that names it", async () => {
  await expect(listen(server, { min: taken, max: taken }, "win32")).rejects.toThrow(
    `no free TCP port from ${taken} to ${taken}`,
  );
});
