// What stands in the way of a call: real servers of the wrong kind, and what is said of each.
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { readFileSync } from "node:fs";
import { ApiError } from "../../src/api";
import { type Trouble, remedyFor } from "../../src/api/trouble";
import { startProxy } from "./connect-proxy";
import {
  type Answer,
  KEY,
  closeAll,
  fixture,
  listen,
  openClient,
  signal,
  startServer,
  startTlsServer,
} from "./recording-server";

afterEach(closeAll);

const caCertificateFile = fixture("authority.pem");
const NAMES = { address: "THE_ADDRESS", authorities: "THE_FILE" };

async function troubleOf(call: Promise<unknown>): Promise<Trouble | undefined> {
  const error: unknown = await call.then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return error.trouble;
}

const at = (baseUrl: string, options = {}) => openClient({ baseUrl }, options).list(signal);

test("HTTPS spoken to a port of plain HTTP", async () => {
  const { port } = await startServer({ body: [] });
  const call = at(`https://127.0.0.1:${port}/v1`);
  await expect(call).rejects.toMatchObject({ code: "tls", effect: "none", trouble: "no TLS" });
});

test("plain HTTP spoken to a port of HTTPS", async () => {
  const server = await startTlsServer({ body: [] });
  expect(await troubleOf(at(`http://127.0.0.1:${server.port}/v1`))).toBe("closed unanswered");
  // As servers answer that notice.
  const page = "<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>";
  for (const body of [page, "Client sent an HTTP request to an HTTPS server.\n"]) {
    const noticing = await startServer({ status: 400, body, headers: { "content-type": "text/html" } });
    expect(await troubleOf(at(noticing.baseUrl))).toBe("TLS wanted");
  }
});

test("a port that speaks something else", async () => {
  const { port } = await listen(createServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n")));
  expect(await troubleOf(at(`http://127.0.0.1:${port}/v1`))).toBe("no HTTP");
});

test("a name without an address, and a port without a listener", async () => {
  expect(await troubleOf(at("https://api.electronhub.invalid/v1"))).toBe("unknown host");
  const { port } = await listen(createServer());
  await closeAll();
  expect(await troubleOf(at(`http://127.0.0.1:${port}/v1`))).toBe("nobody listens");
});

test("a certificate of an unknown authority, and one of another host", async () => {
  const server = await startTlsServer({ body: [] });
  expect(await troubleOf(at(server.baseUrl))).toBe("unknown authority");
  expect(await troubleOf(at(`https://127.0.0.1:${server.port}/v1`, { caCertificateFile }))).toBe(
    "certificate of another host",
  );
});

test("a TLS server with which no connection comes about", async () => {
  const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
  const server = createTlsServer({ ...certificate, minVersion: "TLSv1.1", maxVersion: "TLSv1.1" });
  server.on("tlsClientError", () => undefined);
  const { port } = await listen(server);
  expect(await troubleOf(at(`https://localhost:${port}/v1`, { caCertificateFile }))).toBe("certificate");
});

test.each([403, 502])("a proxy that refuses the tunnel with %d", async (status) => {
  const proxy = await startProxy({ status });
  const call = at("https://api.electronhub.test/v1", { env: { HTTPS_PROXY: proxy.url } });
  expect(await troubleOf(call)).toBe("proxy refuses");
});

test("a proxy whose certificate is signed by an unknown authority", async () => {
  const secure = await startTlsServer({ body: [] });
  const call = at("https://api.electronhub.test/v1", { env: { HTTPS_PROXY: secure.baseUrl } });
  await expect(call).rejects.toMatchObject({ code: "tls", effect: "none", trouble: "unknown authority" });
});

test("a proxy that was reached, and closes the connection in place of an answer", async () => {
  const { port } = await listen(createServer((socket) => socket.once("data", () => socket.destroy())));
  const call = at("https://api.electronhub.test/v1", { env: { HTTPS_PROXY: `http://127.0.0.1:${port}` } });
  await expect(call).rejects.toMatchObject({ effect: "none", trouble: "proxy refuses" });
});

test("a proxy that is not there is not taken for the API", async () => {
  const proxy = await startProxy({});
  const base = "https://api.electronhub.test/v1";
  await closeAll();
  expect(await troubleOf(at(base, { env: { HTTPS_PROXY: proxy.url } }))).toBe("proxy unreachable");
});

test.each<[string, Answer, Trouble | undefined]>([
  ["the framework's answer to an unknown path", { status: 404, body: { detail: "Not Found" } }, "not the API"],
  ["a method that is not allowed", { status: 405, body: "" }, "not the API"],
  ["a web site", { body: "<!doctype html><title>Electron Hub</title>" }, "not the API"],
  ["a redirect", { status: 301, headers: { location: "/" } }, "not the API"],
  ["a firewall's page", { status: 403, body: "<html><title>Blocked</title></html>" }, "gateway"],
  ["a failing server's page", { status: 502, body: "<html><title>Bad Gateway</title></html>" }, undefined],
  ["half an answer", { body: '[{"key":' }, undefined],
  [
    "the API's own refusal",
    { status: 401, body: { error: { message: "no", type: "authentication_error" } } },
    undefined,
  ],
  ["the API's word on a key", { status: 404, body: { error: { message: "no", type: "not_found_error" } } }, undefined],
])("%s", async (_, answer, trouble) => {
  const server = await startServer(answer);
  expect(await troubleOf(openClient(server).lookup(KEY, signal))).toBe(trouble);
});

test("an error after a lost answer keeps its trouble", () => {
  const error = new ApiError({ code: "network", endpoint: "E", message: "m", effect: "none", trouble: "unreachable" });
  expect(error.afterLostAnswer()).toMatchObject({ effect: "unknown", trouble: "unreachable" });
});

test("the advice names the settings as its reader knows them", () => {
  expect(remedyFor("not the API", NAMES)).toBe(
    "Something answers at this address, but not the API. Check THE_ADDRESS: it ends with /v1, as in https://api.electronhub.ai/v1.",
  );
  expect(remedyFor("unknown authority", NAMES)).toContain("Name a PEM file with that authority in THE_FILE.");
});
