// The API key goes to one origin and to no other, whatever an answer asks for.
import { inspect } from "node:util";
import { type ElectronhubClient } from "../../src/api";
import { KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

type Call = (client: ElectronhubClient) => Promise<unknown>;

const CALLS: readonly [string, Call][] = [
  ["GET", (client) => client.list(signal)],
  ["POST", (client) => client.toggle(KEY, signal)],
  ["DELETE", (client) => client.removeAll(signal)],
];

const STATUSES = [300, 301, 302, 303, 305, 307, 308];

test.each(CALLS.flatMap(([method, call]) => STATUSES.map((status) => ({ method, call, status }))))(
  "a $method that is redirected ($status) to another server goes no further",
  async ({ call, status }) => {
    const elsewhere = await startServer({ body: [] });
    const server = await startServer({ status, headers: { location: `${elsewhere.baseUrl}/auth/proxy` } });
    await expect(call(openClient(server, { maxRetries: 3 }))).rejects.toMatchObject({
      code: "unexpected",
      status,
      effect: "none",
      message: `HTTP status ${status}, a redirect, which is not followed`,
    });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.connections()).toBe(0);
  },
);

test("a redirect to the same server is not followed either", async () => {
  const server = await startServer({ status: 308, headers: { location: "/v2/auth/proxy" } }, { body: [] });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({ code: "unexpected", status: 308 });
  expect(server.requests).toHaveLength(1);
});

test.each([
  "javascript:alert(1)",
  "\\\\evil.test\\share",
  "http://user:hush@evil.test/",
  "http://evil.test/ek-account-0123456789abcdef",
])("where a redirect leads (%s) is not told", async (location) => {
  const server = await startServer({ status: 302, headers: { location } });
  const error: unknown = await openClient(server)
    .list(signal)
    .catch((thrown: unknown) => thrown);
  expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/alert|evil|hush|0123456789abcdef/);
});

test.each(["refresh", "alt-svc", "link", "content-location", "proxy-authenticate"])(
  "the header %s leads nowhere",
  async (header) => {
    const elsewhere = await startServer({ body: [] });
    const told = `0; url=${elsewhere.baseUrl}, <${elsewhere.baseUrl}>, h2="127.0.0.1:${elsewhere.port}"; ma=60`;
    const server = await startServer({ headers: { [header]: told }, body: [] });
    const client = openClient(server);
    await expect(client.list(signal)).resolves.toEqual([]);
    await expect(client.list(signal)).resolves.toEqual([]);
    expect(server.requests).toHaveLength(2);
    expect(elsewhere.connections()).toBe(0);
  },
);

test("cookies are not kept", async () => {
  const server = await startServer({ headers: { "set-cookie": "session=1; Path=/" }, body: [] });
  const client = openClient(server);
  await client.list(signal);
  await client.list(signal);
  expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
});
