// Bodies that are too large, too deep, compressed or full of traps.
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { type ServerResponse } from "node:http";
import { type Answer, KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const MEBIBYTE = "x".repeat(1024 * 1024);

/** Writes a mebibyte as often as it is taken, but not for ever. */
function pour(response: ServerResponse): () => number {
  let written = 0;
  const next = () => {
    if (written++ < 64) response.write(MEBIBYTE, next);
  };
  next();
  return () => written;
}

test.each([
  ["in chunks without end", 200, {}],
  ["of a length that is told", 200, { "content-length": "68719476736" }],
  ["that explains a refusal", 403, {}],
])("a body %s is not read to its end", async (_, status, headers) => {
  let written: () => number = () => 0;
  const server = await startServer((response) => {
    response.writeHead(status, headers);
    written = pour(response);
  });
  await expect(openClient(server).remove(KEY, signal)).rejects.toMatchObject({
    code: "malformed",
    status,
    effect: "unknown",
    endpoint: "POST /auth/proxy/remove",
    message: "unusable answer (larger than 4 MiB)",
  });
  // What the connection holds besides what was read.
  expect(written()).toBeLessThan(32);
});

test("a list that is too large has changed nothing, and the next one is read", async () => {
  const server = await startServer((response) => void pour(response), { body: [] });
  const client = openClient(server);
  await expect(client.list(signal)).rejects.toMatchObject({ code: "malformed", effect: "none" });
  await expect(client.list(signal)).resolves.toEqual([]);
});

/** 100 MiB of an empty list, in 100 KiB. */
const BOMB = gzipSync(Buffer.alloc(100 * 1024 * 1024, " "));

const compressed =
  (status: number, encoding: string, body: Buffer): Answer =>
  (response) => {
    response.writeHead(status, { "content-encoding": encoding });
    response.end(body);
  };

test.each(["gzip", "deflate, gzip", "br"])(
  "a body in %s, which was not asked for, is not decoded",
  async (encoding) => {
    const server = await startServer(compressed(200, encoding, BOMB));
    await expect(openClient(server).list(signal)).rejects.toMatchObject({
      code: "malformed",
      effect: "none",
      message: `unusable answer (in the encoding ${encoding}, which was not asked for)`,
    });
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("identity");
  },
);

test("a refusal in gzip is a refusal without an explanation", async () => {
  const server = await startServer(compressed(401, "gzip", gzipSync('{"detail":"no"}')));
  await expect(openClient(server).list(signal)).rejects.toMatchObject({
    code: "unauthorized",
    message: "HTTP status 401 without an explanation",
  });
});

test("no encoding may be told as such", async () => {
  const server = await startServer({ headers: { "content-encoding": "Identity" }, body: [] });
  await expect(openClient(server).list(signal)).resolves.toEqual([]);
});

const nested = (depth: number, inside: string): string => "[".repeat(depth) + inside + "]".repeat(depth);

test.each([
  ["list", nested(200_000, ""), "expected a key object"],
  ["list without an end", "[".repeat(200_000), "not JSON"],
  ["key", `[{"key":${nested(200_000, '"a"')}}]`, "key: expected a string"],
])("a %s that is nested two hundred thousand times is unusable, and no more", async (_, body, reason) => {
  const server = await startServer({ body });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({
    code: "malformed",
    message: `unusable answer (${reason})`,
  });
});

test("a whitelist that is nested two hundred thousand times is odd, and no more", async () => {
  const server = await startServer({ body: `[{"key":"${KEY}","ip_whitelist":${nested(200_000, '"a"')}}]` });
  await expect(openClient(server).list(signal)).resolves.toMatchObject([
    { key: KEY, ip_whitelist: undefined, odd: ["ip_whitelist: expected a list of strings"] },
  ]);
});

test("a million empty records count as so many, in no time that is noticed", async () => {
  const server = await startServer({ body: `[{"key":"${KEY}"}${",{}".repeat(1_000_000)}]` });
  expect((await openClient(server).list(signal)).unidentified).toBe(1_000_000);
});

test("what is nested in a field that nobody knows is passed over", async () => {
  const server = await startServer({ body: `[{"key":"${KEY}","more":${nested(200_000, "")}}]` });
  await expect(openClient(server).list(signal)).resolves.toMatchObject([{ key: KEY }]);
});

test("fields of every object's own do no harm", async () => {
  const traps = '"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":null';
  const server = await startServer({ body: `[{"key":"${KEY}","name":"ci",${traps}}]` });
  const [key] = await openClient(server).list(signal);
  expect(key).toMatchObject({ key: KEY, name: "ci" });
  expect(inspect(key, { showHidden: true })).not.toContain("admin");
  expect({}).not.toHaveProperty("admin");
});

const HOSTILE = "No\u001b]0;owned\u0007 key\u202e\0\r\n\r\nError: \u009b2Jall keys deleted";

test.each<[string, Answer, string]>([
  [
    "message",
    { status: 400, body: { error: { message: HOSTILE, type: "x" } } },
    "No\\u001b]0;owned\\u0007 key\\u202e\\u0000 Error: \\u009b2Jall keys deleted",
  ],
  [
    "place",
    { status: 422, body: { detail: [{ loc: ["body", "\u001b[2J\n"], msg: "Invalid" }] } },
    "\\u001b[2J : Invalid",
  ],
  ["text", { status: 400, body: "\u001b[2J\nno" }, "HTTP status 400 (\\u001b[2J no)"],
  [
    "title",
    { status: 400, body: "<html><title>\u001b[2J\u202e</title>" },
    'HTTP status 400 with an HTML page titled "\\u001b[2J\\u202e", which is not from the API itself',
  ],
  [
    "encoding",
    { status: 200, headers: { "content-encoding": "\u009b2J" }, body: "" },
    "unusable answer (in the encoding \\u009b2J, which was not asked for)",
  ],
])("what would steer a terminal in a %s is seen instead", async (_, answer, message) => {
  const server = await startServer(answer);
  await expect(openClient(server).list(signal)).rejects.toMatchObject({ message });
});

test("a message of a megabyte is cut", async () => {
  const server = await startServer({ status: 400, body: { error: { message: "x".repeat(1_000_000), type: "x" } } });
  await expect(openClient(server).list(signal)).rejects.toMatchObject({ message: `${"x".repeat(500)}...` });
});
