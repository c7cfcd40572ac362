// Pacing under a fake clock: whatever the API's headers say and whoever else is about, we cause no refusal.
import { memoryLedger } from "../../../src/api/pace";
import { FakeClock } from "../../support/fake-clock";
import { type Behaviour, HONEST, SimulatedApi, minutesFor, pacedClient } from "./simulated-api";

const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

test.each<[string, Behaviour, number]>([
  ["5 a minute, honestly told", { limit: 5 }, 30],
  ["60 a minute, honestly told", { limit: 60 }, 200],
  ["no headers at all", { limit: 5, headers: () => ({}) }, 20],
  ["headers that are no numbers", { limit: 5, headers: () => ({ "x-ratelimit-limit": "many" }) }, 20],
  [
    "more left than there is",
    { limit: 5, headers: () => ({ "x-ratelimit-limit": "5", "x-ratelimit-remaining": "50" }) },
    20,
  ],
  ["a Reset in the past", { limit: 5, headers: (truth) => HONEST({ ...truth, resetSeconds: 1 }) }, 20],
  ["a Reset in a year", { limit: 5, headers: (truth) => HONEST({ ...truth, resetSeconds: 2 ** 31 }) }, 20],
  [
    "a server clock that is two hours off",
    {
      limit: 5,
      headers: (truth) => ({
        ...HONEST({ ...truth, resetSeconds: truth.resetSeconds + 7_200 }),
        date: "Thu, 01 Jan 2026 02:00:00 GMT",
      }),
    },
    20,
  ],
  ["slow answers", { limit: 5, latencyMs: 20_000 }, 15],
])("%s: no refusal", async (_, behaviour, count) => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, behaviour);
  const { call } = pacedClient(clock, api);
  const minutes = await minutesFor(clock, many(count, call));
  expect(api).toMatchObject({ refusals: 0, served: count });
  expect(minutes).toBeGreaterThan((count - behaviour.limit) / behaviour.limit - 1);
});

test("100 keys at 5 a minute, then another process at once, take little more than the least possible time", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const [plan, apply] = [pacedClient(clock, api, { ledger }), pacedClient(clock, api, { ledger })];
  await minutesFor(clock, plan.call());
  const minutes = await minutesFor(clock, many(100, apply.call));
  expect(api).toMatchObject({ refusals: 0, served: 101 });
  // 101 requests, 5 of them in the first window: the last one leaves after 20 windows.
  expect(minutes).toBeLessThan(20 * 1.15);
});

test("two processes side by side share one budget", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10 });
  const ledger = memoryLedger(clock);
  const processes = [pacedClient(clock, api, { ledger }), pacedClient(clock, api, { ledger })];
  await minutesFor(clock, Promise.all(processes.map(({ call }) => many(25, call))));
  expect(api).toMatchObject({ refusals: 0, served: 50 });
});

test("requests of another machine are seen in what is left", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10 });
  const { call } = pacedClient(clock, api);
  api.spendElsewhere(8);
  await minutesFor(clock, many(10, call));
  expect(api.refusals).toBe(0);
});

test("a lock-out caused from outside is waited for, then it goes on one by one", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10 });
  const { call, lines } = pacedClient(clock, api);
  await minutesFor(clock, call());
  api.lockOut();
  const minutes = await minutesFor(clock, many(5, call));
  expect(minutes).toBeGreaterThan(3);
  expect(minutes).toBeLessThan(4);
  expect(api).toMatchObject({ served: 6 });
  // Those that were under way when it began; none was sent during it.
  expect(api.refusals).toBeLessThanOrEqual(5);
  const waits = lines.filter((line) => line === "Waiting until the account's lock-out ends");
  // At its start and every half minute, by whoever stands first in the queue.
  expect(waits.length).toBeGreaterThanOrEqual(6);
});

test("a limit that the server overstates costs one refusal and is then halved", async () => {
  const clock = new FakeClock();
  const overstated: Behaviour["headers"] = () => ({ "x-ratelimit-limit": "10", "x-ratelimit-remaining": "9" });
  const api = new SimulatedApi(clock, { limit: 5, headers: overstated });
  const { call } = pacedClient(clock, api);
  for (let i = 0; i < 30; i++) await minutesFor(clock, call());
  expect(api).toMatchObject({ refusals: 1, served: 30 });
});

test("a lock-out on the very first request halves the limit that is told afterwards, not the assumed one", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 100 });
  const { call, pacer } = pacedClient(clock, api);
  api.lockOut();
  // The lock-out itself, and hardly more.
  expect(await minutesFor(clock, many(12, call))).toBeLessThan(3.05);
  expect(api).toMatchObject({ refusals: 1, served: 12 });
  expect(await pacer.outlook()).toEqual({ free: 38, perMinute: 50, isAssumed: false, lockedOutMs: 0 });
  await clock.advance(10 * 60_000 + 1);
  await minutesFor(clock, call());
  expect(await pacer.outlook()).toMatchObject({ perMinute: 100 });
});

