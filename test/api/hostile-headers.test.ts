// Headers that lie, overflow or bear names that JavaScript knows.
import { KEY, type LogLine, closeAll, openClient, recordingLog, signal, startServer } from "./recording-server";

afterEach(closeAll);

const answering = (headers: readonly string[], body = "[]") =>
  startServer((_response, socket) =>
    socket.write(["HTTP/1.1 200 OK", ...headers, `content-length: ${body.length}`, "", body].join("\r\n")),
  );

test.each([
  ["a name that every object has", ["constructor: a", "toString: b", "__proto__: c"]],
  ["such a name twice", ["constructor: a", "constructor: b", "__proto__: c", "__proto__: d"]],
  ["a name twice", ["x-ratelimit-remaining: 5", "x-ratelimit-remaining: 1", "date: a", "date: b"]],
  ["no values", ["x-ratelimit-limit:", "x-ratelimit-remaining:", "date:", "retry-after:"]],
  ["controls of eight bits", ["x-ratelimit-remaining: \u009b2J", "date: \u009b2J"]],
  [
    "huge numbers",
    ["x-ratelimit-limit: 1e999", "x-ratelimit-remaining: 99999999999999999999", "x-ratelimit-reset: -1"],
  ],
  ["another type than JSON", ["content-type: application/x-sh"]],
])("an answer with headers of %s is an answer", async (_, headers) => {
  const server = await answering(headers);
  const client = openClient(server);
  await expect(client.list(signal)).resolves.toEqual([]);
  await expect(client.list(signal)).resolves.toEqual([]);
  expect({}).not.toHaveProperty("d");
});

test.each([
  ["the last day that there is", "Sat, 13 Sep 275760 00:00:00 GMT", Date.UTC(275760, 8, 13)],
  ["a day after it", "Sun, 14 Sep 275760 00:00:00 GMT", undefined],
  ["no date", "99999999999999999999", undefined],
])("%s as the server's time is a time or none", async (_, date, expected) => {
  const client = openClient(await answering([`date: ${date}`]));
  await client.list(signal);
  expect(client.serverNow()).toBe(expected);
});

test.each([
  ["budget", "4", "4"],
  ["lack of it", "0", "0"],
  ["word", "many", "unknown"],
  ["key", KEY, "unknown"],
  ["terminal escape", "\u009b2J", "unknown"],
  ["number of many digits", "9".repeat(8_000), "unknown"],
])("a log line tells a %s that is left as a number or not at all", async (_, header, shown) => {
  const lines: LogLine[] = [];
  const server = await answering([`x-ratelimit-remaining: ${header}`]);
  await openClient(server, { log: recordingLog(lines, "debug") }).list(signal);
  expect(lines.map(({ fields }) => fields?.budget_left)).toEqual([shown]);
});

test("headers without end are an unusable answer", async () => {
  const server = await answering([`x: ${"x".repeat(20_000)}`]);
  await expect(openClient(server).toggle(KEY, signal)).rejects.toMatchObject({
    code: "malformed",
    effect: "unknown",
    message: "HPE_HEADER_OVERFLOW: Parse Error: Header overflow",
  });
});

test("a header that ends in another one is not HTTP", async () => {
  const server = await answering(["x: a\nx-ratelimit-remaining: 1"]);
  await expect(openClient(server).list(signal)).rejects.toMatchObject({
    code: "network",
    message: "HPE_CR_EXPECTED: Parse Error: Missing expected CR after header value",
  });
});
