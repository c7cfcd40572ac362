// The same over TLS, and through proxies: the built provider, whatever runs it.
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { startProxy } from "../api/connect-proxy";
import { KEY, closeAll, fixture, listen } from "../api/recording-server";
import { AskingProvider, IN_ORDER } from "../support/asking-provider";
import { type Answering, type Heard, allClosed, jsonAnswer, noting } from "../support/written-answers";

jest.setTimeout(60_000);

const CREATED = jsonAnswer({ key: KEY, name: "ci" });

let provider: AskingProvider;

const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
const settings = { ca_certificate_file: fixture("authority.pem") };
const heard: Heard[] = [];
let api: number;

beforeEach(async () => {
  heard.length = 0;
  const answer: Answering = (socket, request) => socket.write(request.startsWith("POST") ? CREATED : jsonAnswer([]));
  ({ port: api } = await listen(createTlsServer(certificate, noting(heard, answer))));
});
afterEach(async () => {
  expect(await provider.end()).toEqual(IN_ORDER);
  await closeAll();
});

const HOST = "https://api.electronhub.test/v1";

test.each<[string, () => Promise<readonly [string, Record<string, string>, (() => number)?]>]>([
  ["directly", async () => [`https://localhost:${api}/v1`, {}]],
  [
    "through a proxy",
    async () => {
      const proxy = await startProxy({ to: { port: api } });
      return [HOST, { HTTPS_PROXY: proxy.url }, () => proxy.tunnels.length];
    },
  ],
  [
    "through a proxy that itself speaks TLS",
    async () => {
      const proxy = await startProxy({ to: { port: api }, certificate });
      const { port } = new URL(proxy.url);
      return [HOST, { HTTPS_PROXY: `https://user:hush@localhost:${port}` }, () => proxy.tunnels.length];
    },
  ],
])("%s: reads share a connection, and each create has its own", async (_, way) => {
  const [base_url, env, tunnels] = await way();
  provider = await AskingProvider.start({ ...settings, base_url }, env);
  for (let n = 0; n < 3; n++) expect(await provider.createKey()).toEqual([]);
  const connections = new Set(heard.map(({ connection }) => connection)).size;
  expect(heard.filter(({ request }) => request.startsWith("POST"))).toHaveLength(3);
  expect(connections).toBe(4);
  expect(tunnels?.() ?? 4).toBe(4);
});

test("a host that the certificate does not name is not asked", async () => {
  provider = await AskingProvider.start({ ...settings, base_url: `https://127.0.0.1:${api}/v1` });
  expect((await provider.createKey()).join()).toContain("The certificate is another host's.");
  expect(heard).toEqual([]);
});

test("a proxy that refuses the tunnel, and one whose certificate is not trusted: nothing was sent", async () => {
  const refusing = await startProxy({ status: 407 });
  provider = await AskingProvider.start({ ...settings, base_url: HOST }, { HTTPS_PROXY: refusing.url });
  expect((await provider.createKey()).join()).toContain("the proxy wants credentials (HTTP status 407)");
  expect(await provider.end()).toEqual(IN_ORDER);
  const strange = await startProxy({ to: { port: api }, certificate });
  provider = await AskingProvider.start({ base_url: HOST }, { HTTPS_PROXY: strange.url.replace("http:", "https:") });
  expect((await provider.createKey()).join()).toContain(
    "The certificate is signed by an authority that is not trusted here",
  );
  expect(strange.tunnels).toEqual([]);
  expect(heard).toEqual([]);
});

test("a read is stopped while TLS is agreed on, and ends its connection with the process", async () => {
  const silent = createServer((socket) => socket.once("data", () => void provider.interrupt()));
  const { port } = await listen(silent);
  provider = await AskingProvider.start({ ...settings, base_url: `https://localhost:${port}/v1` });
  expect((await provider.readAccount()).join()).toContain("the request was cancelled");
  const ended = provider.end();
  await allClosed(silent);
  await ended;
});