test("max_wait bounds the wait for a lock-out, and the error says when the account is free again", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(clock, api, { maxWaitMs: 60_000 });
  api.lockOut();
  await expect(minutesFor(clock, call())).rejects.toMatchObject({
    code: "rate_limited",
    effect: "none",
    message: expect.stringMatching(/it is free again at 2026-01-01T00:03:00\.\d{3}Z$/) as string,
  });
});

test("but it does not bound ordinary pacing", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(clock, api, { maxWaitMs: 1_000 });
  await minutesFor(clock, many(20, call));
  expect(api).toMatchObject({ refusals: 0, served: 20 });
});

test("a margin is left to others, and the user's own limit holds if it is lower", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10 });
  await minutesFor(clock, many(10, pacedClient(clock, api, { margin: 8 }).call));
  expect(clock.now() - new FakeClock().now()).toBeGreaterThan(4 * 60_000);
  const another = new SimulatedApi(clock, { limit: 10 });
  const minutes = await minutesFor(clock, many(10, pacedClient(clock, another, { requestsPerMinute: 2 }).call));
  expect(minutes).toBeGreaterThan(4);
});

test("a limit of the user's that is higher than the server's does not help", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  await minutesFor(clock, many(15, pacedClient(clock, api, { requestsPerMinute: 100 }).call));
  expect(api.refusals).toBe(0);
});

test("first come, first served", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(clock, api);
  const order: number[] = [];
  const calls = Array.from({ length: 12 }, (_, index) => call().then(() => order.push(index)));
  await minutesFor(clock, Promise.all(calls));
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("calls that belong together follow each other without a wait", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, pacer } = pacedClient(clock, api);
  await minutesFor(clock, many(4, call));
  const times: number[] = [];
  const signal = new AbortController().signal;
  const pair = pacer.together({ count: 2, label: "pair", signal }, async (places) => {
    const send = pacer.layer(api.send);
    for (let i = 0; i < 2; i++) {
      times.push(clock.now());
      await send({ method: "GET", path: "/x", kind: "read", signal, places });
    }
  });
  await minutesFor(clock, Promise.all([pair, ...Array.from({ length: 8 }, () => call())]));
  expect(api).toMatchObject({ refusals: 0, served: 14 });
  expect((times[1] ?? NaN) - (times[0] ?? NaN)).toBeLessThan(1_000);
});

test("places that are not used are given back", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, pacer } = pacedClient(clock, api);
  await minutesFor(clock, call());
  await pacer.together({ count: 4, label: "nothing", signal: new AbortController().signal }, () => Promise.resolve());
  expect(await minutesFor(clock, many(4, call))).toBeLessThan(0.5);
});

test("an answer that comes late does not undo what later requests were told", async () => {
  const clock = new FakeClock();
  // The second request was counted first of many, and its answer arrives last.
  const api = new SimulatedApi(clock, { limit: 10, lateMs: (n) => (n === 2 ? 3_000 : 0) });
  const { call } = pacedClient(clock, api);
  api.spendElsewhere(3);
  await minutesFor(clock, call());
  await minutesFor(clock, many(20, call));
  expect(api).toMatchObject({ refusals: 0 });
});

test("an answer to a request sent before a lock-out does not end the caution after it", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10, lateMs: (n) => (n === 2 ? 200_000 : 0) });
  const { call } = pacedClient(clock, api);
  await minutesFor(clock, call());
  const late = call();
  await clock.advance(1_000);
  api.lockOut();
  const others = many(12, call);
  await minutesFor(clock, Promise.all([late, others]));
  // Those that were under way when it began.
  expect(api.refusals).toBeLessThanOrEqual(10);
  expect(api.served).toBe(14);
});

test.each([2, 3])("a change that needs more places than a limit of %d holds keeps to it", async (limit) => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 100 });
  const { pacer } = pacedClient(clock, api, { requestsPerMinute: limit });
  const signal = new AbortController().signal;
  const send = pacer.layer(api.send);
  const change = pacer.together({ count: 4, label: "change", signal }, async (places) => {
    for (let i = 0; i < 4; i++) await send({ method: "GET", path: "/x", kind: "read", signal, places });
  });
  const minutes = await minutesFor(clock, change);
  expect(minutes).toBeGreaterThanOrEqual(Math.ceil(4 / limit) - 1);
});

