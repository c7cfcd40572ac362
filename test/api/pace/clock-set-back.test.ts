// The system's clock is set back by an hour: no request waits for that hour.
import { LEASE_MS } from "../../../src/api/pace/line";
import { type Clock } from "../../../src/api";
import { memoryLedger } from "../../../src/api/pace";
import { EMPTY_BUDGET } from "../../../src/api/pace/budget";
import { rebase } from "../../../src/api/pace/rebase";
import { parseBudget } from "../../../src/api/pace/stored-budget";
import { FakeClock } from "../../support/fake-clock";
import { HONEST, type Behaviour, SILENT, SimulatedApi, lapse, minutesFor, pacedClient } from "./simulated-api";

const HOUR = 3_600_000;
const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

/** Shows another time than the true one; what sleeps is not moved by that. */
function settableClock(clock: FakeClock): Clock & { setBack: (ms: number) => void } {
  let offset = 0;
  return {
    now: () => clock.now() - offset,
    sleep: (ms, signal) => clock.sleep(ms, signal),
    setBack: (ms) => (offset += ms),
  };
}

test.each<[string, Required<Behaviour>["headers"]]>([
  ["with headers", HONEST],
  ["without", SILENT],
])("a window that was full a moment ago is waited for, %s, and no longer", async (_, headers) => {
  const clock = new FakeClock();
  const shown = settableClock(clock);
  const api = new SimulatedApi(clock, { limit: 5, headers });
  const ledger = memoryLedger(shown);
  await minutesFor(clock, many(5, pacedClient(shown, api, { ledger }).call));
  await lapse(clock, 20_000);
  shown.setBack(HOUR);
  const { call } = pacedClient(shown, api, { ledger });
  expect(await minutesFor(clock, call())).toBeLessThan(1.05);
  expect(await minutesFor(clock, many(10, call))).toBeLessThan(2.1);
  expect(api.refusals).toBe(0);
});

test("it does not matter that requests wait already", async () => {
  const clock = new FakeClock();
  const shown = settableClock(clock);
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(shown, api);
  const calls = many(12, call);
  await lapse(clock, 30_000);
  shown.setBack(HOUR);
  expect(await minutesFor(clock, calls)).toBeLessThan(2.6);
  expect(api).toMatchObject({ refusals: 0, served: 12 });
});

test("a lock-out does not grow longer", async () => {
  const clock = new FakeClock();
  const shown = settableClock(clock);
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call } = pacedClient(shown, api);
  api.lockOut();
  const waiting = call();
  await lapse(clock, 60_000);
  shown.setBack(HOUR);
  // Three minutes, seen from the moment when the clock was set.
  expect(await minutesFor(clock, waiting)).toBeLessThan(3.1);
  expect(api.served).toBe(1);
});

test("what stands on a status that was fresh a moment ago is not sent: how old it is cannot be told any more", async () => {
  const clock = new FakeClock();
  const shown = settableClock(clock);
  const api = new SimulatedApi(clock, { limit: 5 });
  const { call, lines, pacer } = pacedClient(shown, api);
  await minutesFor(clock, many(5, call));
  const request = { method: "POST", path: "/x", kind: "once", notAfter: shown.now() + 10_000 } as const;
  const flip = pacer.layer(api.send)({ ...request, signal: new AbortController().signal });
  flip.catch(() => undefined);
  await lapse(clock, 5_000);
  shown.setBack(HOUR);
  await expect(minutesFor(clock, flip)).rejects.toMatchObject({ code: "late" });
  expect(api.served).toBe(5);
  // At its start, and every half minute.
  expect(lines.filter((line) => line.startsWith("Waiting until")).length).toBeGreaterThanOrEqual(3);
});

test("max_wait does not grow by that hour either", async () => {
  const clock = new FakeClock();
  const shown = settableClock(clock);
  const api = new SimulatedApi(clock, { limit: 0, refusalHeaders: { "retry-after": "30" } });
  const { call } = pacedClient(shown, api, { maxWaitMs: 300_000 });
  const waiting = call();
  waiting.catch(() => undefined);
  await lapse(clock, 60_000);
  shown.setBack(HOUR);
  const started = clock.now();
  await expect(minutesFor(clock, waiting)).rejects.toMatchObject({ code: "rate_limited" });
  expect(clock.now() - started).toBeLessThan(400_000);
});

test("a clock that goes on is left alone", () => {
  const budget = {
    ...EMPTY_BUDGET,
    spent: [{ id: "a", at: 1_000, openUntil: 1_100, until: 61_100 }],
    line: [{ id: "w", since: 1_000, count: 3, until: 6_000 }],
    taughtAt: 1_100,
    believedAt: 1_000,
    plan: { limit: 20, at: 900 },
    cap: { halvings: 1, until: 700_000 },
    foreign: { count: 2, until: 61_100 },
    lockedUntil: 181_000,
    lockedAt: 1_000,
  };
  expect(rebase(budget, 1_200)).toEqual(budget);
});

test("a file of the future is one of this moment", () => {
  const stored = {
    spent: [{ id: "a", at: HOUR, openUntil: HOUR + 100, until: HOUR + 60_100 }],
    line: [{ id: "w", since: HOUR, count: 3, until: HOUR + LEASE_MS }],
    taughtAt: HOUR,
    believedAt: HOUR,
    plan: { limit: 20, at: HOUR },
    foreign: { count: 2, until: HOUR + 60_000 },
    lockedUntil: HOUR + 180_000,
    lockedAt: HOUR,
  };
  expect(parseBudget(JSON.stringify(stored), 1_000)).toEqual({
    ...EMPTY_BUDGET,
    spent: [{ id: "a", at: 1_000, openUntil: 1_100, until: 61_100 }],
    line: [{ id: "w", since: 1_000, count: 3, until: 1_000 + LEASE_MS }],
    believedAt: 1_000,
    plan: { limit: 20, at: 1_000 },
    foreign: { count: 2, until: 61_000 },
    lockedUntil: 181_000,
    lockedAt: 1_000,
  });
});
