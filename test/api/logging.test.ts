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

test("DEBUG shows a request and the budget left", async () => {
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

test("TRACE shows the bodies, keys masked", async () => {
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
      fields: { ...call, reason: "network: ECONNRESET: socket hang up" },
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

test.each<[string, string, string]>([
  [
    "terminal escapes in text",
    "\u001b]0;owned\u0007\r\n[ERROR] all keys deleted \u009b2J",
    "\\u001b]0;owned\\u0007\\r\\n[ERROR] all keys deleted \\u009b2J",
  ],
  ["terminal escapes in JSON", '{"name":"\\u001b[2J\\u009b2J\\u202e\\n"}', '{"name":"\\u001b[2J\\u009b2J\\u202e\\n"}'],
  ["20,000 characters", "x".repeat(20_000), "x".repeat(20_000)],
  ["more characters", "x".repeat(20_001), `${"x".repeat(20_000)}...`],
  ["more escapes", "\0".repeat(20_000), `${"\\u0000".repeat(3_333)}\\u...`],
])("a body with %s stays on its line, and within it", async (_, body, shown) => {
  const lines: LogLine[] = [];
  const server = await startServer({ status: 400, body });
  await expect(openClient(server, { log: recordingLog(lines) }).list(signal)).rejects.toThrow();
  expect(lines.at(-1)).toEqual({
    level: "trace",
    message: "API response body",
    fields: { method: "GET", path: "/auth/proxy", body: shown },
  });
});

const SECRETS = [
  { form: "of the usual form", apiKey: API_KEY, key: KEY, name: KEY },
  { form: "of another form", apiKey: "ek-a,b;0123456789abcdef", key: "legacy-aaaabbbb ccccdddd", name: "ci" },
];

describe.each(SECRETS)("of secrets $form", ({ apiKey, key, name }) => {
  const echo = `Bearer ${apiKey} asked for ${key}`;
  const escaped = JSON.stringify(echo).replaceAll("-", "\\u002d");

  test.each<[string, Answer]>([
    ["the documented form", { status: 403, body: { error: { message: echo, type: echo, param: key, code: key } } }],
    ["a text", { status: 400, body: echo }],
    ["a validation error", { status: 422, body: { detail: [{ loc: ["body", key], msg: echo, input: key }] } }],
    ["escapes", { status: 400, body: `{"error":{"message":${escaped},"type":"x"}}` }],
    ["escapes in JSON of another form", { status: 400, body: `{"echo":${escaped}}` }],
    ["escapes in JSON that is cut off", { status: 400, body: `{"echo":${escaped}` }],
    ["a field in JSON that is cut off", { body: `[{"proxy_key":${escaped}` }],
    ["escapes at a great depth", { body: `${"[".repeat(100_000)}${escaped}${"]".repeat(100_000)}` }],
    ["the title of a page", { status: 502, body: `<html><title>${echo}</title></html>` }],
    ["the title of a page that is not a refusal", { body: `<html><title>${echo}</title></html>` }],
    ["a message that is cut", { status: 400, body: { detail: `${"x".repeat(480)} ${echo}` } }],
    ["an answer of the wrong type", { body: { message: [echo] } }],
    ["a field's name", { body: { [key]: echo, message: 1 } }],
    ["a redirect", { status: 302, headers: { location: `/${key}` }, body: echo }],
    [
      "the rate-limit headers",
      { status: 429, headers: { "x-ratelimit-remaining": key, "retry-after": key }, body: "" },
    ],
    ["the encoding", { headers: { "content-encoding": echo }, body: echo }],
    ["something that is not HTTP", (_response, socket) => socket.end(`${echo}\r\n\r\n`)],
  ])("none is in the log or the error when it comes back in %s", async (_, answer) => {
    const lines: LogLine[] = [];
    const server = await startServer(answer);
    const client = openClient(server, { log: recordingLog(lines), apiKey });
    const error: unknown = await client
      .update({ proxy_key: key, name, expires_at: -1, allocated_ammount: 1 }, signal)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(server.requests).toHaveLength(1);
    expect(error).toMatchObject({ name: "ApiError" });
    const shown = inspect({ lines, error }, { depth: null, showHidden: true, maxStringLength: null });
    expect(shown).not.toMatch(/aaaabbbb|ccccdddd|0123456789abcdef/);
  });
});
