import { ApiError, type ElectronhubClient } from "../../src/api";
import { retry } from "../../src/api/retry";
import { type ApiRequest } from "../../src/api/send";
import { FakeClock } from "../support/fake-clock";
import { type Answer, KEY, closeAll, openClient, signal, startServer } from "./recording-server";

afterEach(closeAll);

const DOWN: Answer = { status: 503, body: "" };
const RESET: Answer = (_response, socket) => socket.resetAndDestroy();
const UPDATE = { proxy_key: KEY, name: "ci", expires_at: -1, allocated_ammount: 1 };

type Call = (client: ElectronhubClient) => Promise<unknown>;

test.each<[string, Call, Answer]>([
  ["list", (client) => client.list(signal), { body: [] }],
  ["lookup", (client) => client.lookup(KEY, signal), { body: { key: KEY } }],
  ["update", (client) => client.update(UPDATE, signal), { body: {} }],
  ["remove", (client) => client.remove(KEY, signal), { body: {} }],
  ["account", (client) => client.account(signal), { body: {} }],
])("%s is repeated after what may pass", async (_, call, answer) => {
  const clock = new FakeClock();
  const server = await startServer(DOWN, RESET, { body: "<html>" }, answer);
  const result = call(openClient(server, { maxRetries: 3, clock }));
  for (const ms of [500, 1_000, 2_000]) {
    await clock.asleep(ms);
    await clock.advance(ms);
  }
  await expect(result).resolves.toBeDefined();
  expect(server.requests).toHaveLength(4);
});

test.each<[string, Call]>([
  ["create", (client) => client.create({ name: "ci", expires_at: -1, allocated_ammount: 1 }, signal)],
  ["toggle", (client) => client.toggle(KEY, signal)],
  ["delete-all", (client) => client.removeAll(signal)],
])("%s is never repeated", async (_, call) => {
  for (const [answer, code] of [
    [DOWN, "server"],
    [RESET, "network"],
    [{ body: "<html>" }, "malformed"],
  ] as const) {
    const server = await startServer(answer);
    const failed = call(openClient(server, { maxRetries: 3 }));
    await expect(failed).rejects.toMatchObject({ code, effect: "unknown" });
    expect(server.requests).toHaveLength(1);
  }
});

test.each([400, 401, 402, 403, 404, 409, 422, 429])("a refusal (%d) is not repeated", async (status) => {
  const server = await startServer({ status, body: "" });
  await expect(openClient(server, { maxRetries: 3 }).update(UPDATE, signal)).rejects.toMatchObject({ status });
  expect(server.requests).toHaveLength(1);
});

test("an answer with a field of the wrong type is not repeated", async () => {
  const server = await startServer({ body: [{ key: 1 }] });
  await expect(openClient(server, { maxRetries: 3 }).list(signal)).rejects.toMatchObject({ code: "malformed" });
  expect(server.requests).toHaveLength(1);
});

test("the last failure is told when the tries are used up", async () => {
  const clock = new FakeClock();
  const server = await startServer(RESET, DOWN);
  const failed = expect(openClient(server, { maxRetries: 1, clock }).update(UPDATE, signal)).rejects.toMatchObject({
    code: "server",
    status: 503,
    effect: "unknown",
  });
  await clock.asleep(500);
  await clock.advance(500);
  await failed;
  expect(server.requests).toHaveLength(2);
});

const REQUEST: ApiRequest = { method: "POST", path: "/auth/proxy/update", body: {}, kind: "idempotent", signal };

const errorOf = (code: "network" | "unauthorized", effect: "none" | "unknown") =>
  new ApiError({ code, endpoint: "POST /auth/proxy/update", message: "no", effect });

/** Fails with each error in turn, then with the last one. */
function failing(...errors: readonly Error[]) {
  let sent = 0;
  return {
    count: () => sent,
    send: () => Promise.reject(errors[Math.min(sent++, errors.length - 1)] ?? new Error("nothing to fail with")),
  };
}

test("the wait doubles up to a bound, and chance takes a share of it", async () => {
  const clock = new FakeClock();
  const { send, count } = failing(errorOf("network", "none"));
  const outcome = retry(7, clock, () => 0.5)(send)(REQUEST).catch((error: unknown) => error);
  for (const ms of [250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]) {
    await clock.asleep(ms);
    expect(clock.sleeping).toEqual([ms]);
    await clock.advance(ms);
  }
  expect(await outcome).toMatchObject({ code: "network", effect: "none" });
  expect(count()).toBe(8);
});

test("one lost answer leaves the effect unknown, whatever follows", async () => {
  const clock = new FakeClock();
  const { send } = failing(errorOf("network", "unknown"), errorOf("network", "none"), errorOf("unauthorized", "none"));
  const outcome = retry(5, clock, () => 1)(send)(REQUEST).catch((error: unknown) => error);
  await clock.asleep(500);
  await clock.advance(500);
  await clock.asleep(1_000);
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ code: "unauthorized", effect: "unknown" });
});

test.each(["none", "unknown"] as const)("cancelled while waiting, after a try of effect %s", async (effect) => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const { send, count } = failing(errorOf("network", effect));
  const outcome = retry(3, clock, () => 1)(send)({ ...REQUEST, signal: stop.signal }).catch((error: unknown) => error);
  await clock.asleep(500);
  stop.abort();
  expect(await outcome).toMatchObject({ code: "cancelled", effect, endpoint: "POST /auth/proxy/update" });
  expect(count()).toBe(1);
});

test("our own bugs are not repeated", async () => {
  const { send, count } = failing(new TypeError("a bug"));
  await expect(retry(3, new FakeClock(), () => 1)(send)(REQUEST)).rejects.toThrow(new TypeError("a bug"));
  expect(count()).toBe(1);
});
