// Where answers tell no limit, the account's plan is asked for: once, when more than the assumed five a minute is needed,
// and whatever becomes of that, nothing fails.
import { memoryLedger } from "../../../src/api/pace";
import { planLimit } from "../../../src/api/plan-limit";
import { FakeClock } from "../../support/fake-clock";
import { type Behaviour, SILENT, SimulatedApi, minutesFor, pacedClient } from "./simulated-api";

const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

const silent = (plan: Behaviour["plan"], limit = 20) => {
  const clock = new FakeClock();
  return { clock, api: new SimulatedApi(clock, { limit, headers: SILENT, plan }) };
};

test("twelve calls at once on a plan of 20 a minute: no wait, one question", async () => {
  const { clock, api } = silent("pro");
  const { call, lines } = pacedClient(clock, api);
  expect(await minutesFor(clock, many(12, call))).toBeLessThan(0.1);
  expect(api).toMatchObject({ asked: 1, served: 12, refusals: 0 });
  expect(lines).toContain("The answers tell no request limit: what is documented for the account's plan counts");
});

test("the question counts like any other call", async () => {
  const { clock, api } = silent("pro");
  expect(await minutesFor(clock, many(60, pacedClient(clock, api).call))).toBeLessThan(3.1);
  expect(api).toMatchObject({ asked: 1, served: 60, refusals: 0 });
});

test("calls one after the other ask once they would have to wait", async () => {
  const { clock, api } = silent("pro");
  const { call } = pacedClient(clock, api);
  for (let n = 0; n < 5; n++) await minutesFor(clock, call());
  expect(api.asked).toBe(0);
  // The sixth waits for the place that the question takes, and for no more.
  for (let n = 0; n < 10; n++) await minutesFor(clock, call());
  expect(api).toMatchObject({ asked: 1, served: 15, refusals: 0 });
  expect(clock.now() - new FakeClock().now()).toBeLessThan(65_000);
});

test("calls that belong together ask too", async () => {
  const { clock, api } = silent("pro");
  const { call, change } = pacedClient(clock, api);
  await minutesFor(clock, many(3, call));
  expect(await minutesFor(clock, change(3))).toBeLessThan(0.1);
  expect(api).toMatchObject({ asked: 1, served: 6 });
});

test("what the assumed limit has room for asks nothing", async () => {
  const { clock, api } = silent("pro");
  await minutesFor(clock, many(5, pacedClient(clock, api).call));
  expect(api).toMatchObject({ asked: 0, served: 5 });
});

test("a process that waits for the first answer asks nothing for that", async () => {
  const { clock, api } = silent("pro");
  const ledger = memoryLedger(clock);
  await minutesFor(
    clock,
    Promise.all([pacedClient(clock, api, { ledger }).call(), pacedClient(clock, api, { ledger }).call()]),
  );
  expect(api).toMatchObject({ asked: 0, served: 2 });
});

test.each<[string, Partial<Behaviour>, number | undefined]>([
  ["answers tell the limit", { headers: undefined }, undefined],
  ["the provider block sets one", {}, 5],
])("%s: nothing is asked", async (_, behaviour, requestsPerMinute) => {
  const clock = new FakeClock();
  const api = new SimulatedApi(clock, { limit: 5, headers: SILENT, plan: "pro", ...behaviour });
  const settings = requestsPerMinute === undefined ? {} : { requestsPerMinute };
  await minutesFor(clock, many(12, pacedClient(clock, api, settings).call));
  expect(api).toMatchObject({ asked: 0, served: 12, refusals: 0 });
});

test.each<[string, Behaviour["plan"]]>([
  ["an unknown plan", "custom-deal"],
  ["no plan at all", undefined],
  ["an answer that never comes", new Error("gone")],
])("%s leaves five a minute, is asked for once, and fails nothing", async (_, plan) => {
  const { clock, api } = silent(plan, 5);
  const minutes = await minutesFor(clock, many(20, pacedClient(clock, api).call));
  expect(api).toMatchObject({ asked: 1, refusals: 0 });
  expect(minutes).toBeGreaterThan(3);
});

test("a question that is refused for the rate is a lock-out like any other", async () => {
  const { clock, api } = silent("pro");
  const { call } = pacedClient(clock, api);
  await minutesFor(clock, many(4, call));
  api.spendElsewhere(16);
  expect(await minutesFor(clock, many(3, call))).toBeLessThan(5);
  expect(api).toMatchObject({ asked: 1, refusals: 1, served: 4 + 16 + 3 });
});

test("other processes need not ask for ten minutes; this one never again", async () => {
  const { clock, api } = silent("pro");
  const ledger = memoryLedger(clock);
  const first = pacedClient(clock, api, { ledger });
  await minutesFor(clock, many(12, first.call));
  await clock.advance(5 * 60_000);
  expect(await minutesFor(clock, many(12, pacedClient(clock, api, { ledger }).call))).toBeLessThan(0.1);
  expect(api.asked).toBe(1);
  await clock.advance(6 * 60_000);
  expect(await minutesFor(clock, many(12, first.call))).toBeLessThan(0.1);
  expect(api.asked).toBe(1);
  await clock.advance(6 * 60_000);
  expect(await minutesFor(clock, many(12, pacedClient(clock, api, { ledger }).call))).toBeLessThan(0.1);
  expect(api).toMatchObject({ asked: 2, refusals: 0 });
});

test.each([
  ["free", 5],
  ["Starter", 10],
  ["plus", 15],
  ["core", 20],
  ["pro", 20],
  ["business", 40],
  [" Enterprise ", 60],
  ["basic", undefined],
  ["", undefined],
])("the plan %j has %j a minute, the smaller one of the documented numbers", (subscription, expected) => {
  const body = JSON.stringify({ subscription });
  expect(planLimit.limitIn({ status: 200, headers: new Map(), body })).toBe(expected);
});

test("a refusal tells no plan", () => {
  const body = JSON.stringify({ subscription: "pro" });
  expect(planLimit.limitIn({ status: 403, headers: new Map(), body })).toBeUndefined();
});
