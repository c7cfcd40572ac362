// The HTTP client in the built provider, whatever runs it: it speaks to servers that write their answers byte by byte.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type Server, type Socket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { providerSchema } from "../../src/provider/configuration";
import { accountDataSource } from "../../src/provider/data-account";
import { ephemeralProxyKey } from "../../src/provider/ephemeral-proxy-key";
import { type ObjectValue, Decimal } from "../../src/terraform/cty";
import { TERRAFORM_COOKIE } from "../../src/terraform/protocol";
import { ProviderDefinition } from "../../src/terraform/protocol/tfplugin6_pb";
import { startProxy } from "../api/connect-proxy";
import { REFUSED, UNDERSTOOD, type Written } from "../api/http/answers";
import { KEY, closeAll, fixture, listen } from "../api/recording-server";
import { type PluginClient, startPlugin } from "../support/plugin-client";
import { PROVIDER } from "../support/provider";
import { type Client, createClient } from "../support/rpc-client";
import { blockOf, saysOf, toWire } from "../support/typed-rpc";

jest.setTimeout(60_000);

let directory: string;
let plugin: PluginClient | undefined;
let rpc: Client<ProviderDefinition>;

beforeAll(() => (directory = mkdtempSync(join(tmpdir(), "electronhub-http-"))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function configure(settings: ObjectValue, env: Record<string, string> = {}): Promise<void> {
  plugin = await startPlugin([PROVIDER], { cookie: TERRAFORM_COOKIE, env: { XDG_STATE_HOME: directory, ...env } });
  rpc = createClient(ProviderDefinition, plugin.wire);
  const config = blockOf(providerSchema, {
    api_key: "ek-account-0123456789abcdef",
    requests_per_minute: Decimal.fromNumber(100_000),
    max_retries: Decimal.fromNumber(0),
    ...settings,
  });
  const { diagnostics } = await rpc.configureProvider({
    terraformVersion: "1.11.4",
    config: toWire(providerSchema, config),
  });
  expect(saysOf(diagnostics)).toEqual([]);
}

async function stop(): Promise<void> {
  expect(await plugin?.stop()).toBe(0);
  expect(plugin?.output.stderr).toBe("");
}

/** With one call, `GET /user/me`. Tells what went wrong. */
async function readAccount(): Promise<readonly string[]> {
  const { typeName, schema } = accountDataSource;
  return saysOf((await rpc.readDataSource({ typeName, config: toWire(schema, blockOf(schema)) })).diagnostics);
}

/** With one write, `POST /auth/proxy/create`. */
async function createKey(): Promise<readonly string[]> {
  const { typeName, schema } = ephemeralProxyKey;
  const config = blockOf(schema, { name: "ci", allocated_amount: Decimal.fromNumber(1) });
  return saysOf((await rpc.openEphemeralResource({ typeName, config: toWire(schema, config) })).diagnostics);
}

type Answering = (socket: Socket, request: string) => unknown;

interface Heard {
  readonly request: string;
  /** Which connection it came on, from 1. */
  readonly connection: number;
}

/** Notes each request, which comes in one piece. */
function noting(heard: Heard[], answer: Answering): (socket: Socket) => void {
  let connections = 0;
  return (socket) => {
    const connection = ++connections;
    socket.setNoDelay(true).on("error", () => undefined);
    socket.on("data", (data) => {
      const [request = ""] = /^[A-Z]+ [^ ]+/.exec(data.toString("latin1")) ?? [];
      heard.push({ request, connection });
      answer(socket, request);
    });
  };
}

async function allClosed(server: Server): Promise<void> {
  const count = () => new Promise<number>((resolve) => server.getConnections((_, open) => resolve(open)));
  while ((await count()) > 0) await new Promise(setImmediate);
}

const json = (body: unknown): string => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
};
const CREATED = json({ key: KEY, name: "ci" });

describe("a server on this machine", () => {
  const heard: Heard[] = [];
  let answer: Answering;
  let server: Server;

  beforeAll(async () => {
    server = createServer(noting(heard, (socket, request) => answer(socket, request)));
    const { port } = await listen(server);
    await configure({ base_url: `http://127.0.0.1:${port}/v1` });
  });
  afterAll(async () => {
    await stop();
    await closeAll();
  });
  beforeEach(() => (heard.length = 0));

  const write = ({ bytes, ends }: Written): Answering => {
    return (socket) => (ends ? socket.end(bytes, "latin1") : socket.write(bytes, "latin1"));
  };

  test.each(UNDERSTOOD.filter(({ status }) => status === undefined))("$name is understood", async (written) => {
    answer = write(written);
    expect(await readAccount()).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  test.each(REFUSED)("$name is refused, and asked once", async ({ error, ...written }) => {
    answer = write(written);
    expect((await readAccount()).join()).toContain(`Cannot read the account: GET /user/me: ${error}`);
    expect(heard.map(({ request }) => request)).toEqual(["GET /v1/user/me"]);
  });

  test("reads share a connection, and a create has its own", async () => {
    answer = (socket, request) => socket.write(request.startsWith("POST") ? CREATED : json([]));
    expect(await createKey()).toEqual([]);
    expect(await createKey()).toEqual([]);
    const creates = heard.filter(({ request }) => request.startsWith("POST"));
    const others = heard.filter(({ request }) => !request.startsWith("POST"));
    expect(new Set(creates.map(({ connection }) => connection)).size).toBe(2);
    expect(new Set(others.map(({ connection }) => connection)).size).toBe(1);
  });

  test("a create that is answered after 100 Continue, and before it is read, is made once", async () => {
    answer = (socket, request) =>
      socket.write(request.startsWith("POST") ? `HTTP/1.1 100 Continue\r\n\r\n${CREATED}` : json([]));
    expect(await createKey()).toEqual([]);
    expect(heard.filter(({ request }) => request.startsWith("POST"))).toHaveLength(1);
  });
});

describe("a process that is stopped", () => {
  const heard: Heard[] = [];
  let answer: Answering;

  beforeEach(async () => {
    heard.length = 0;
    const { port } = await listen(createServer(noting(heard, (socket, request) => answer(socket, request))));
    await configure({ base_url: `http://127.0.0.1:${port}/v1` });
  });
  afterEach(async () => {
    await stop();
    await closeAll();
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ["closed", (socket) => socket.destroy()],
    ["reset", (socket) => socket.resetAndDestroy()],
    ["closed within the answer", (socket) => socket.end(CREATED.slice(0, -1))],
    ["closed after 100 Continue", (socket) => socket.end("HTTP/1.1 100 Continue\r\n\r\n")],
  ])("a create whose connection is %s is not sent again: it is looked for", async (_, fail) => {
    answer = (socket, request) => (request.startsWith("POST") ? fail(socket) : socket.write(json([])));
    const created = createKey();
    while (heard.length < 3) await new Promise(setImmediate);
    // It would be looked for again and again.
    await rpc.stopProvider({});
    await created;
    const requests = heard.map(({ request }) => request);
    expect(requests).toEqual(["GET /v1/auth/proxy", "POST /v1/auth/proxy/create", "GET /v1/auth/proxy"]);
  });

  test.each<[string, string]>([
    ["nothing", ""],
    ["half a head", CREATED.slice(0, 30)],
    ["half a body", CREATED.slice(0, -5)],
  ])("a read is stopped while there is %s of its answer", async (_, bytes) => {
    answer = (socket) => {
      socket.write(bytes);
      setImmediate(() => void rpc.stopProvider({}));
    };
    expect((await readAccount()).join()).toContain("the request was cancelled");
  });
});

describe("TLS", () => {
  const certificate = { key: readFileSync(fixture("server-key.pem")), cert: readFileSync(fixture("server.pem")) };
  const settings = { ca_certificate_file: fixture("authority.pem") };
  const heard: Heard[] = [];
  let api: number;

  beforeEach(async () => {
    heard.length = 0;
    const answer: Answering = (socket, request) => socket.write(request.startsWith("POST") ? CREATED : json([]));
    ({ port: api } = await listen(createTlsServer(certificate, noting(heard, answer))));
  });
  afterEach(async () => {
    await stop();
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
    await configure({ ...settings, base_url }, env);
    for (let n = 0; n < 3; n++) expect(await createKey()).toEqual([]);
    const connections = new Set(heard.map(({ connection }) => connection)).size;
    expect(heard.filter(({ request }) => request.startsWith("POST"))).toHaveLength(3);
    expect(connections).toBe(4);
    expect(tunnels?.() ?? 4).toBe(4);
  });

  test("a host that the certificate does not name is not asked", async () => {
    await configure({ ...settings, base_url: `https://127.0.0.1:${api}/v1` });
    expect((await createKey()).join()).toContain("The certificate is another host's.");
    expect(heard).toEqual([]);
  });

  test("a proxy that refuses the tunnel, and one whose certificate is not trusted: nothing was sent", async () => {
    const refusing = await startProxy({ status: 407 });
    await configure({ ...settings, base_url: HOST }, { HTTPS_PROXY: refusing.url });
    expect((await createKey()).join()).toContain("the proxy wants credentials (HTTP status 407)");
    await stop();
    const strange = await startProxy({ to: { port: api }, certificate });
    await configure({ base_url: HOST }, { HTTPS_PROXY: strange.url.replace("http:", "https:") });
    expect((await createKey()).join()).toContain("The proxy that the environment names was not reached");
    expect(strange.tunnels).toEqual([]);
    expect(heard).toEqual([]);
  });

  test("a read is stopped while TLS is agreed on, and ends its connection with the process", async () => {
    const silent = createServer((socket) => socket.once("data", () => void rpc.stopProvider({})));
    const { port } = await listen(silent);
    await configure({ ...settings, base_url: `https://localhost:${port}/v1` });
    expect((await readAccount()).join()).toContain("the request was cancelled");
    const stopped = plugin?.stop();
    await allClosed(silent);
    expect(await stopped).toBe(0);
    // For afterEach.
    await configure({ base_url: HOST });
  });
});
