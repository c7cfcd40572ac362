import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type Socket } from "node:net";
import { inspect } from "node:util";
import { startProxy } from "./connect-proxy";
import {
  API_KEY,
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

const HTTPS = { baseUrl: "https://api.electronhub.test/v1" };
const HTTP = { baseUrl: "http://api.electronhub.test/v1" };
const caCertificateFile = fixture("authority.pem");

test.each(["HTTPS_PROXY", "https_proxy"])("%s leads https through a tunnel that knows no API key", async (variable) => {
  const server = await startTlsServer({ body: [] });
  const proxy = await startProxy({ to: server });
  const client = openClient(HTTPS, { env: { [variable]: proxy.url }, caCertificateFile });
  await expect(client.list(signal)).resolves.toEqual([]);

  expect(proxy.tunnels).toHaveLength(1);
  expect(proxy.tunnels[0]?.target).toBe("api.electronhub.test:443");
  expect(JSON.stringify(proxy.tunnels)).not.toContain(API_KEY);
  expect(server.requests).toMatchObject([
    { path: "/v1/auth/proxy", headers: { host: "api.electronhub.test", authorization: `Bearer ${API_KEY}` } },
  ]);
});

test.each(["HTTP_PROXY", "http_proxy"])("%s leads http through a tunnel", async (variable) => {
  const server = await startServer({ body: [] });
  const proxy = await startProxy({ to: server });
  await expect(openClient(HTTP, { env: { [variable]: proxy.url } }).list(signal)).resolves.toEqual([]);
  expect(proxy.tunnels.map(({ target }) => target)).toEqual(["api.electronhub.test:80"]);
});

test("a proxy that speaks TLS itself", async () => {
  const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
  const server = await startTlsServer({ body: [] });
  const proxy = await startProxy({ to: server, certificate });
  const url = proxy.url.replace("http://127.0.0.1", "https://user:hush@localhost");
  const client = openClient(HTTPS, { env: { HTTPS_PROXY: url }, caCertificateFile });
  await expect(client.list(signal)).resolves.toEqual([]);
  expect(proxy.tunnels).toMatchObject([
    { target: "api.electronhub.test:443", headers: { "proxy-authorization": "Basic dXNlcjpodXNo" } },
  ]);
  await expect(openClient(HTTPS, { env: { HTTPS_PROXY: url } }).toggle(KEY, signal)).rejects.toMatchObject({
    code: "tls",
    effect: "none",
  });
});

test("a proxy may be named without a scheme, and with a user", async () => {
  const server = await startServer({ body: [] });
  const proxy = await startProxy({ to: server });
  const env = { HTTP_PROXY: `user:pa%20ss@${proxy.host}` };
  await expect(openClient(HTTP, { env }).list(signal)).resolves.toEqual([]);
  expect(proxy.tunnels[0]?.headers["proxy-authorization"]).toBe("Basic dXNlcjpwYSBzcw==");
});

test("the lower-case variable comes first, unless it is empty", async () => {
  const server = await startServer({ body: [] });
  const [lower, upper] = [await startProxy({ to: server }), await startProxy({ to: server })];
  await openClient(HTTP, { env: { http_proxy: lower.url, HTTP_PROXY: upper.url } }).list(signal);
  expect([lower.tunnels.length, upper.tunnels.length]).toEqual([1, 0]);
  await openClient(HTTP, { env: { http_proxy: "", HTTP_PROXY: upper.url } }).list(signal);
  expect([lower.tunnels.length, upper.tunnels.length]).toEqual([1, 1]);
});

test.each(["NO_PROXY", "no_proxy"])("%s keeps a host and its subdomains off the proxy", async (variable) => {
  const proxy = await startProxy({});
  for (const exception of ["api.electronhub.test", "other.test, electronhub.test", ".electronhub.test", "*"]) {
    const env = { HTTP_PROXY: proxy.url, [variable]: exception };
    // The name does not exist, so a direct connection fails at the look-up.
    await expect(openClient(HTTP, { env }).list(signal)).rejects.toMatchObject({ code: "network", effect: "none" });
  }
  expect(proxy.tunnels).toEqual([]);
});

test("the other protocol's proxy is not used", async () => {
  const proxy = await startProxy({});
  await expect(openClient(HTTPS, { env: { HTTP_PROXY: proxy.url } }).list(signal)).rejects.toThrow();
  await expect(openClient(HTTP, { env: { HTTPS_PROXY: proxy.url } }).list(signal)).rejects.toThrow();
  expect(proxy.tunnels).toEqual([]);
});

test.each(["127.0.0.1", "localhost"])("loopback (%s) never goes through a proxy", async (host) => {
  const server = await startServer({ body: [] });
  const proxy = await startProxy({ to: server });
  const client = openClient({ baseUrl: `http://${host}:${server.port}/v1` }, { env: { HTTP_PROXY: proxy.url } });
  await expect(client.list(signal)).resolves.toEqual([]);
  expect(proxy.tunnels).toEqual([]);
});

test.each([403, 502])("a proxy that refuses the tunnel (%d) has let nothing through", async (status) => {
  const proxy = await startProxy({ status });
  const failed = openClient(HTTPS, { env: { HTTPS_PROXY: proxy.url } }).toggle(KEY, signal);
  await expect(failed).rejects.toMatchObject({ code: "network", effect: "none" });
  await expect(failed).rejects.toThrow(String(status));
});

test("a proxy that is not there has let nothing through", async () => {
  const proxy = await startProxy({});
  await closeAll();
  await expect(openClient(HTTPS, { env: { HTTPS_PROXY: proxy.url } }).toggle(KEY, signal)).rejects.toMatchObject({
    code: "network",
    effect: "none",
    message: `connect ECONNREFUSED ${proxy.host}`,
  });
});

test("a proxy that closes the connection unasked has let nothing through", async () => {
  const proxy = createServer();
  proxy.on("connect", (_request, socket: Socket) => socket.destroy());
  const { port } = await listen(proxy);
  const failed = openClient(HTTPS, { env: { HTTPS_PROXY: `http://127.0.0.1:${port}` } }).toggle(KEY, signal);
  await expect(failed).rejects.toMatchObject({ code: "network", effect: "none" });
});

const WANTED =
  "the proxy wants credentials (HTTP status 407); put them into HTTP_PROXY, as in http://USER:PASSWORD@proxy.example:3128";
const REFUSED =
  "the proxy does not accept the user and password in HTTP_PROXY (HTTP status 407); characters such as @, : and / in them must be percent-encoded";

test.each([
  ["", WANTED],
  ["user:hush@", REFUSED],
  ["user@", REFUSED],
])("407, with %j in the URL: what the proxy wants, and where it is put", async (user, message) => {
  const proxy = await startProxy({ status: 407 });
  const env = { HTTP_PROXY: `http://${user}${proxy.host}` };
  const client = openClient(HTTP, { env, maxRetries: 3 });
  const error: unknown = await client.toggle(KEY, signal).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "proxy", effect: "none", status: 407, message });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("hush");
  // Nothing is tried again: it would be refused again.
  await expect(client.list(signal)).rejects.toMatchObject({ code: "proxy" });
  expect(proxy.tunnels).toHaveLength(2);
});

