// Several processes before one budget: first come, first served, and nobody starves.
import { memoryLedger } from "../../../src/api/pace";
import { EMPTY_BUDGET } from "../../../src/api/pace/budget";
import { placesAhead, leaveLine, standInLine } from "../../../src/api/pace/line";
import { FakeClock, START } from "../../support/fake-clock";
import { SimulatedApi, lapse, minutesFor, pacedClient } from "./simulated-api";

const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

test("a change of three calls has its turn within two minutes, whatever single calls another process makes", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const [busy, other] = [pacedClient(clock, api, { ledger }), pacedClient(clock, api, { ledger })];
  const singles = many(60, busy.call);
  await lapse(clock, 10_000);
  const minutes = await minutesFor(clock, other.change(3));
  expect(minutes).toBeLessThan(2);
  await minutesFor(clock, singles);
  expect(api).toMatchObject({ refusals: 0, served: 63 });
});

test("the other process loses nothing but those places", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const [busy, other] = [pacedClient(clock, api, { ledger }), pacedClient(clock, api, { ledger })];
  const minutes = await minutesFor(clock, Promise.all([many(60, busy.call), many(5, () => other.change(3))]));
  expect(api).toMatchObject({ refusals: 0, served: 75 });
  // 75 calls, five of them in the first minute: fourteen are the least possible.
  expect(minutes).toBeLessThan(14 * 1.15);
});

test("two processes with many single calls use the whole budget, and share it", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 100 });
  const ledger = memoryLedger(clock);
  const [one, two] = [pacedClient(clock, api, { ledger }), pacedClient(clock, api, { ledger })];
  const ended: string[] = [];
  const minutes = await minutesFor(
    clock,
    Promise.all([
      many(300, () => one.call().then(() => ended.push("one"))),
      many(300, () => two.call().then(() => ended.push("two"))),
    ]),
  );
  expect(api.refusals).toBe(0);
  expect(minutes).toBeLessThan(5 * 1.1);
  const firstHalf = ended.slice(0, 300).filter((name) => name === "one").length;
  expect(Math.abs(firstHalf - 150)).toBeLessThan(60);
});

test("who came first is served first, in whichever process", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const { call } = pacedClient(clock, api, { ledger });
  // Places come free one after the other.
  for (let n = 0; n < 5; n++) {
    await minutesFor(clock, call());
    await lapse(clock, 10_000);
  }
  const order: number[] = [];
  const calls: Promise<unknown>[] = [];
  for (let n = 0; n < 6; n++) {
    calls.push(
      pacedClient(clock, api, { ledger })
        .call()
        .then(() => order.push(n)),
    );
    await lapse(clock, 500);
  }
  await minutesFor(clock, Promise.all(calls));
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(api.refusals).toBe(0);
});

test("a process that died while it waited keeps nobody for ten seconds", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const { call } = pacedClient(clock, api, { ledger });
  await minutesFor(clock, call());
  await ledger.change((budget) => ({
    budget: standInLine(budget, { id: "dead", since: START, count: 5 }, clock.now()),
    result: undefined,
  }));
  const minutes = await minutesFor(clock, call());
  expect(minutes * 60).toBeGreaterThan(7);
  expect(minutes * 60).toBeLessThan(10);
});

test("who gives up leaves the line at once", async () => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5 });
  const ledger = memoryLedger(clock);
  const { call, change } = pacedClient(clock, api, { ledger });
  await minutesFor(clock, many(5, call));
  const stop = new AbortController();
  const waiting = expect(change(3, stop.signal)).rejects.toMatchObject({ code: "cancelled" });
  await lapse(clock, 3_000);
  const line = () => ledger.change((budget) => ({ budget, result: budget.line }));
  expect(await line()).toMatchObject([{ count: 3 }]);
  stop.abort();
  await waiting;
  expect(await line()).toEqual([]);
});

test("the line: who came earlier counts, who did not say for a while that it waits does not", () => {
  const at = (since: number, id: string, count: number) => ({ since, id, count });
  const first = standInLine(EMPTY_BUDGET, at(1_000, "a", 3), 1_000);
  const both = standInLine(first, at(2_000, "b", 1), 2_000);
  expect(placesAhead(both, at(2_000, "b", 1), 2_000)).toBe(3);
  expect(placesAhead(both, at(1_000, "a", 3), 2_000)).toBe(0);
  expect(placesAhead(both, at(3_000, "c", 1), 3_000)).toBe(4);
  expect(placesAhead(both, at(3_000, "c", 1), 9_600)).toBe(1);
  expect(placesAhead(standInLine(both, at(1_000, "a", 3), 5_000), at(3_000, "c", 1), 10_000)).toBe(4);
  expect(leaveLine(both, "a", 2_000).line).toMatchObject([{ id: "b" }]);
});
