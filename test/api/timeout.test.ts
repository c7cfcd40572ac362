import { type ServerResponse } from "node:http";
import { FakeClock } from "../support/fake-clock";
import { KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

/** A server that begins its answer so, never ends it, and tells when it got that far. */
async function startHanging(begin: (response: ServerResponse) => void) {
  let tell: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (tell = resolve));
  const server = await startServer((response) => {
    begin(response);
    tell();
  });
  return { server, reached };
}

const BEGINNINGS: readonly [string, (response: ServerResponse) => void][] = [
  ["no answer", () => undefined],
  ["an answer without a body", (response) => response.flushHeaders()],
  ["an answer that does not end", (response) => response.write('{"message":')],
];

test.each(BEGINNINGS)("%s is given up after the time for a request", async (_, begin) => {
  const clock = new FakeClock();
  const { server, reached } = await startHanging(begin);
  const failed = expect(openClient(server, { clock }).toggle(KEY, signal)).rejects.toMatchObject({
    code: "timeout",
    endpoint: "POST /auth/proxy/toggle",
    message: "no complete answer within 30 s",
    effect: "unknown",
  });
  await reached;
  await clock.advance(30_000);
  await failed;
});

test("a list that is given up has changed nothing", async () => {
  const clock = new FakeClock();
  const { server, reached } = await startHanging(() => undefined);
  const failed = expect(openClient(server, { clock }).list(signal)).rejects.toMatchObject({
    code: "timeout",
    effect: "none",
  });
  await reached;
  await clock.advance(30_000);
  await failed;
});

test("an answer in time leaves no timer behind", async () => {
  const clock = new FakeClock();
  const server = await startServer({ body: [] });
  await openClient(server, { clock }).list(signal);
  expect(clock.sleeping).toEqual([]);
});

test("each try has its own time", async () => {
  const clock = new FakeClock();
  const { server, reached } = await startHanging(() => undefined);
  const client = openClient(server, { clock, maxRetries: 1 });
  const failed = expect(client.remove(KEY, signal)).rejects.toMatchObject({ code: "timeout", effect: "unknown" });
  await reached;
  await clock.advance(30_000);
  await clock.asleep(500);
  await clock.advance(500);
  await clock.asleep(30_000);
  await clock.advance(30_000);
  await failed;
});

test.each(BEGINNINGS)("a caller who gives up on %s is not told of a timeout", async (_, begin) => {
  const stop = new AbortController();
  const clock = new FakeClock();
  const { server, reached } = await startHanging(begin);
  const failed = expect(openClient(server, { clock, maxRetries: 3 }).lookup(KEY, stop.signal)).rejects.toMatchObject({
    code: "cancelled",
    effect: "none",
  });
  await reached;
  stop.abort();
  await failed;
  expect(server.requests).toHaveLength(1);
  expect(clock.sleeping).toEqual([]);
});

test("a write that went out is let finish by a caller who gives up, because what it did must be known", async () => {
  const stop = new AbortController();
  const clock = new FakeClock();
  const { server, reached } = await startHanging(() => undefined);
  const failed = expect(openClient(server, { clock }).toggle(KEY, stop.signal)).rejects.toMatchObject({
    code: "timeout",
  });
  await reached;
  stop.abort();
  await clock.advance(30_000);
  await failed;
});

test("a call that is cancelled from the start is not sent", async () => {
  const server = await startServer({ body: {} });
  await expect(openClient(server).remove(KEY, AbortSignal.abort())).rejects.toMatchObject({
    code: "cancelled",
    effect: "none",
  });
  expect(server.connections()).toBe(0);
});