test("a look and its flip are always possible together, however often the limit was halved", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, pacer } = pacedClient(clock, api);
  for (let lockOuts = 0; lockOuts < 3; lockOuts++) {
    api.lockOut();
    await minutesFor(clock, call());
  }
  const signal = new AbortController().signal;
  const send = pacer.layer(api.send);
  const times: number[] = [];
  const pair = pacer.together({ count: 2, label: "pair", signal }, async (places) => {
    for (let i = 0; i < 2; i++) {
      times.push(clock.now());
      await send({ method: "GET", path: "/x", kind: "read", signal, places });
    }
  });
  await minutesFor(clock, pair);
  expect((times[1] ?? NaN) - (times[0] ?? NaN)).toBeLessThan(1_000);
});

test("several places are not had while the server has told that fewer are left", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10, lateMs: (n) => (n > 2 ? 5_000 : 0) });
  const { call, pacer } = pacedClient(clock, api);
  api.spendElsewhere(5);
  await minutesFor(clock, call());
  const open = many(3, call);
  const signal = new AbortController().signal;
  const send = pacer.layer(api.send);
  const change = pacer.together({ count: 3, label: "change", signal }, async (places) => {
    for (let i = 0; i < 3; i++) await send({ method: "GET", path: "/x", kind: "read", signal, places });
  });
  await minutesFor(clock, Promise.all([open, change]));
  expect(api).toMatchObject({ refusals: 0, served: 12 });
});

test.each(["0", "1"])(
  "a server that refuses for ever with Retry-After: %s is given up after max_wait",
  async (seconds) => {
    const clock = new FakeClock();
    const api = new SimulatedApi(clock, { limit: 0, refusalHeaders: { "retry-after": seconds } });
    const { call } = pacedClient(clock, api, { maxWaitMs: 600_000 });
    const started = clock.now();
    await expect(minutesFor(clock, call())).rejects.toMatchObject({ code: "rate_limited", effect: "none" });
    expect(clock.now() - started).toBeLessThan(900_000);
  },
);

test("after a lock-out one request goes first: where it was told too short, the others are not refused with it", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 20, refusalHeaders: { "retry-after": "170" } });
  const { call } = pacedClient(clock, api);
  await minutesFor(clock, call());
  // For 180 seconds.
  api.lockOut();
  await minutesFor(clock, many(8, call));
  expect(api).toMatchObject({ refusals: 8 + 1, served: 1 + 8 });
});

test("places that are not needed keep nobody waiting once they are given back", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 10 });
  const { call, pacer } = pacedClient(clock, api);
  api.spendElsewhere(7);
  await minutesFor(clock, call());
  const signal = new AbortController().signal;
  const send = pacer.layer(api.send);
  const change = pacer.together({ count: 2, label: "change", signal }, async (places) => {
    await send({ method: "GET", path: "/x", kind: "read", signal, places });
    await places.release();
    await send({ method: "GET", path: "/x", kind: "read", signal });
  });
  expect(await minutesFor(clock, change)).toBeLessThan(1.1);
  expect(api.refusals).toBe(0);
});

test("what was learnt long ago is learnt anew, one request first", async () => {
  const clock = new FakeClock();
  const ledger = memoryLedger(clock);
  await minutesFor(clock, pacedClient(clock, new SimulatedApi(clock, { limit: 1_000 }), { ledger }).call());
  await clock.advance(11 * 60_000);
  // Meanwhile the account's plan has changed.
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, lines } = pacedClient(clock, api, { ledger });
  await minutesFor(clock, many(12, call));
  expect(api).toMatchObject({ refusals: 0, served: 12 });
  expect(lines).toContain("What was learnt of the request limit is too old");
});

test("places that are past their time, or that a lock-out overtook, are waited for anew", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, pacer } = pacedClient(clock, api);
  await minutesFor(clock, call());
  const signal = new AbortController().signal;
  const send = pacer.layer(api.send);
  const late = (count: number, between: () => unknown) =>
    pacer.together({ count, label: "late", signal }, async (places) => {
      for (let i = 0; i < count; i++) {
        await between();
        await send({ method: "GET", path: "/x", kind: "read", signal, places });
      }
    });
  await minutesFor(
    clock,
    late(2, () => clock.sleep(200_000)),
  );
  expect(api).toMatchObject({ refusals: 0, served: 3 });

  const reserved = pacer.together({ count: 2, label: "overtaken", signal }, async (places) => {
    api.lockOut();
    // Refused, which this process then knows.
    const refused = send({ method: "GET", path: "/x", kind: "read", signal });
    await clock.sleep(1_000);
    await send({ method: "GET", path: "/x", kind: "read", signal, places });
    await refused;
  });
  await minutesFor(clock, reserved);
  expect(api).toMatchObject({ refusals: 1, served: 5 });
});

test("being told to stop ends a wait at once, with nothing sent", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(clock, api);
  await minutesFor(clock, many(5, call));
  const stop = new AbortController();
  const waiting = expect(call(stop.signal)).rejects.toMatchObject({ code: "cancelled", effect: "none" });
  await clock.advance(1_000);
  stop.abort();
  await waiting;
  expect(api.served).toBe(5);
});
