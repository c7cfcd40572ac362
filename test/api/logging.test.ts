import { inspect } from "node:util";
import { FakeClock } from "../support/fake-clock";
import {
  API_KEY,
  type Answer,
  KEY,
  type LogLine,
  closeAll,
  openClient,
  recordingLog,
  signal,
  startServer,
} from "./recording-server";

afterEach(closeAll);

test("DEBUG tells of a request and the budget left", async () => {
  const clock = new FakeClock();
  const lines: LogLine[] = [];
  const server = await startServer((response) => {
    void clock.advance(250).then(() => {
      response.writeHead(200, { "x-ratelimit-remaining": "4" });
      response.end("[]");
    });
  });
  await openClient(server, { clock, log: recordingLog(lines, "debug") }).list(signal);
  expect(lines).toEqual([
    {
      level: "debug",
      message: "API request",
      fields: { method: "GET", path: "/auth/proxy", status: 200, duration_ms: 250, budget_left: "4" },
    },
  ]);
});

test("TRACE tells of the bodies, keys masked", async () => {
  const lines: LogLine[] = [];
  const server = await startServer({ body: { key: KEY, name: "ci" } });
  await openClient(server, { log: recordingLog(lines) }).lookup(KEY, signal);
  const call = { method: "POST", path: "/auth/proxy/lookup" };
  expect(lines).toEqual([
    { level: "trace", message: "API request body", fields: { ...call, body: '{"proxy_key":"ek-proxy-***"}' } },
    {
      level: "debug",
      message: "API request",
      fields: { ...call, status: 200, duration_ms: 0, budget_left: "unknown" },
    },
    {
      level: "trace",
      message: "API response body",
      fields: { ...call, body: '{"key":"ek-proxy-***","name":"ci"}' },
    },
  ]);
});

test("every try and the reason of its failure is told", async () => {
  const clock = new FakeClock();
  const lines: LogLine[] = [];
  const server = await startServer((_response, socket) => socket.destroy(), { status: 500, body: "" });
  const client = openClient(server, { clock, log: recordingLog(lines, "debug"), maxRetries: 1 });
  const failed = expect(client.list(signal)).rejects.toMatchObject({ code: "server" });
  await clock.asleep(500);
  await clock.advance(500);
  await failed;
  const call = { method: "GET", path: "/auth/proxy", duration_ms: 0 };
  expect(lines).toEqual([
    {
      level: "debug",
      message: "API request failed",
      fields: { ...call, reason: "network: UND_ERR_SOCKET: other side closed" },
    },
    { level: "debug", message: "API request", fields: { ...call, status: 500, budget_left: "unknown" } },
  ]);
});

test("a timeout is told as such", async () => {
  const clock = new FakeClock();
  const lines: LogLine[] = [];
  const server = await startServer(() => void clock.advance(30_000));
  const client = openClient(server, { clock, log: recordingLog(lines, "debug") });
  await expect(client.list(signal)).rejects.toMatchObject({ code: "timeout" });
  expect(lines.map(({ fields }) => fields)).toEqual([
    {
      method: "GET",
      path: "/auth/proxy",
      duration_ms: 30_000,
      reason: "timeout: no complete answer within 30 s",
    },
  ]);
});

const ECHO = `Bearer ${API_KEY} asked for ${KEY}`;
const ESCAPED = JSON.stringify(ECHO).replaceAll("-", "\\u002d");

test.each<[string, Answer]>([
  ["the documented form", { status: 403, body: { error: { message: ECHO, type: ECHO, param: KEY, code: KEY } } }],
  ["a text", { status: 400, body: ECHO }],
  ["a validation error", { status: 422, body: { detail: [{ loc: ["body", KEY], msg: ECHO, input: KEY }] } }],
  ["escapes", { status: 400, body: `{"error":{"message":${ESCAPED},"type":"x"}}` }],
  ["escapes in JSON of another form", { status: 400, body: `{"echo":${ESCAPED}}` }],
  ["the title of a page", { status: 502, body: `<html><title>${ECHO}</title></html>` }],
  ["an answer of the wrong type", { body: { message: [ECHO] } }],
  ["a field's name", { body: { [KEY]: ECHO, message: 1 } }],
  ["a redirect", { status: 302, headers: { location: `/${KEY}` }, body: ECHO }],
  ["the rate-limit headers", { status: 429, headers: { "x-ratelimit-remaining": KEY, "retry-after": KEY }, body: "" }],
  ["something that is not HTTP", (_response, socket) => socket.end(`${ECHO}\r\n\r\n`)],
])("no secret is in the log or the error when it comes back in %s", async (_, answer) => {
  const lines: LogLine[] = [];
  const server = await startServer(answer);
  const client = openClient(server, { log: recordingLog(lines) });
  const error: unknown = await client
    .update({ proxy_key: KEY, name: KEY, expires_at: -1, allocated_ammount: 1 }, signal)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(server.requests).toHaveLength(1);
  expect(error).toMatchObject({ name: "ApiError" });
  const shown = inspect({ lines, error }, { depth: null, showHidden: true, maxStringLength: null });
  expect(shown).not.toMatch(/aaaabbbbccccdddd|0123456789abcdef/);
});