test("a 407 in the place of an answer is a proxy's as well", async () => {
  const server = await startServer({ status: 407, body: "<html>who are you?</html>" });
  await expect(openClient(server).toggle(KEY, signal)).rejects.toMatchObject({
    code: "proxy",
    effect: "none",
    status: 407,
    message:
      "a proxy on the way wants credentials (HTTP status 407); put them into HTTPS_PROXY, as in http://USER:PASSWORD@proxy.example:3128",
  });
});

test.each([
  ["http://user:hush@:0:0", "is not the URL of a proxy, such as http://proxy.example:3128"],
  ["http://user:hush%@proxy.test", "has a % in its user or password that begins no percent-encoding; write %25"],
  ...["socks5", "socks5h", "socks4", "socks", "ftp"].map((kind) => [
    `${kind}://user:hush@proxy.test:1080`,
    `names a proxy of the kind ${kind}://, which is not supported: use one of the kind http:// or https://, or let NO_PROXY name api.electronhub.test`,
  ]),
])("a variable of which no use can be made is named, its value is not: %s", async (value, message) => {
  const client = openClient(HTTPS, { env: { HTTPS_PROXY: value }, maxRetries: 3 });
  const error: unknown = await client.list(signal).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "proxy",
    effect: "none",
    message: `the environment variable HTTPS_PROXY ${message}`,
  });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("hush");
});

test("a proxy that NO_PROXY makes needless is not used, even an invalid one", async () => {
  const env = { HTTPS_PROXY: "socks5://proxy.test:1080", NO_PROXY: "electronhub.test" };
  await expect(openClient(HTTPS, { env }).list(signal)).rejects.toMatchObject({ code: "network" });
});
