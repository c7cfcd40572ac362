import { setImmediate } from "node:timers/promises";
import { type ElectronhubClient } from "../../src/api";
import { API_KEY, KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 250.5 };

const KEY_OBJECT = {
  name: "ci",
  key: KEY,
  expires_at: -1,
  allocated_ammount: 250.5,
  used_ammount: 0,
  is_active: true,
  model_whitelist: ["gpt-4o"],
  ip_whitelist: [],
  created_at: 1767225600,
  last_used: null,
};

interface Call {
  readonly endpoint: string;
  readonly call: (client: ElectronhubClient) => Promise<unknown>;
  /** As sent, to the letter. */
  readonly sent: string;
  /** On a connection of its own. */
  readonly once?: true;
  readonly answer: unknown;
  readonly result: unknown;
}

const CALLS: readonly Call[] = [
  {
    endpoint: "GET /v1/auth/proxy",
    call: (client) => client.list(signal),
    sent: "",
    answer: [KEY_OBJECT],
    result: [KEY_OBJECT],
  },
  {
    endpoint: "POST /v1/auth/proxy/create",
    call: (client) =>
      client.create({ ...SETTINGS, limit_type: "weekly", model_whitelist: ["gpt-4o"], ip_whitelist: [] }, signal),
    sent: '{"name":"ci","expires_at":-1,"allocated_ammount":250.5,"limit_type":"weekly","model_whitelist":["gpt-4o"],"ip_whitelist":[]}',
    once: true,
    answer: KEY_OBJECT,
    result: KEY_OBJECT,
  },
  {
    endpoint: "POST /v1/auth/proxy/lookup",
    call: (client) => client.lookup(KEY, signal),
    sent: '{"proxy_key":"ek-proxy-aaaabbbbccccdddd"}',
    answer: { ...KEY_OBJECT, user_id: "user-1", enabled_thinking: false },
    result: { ...KEY_OBJECT, user_id: "user-1", enabled_thinking: false },
  },
  {
    endpoint: "POST /v1/auth/proxy/update",
    call: (client) => client.update({ proxy_key: KEY, ...SETTINGS }, signal),
    sent: '{"proxy_key":"ek-proxy-aaaabbbbccccdddd","name":"ci","expires_at":-1,"allocated_ammount":250.5}',
    answer: { message: "Proxy key updated" },
    result: { message: "Proxy key updated" },
  },
  {
    endpoint: "POST /v1/auth/proxy/toggle",
    call: (client) => client.toggle(KEY, signal),
    sent: '{"proxy_key":"ek-proxy-aaaabbbbccccdddd"}',
    once: true,
    answer: { message: "Proxy key status updated", status: false },
    result: { message: "Proxy key status updated", status: false },
  },
  {
    endpoint: "POST /v1/auth/proxy/remove",
    call: (client) => client.remove(KEY, signal),
    sent: '{"proxy_key":"ek-proxy-aaaabbbbccccdddd"}',
    answer: { message: "Proxy key deleted" },
    result: { message: "Proxy key deleted" },
  },
  {
    endpoint: "DELETE /v1/auth/proxy",
    call: (client) => client.removeAll(signal),
    sent: "",
    once: true,
    answer: { message: "Proxy keys deleted" },
    result: { message: "Proxy keys deleted" },
  },
  {
    endpoint: "GET /v1/user/me",
    call: (client) => client.account(signal),
    sent: "",
    answer: { subscription: "pro", credits: 1234.5, usage: { input_tokens: 1, output_tokens: 2 }, history: [] },
    result: { subscription: "pro", credits: 1234.5, usage: { input_tokens: 1, output_tokens: 2 } },
  },
];

test.each(CALLS)("$endpoint is sent and its answer is read", async ({ endpoint, call, sent, once, answer, result }) => {
  const server = await startServer({ body: answer });
  await expect(call(openClient(server))).resolves.toEqual(result);

  const [method, path] = endpoint.split(" ");
  const ofBody = { "content-type": "application/json", "content-length": String(sent.length) };
  expect(server.requests).toEqual([
    {
      method,
      path,
      headers: {
        host: `127.0.0.1:${server.port}`,
        connection: once ? "close" : "keep-alive",
        authorization: `Bearer ${API_KEY}`,
        accept: "application/json",
        "accept-encoding": "identity",
        "user-agent": "test/1.0",
        ...(sent !== "" && ofBody),
      },
      body: sent,
    },
  ]);
});

test.each(CALLS.filter(({ result }) => !Array.isArray(result)))(
  "$endpoint refuses an answer of another kind",
  async ({ call }) => {
    const server = await startServer({ body: ["what?"] });
    await expect(call(openClient(server))).rejects.toMatchObject({ code: "malformed", status: 200 });
  },
);

test("an answer with another success status is an answer", async () => {
  const server = await startServer({ status: 201, body: KEY_OBJECT });
  await expect(openClient(server).create(SETTINGS, signal)).resolves.toEqual(KEY_OBJECT);
});

test("a toggle whose answer does not tell the status may have flipped the key", async () => {
  const server = await startServer({ body: { message: "Proxy key status updated", status: "off" } });
  await expect(openClient(server).toggle(KEY, signal)).rejects.toMatchObject({
    code: "malformed",
    effect: "unknown",
    endpoint: "POST /auth/proxy/toggle",
    message: "unusable answer (status: expected true or false)",
  });
});

test("an unusable list has changed nothing", async () => {
  const server = await startServer({ body: { data: [KEY_OBJECT] } });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({
    code: "malformed",
    effect: "none",
    message: "unusable answer (expected an array of key objects)",
  });
});

test("one connection serves one request after the other", async () => {
  const server = await startServer({ body: [] });
  const client = openClient(server);
  await client.list(signal);
  // A connection is free again a turn after its answer.
  await setImmediate();
  await client.list(signal);
  expect(server.requests).toHaveLength(2);
  expect(server.connections()).toBe(1);
});

test("a client that never sent anything can be closed, twice", async () => {
  const client = openClient({ baseUrl: "http://127.0.0.1:1/v1" });
  await expect(client.close()).resolves.toBeUndefined();
  await expect(client.close()).resolves.toBeUndefined();
});
