// Where a plugin listens without Unix sockets, which is Windows, and what it says where it cannot listen; the socket itself
// is tested in run.process.test.ts.
import { createServer, type Http2Server } from "node:http2";
import { type AddressInfo, createServer as createBlocker } from "node:net";
import { once } from "node:events";
import { listen } from "../../../src/terraform/goplugin/endpoint";

/** What the next tests find instead of this machine's directories: none can be relied upon to be without /tmp. */
const mockDisk = { tmpdir: "", unusable: new Map<string, string>() };
jest.mock("node:os", () => ({ ...jest.requireActual<object>("node:os"), tmpdir: () => mockDisk.tmpdir }));
jest.mock("node:fs", () => ({
  ...jest.requireActual<object>("node:fs"),
  mkdtempSync(prefix: string) {
    throw Object.assign(new Error(prefix), { code: mockDisk.unusable.get(prefix) });
  },
}));

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

test.each([
  ["/none-such", "/none-such does not exist, and /tmp cannot be written to (EACCES)"],
  ["/some/file", "/some/file is not a directory, and /tmp cannot be written to (EACCES)"],
  [
    `/${"x".repeat(90)}`,
    `the path of /${"x".repeat(90)} is too long for a socket, and /tmp cannot be written to (EACCES)`,
  ],
  ["/tmp", "/tmp cannot be written to (EACCES)"],
])("without any directory for the socket, the error names each one that was tried: %s", async (tmpdir, refusals) => {
  mockDisk.tmpdir = tmpdir;
  mockDisk.unusable
    .set("/none-such/plugin-", "ENOENT")
    .set("/some/file/plugin-", "ENOTDIR")
    .set("/tmp/plugin-", "EACCES");
  await expect(listen(server, { min: taken, max: taken }, "linux")).rejects.toThrow(
    new Error(
      `No temporary directory for the plugin's socket: ${refusals}. Create it, or set TMPDIR to a directory that can be written to.`,
    ),
  );
});
