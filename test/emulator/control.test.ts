// The emulator's own endpoints, under /emulator.
import { type Emulator } from "../../src/emulator";
import { call, FakeClock, numberedKeys, startTestEmulator } from "../support/emulator";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys(), requestsPerMinute: 2 });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };

/** Calls without a key. */
async function control(method: string, path: string, body?: unknown): Promise<[status: number, body: unknown]> {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(`${emulator.url}/emulator/${path}`, { method, body: text });
  return [response.status, await response.json()];
}

test("counts: calls per endpoint, until they are reset", async () => {
  await call(emulator, "GET /auth/proxy");
  await call(emulator, "GET /auth/proxy");
  expect(await control("GET", "counts")).toEqual([200, { "GET /auth/proxy": 2 }]);
  expect(emulator.requests()).toEqual({ "GET /auth/proxy": 2 });
  expect(await control("DELETE", "counts")).toEqual([200, { message: "Counts reset" }]);
  expect(await control("GET", "counts")).toEqual([200, {}]);
  await call(emulator, "GET /models");
  emulator.resetRequests();
  expect(emulator.requests()).toEqual({});
});

test("control calls are neither counted nor limited", async () => {
  for (let sent = 0; sent < 5; sent += 1) expect((await control("GET", "state"))[0]).toBe(200);
  expect(emulator.requests()).toEqual({});
  expect((await call(emulator, "GET /auth/proxy")).headers.get("x-ratelimit-remaining")).toBe("1");
});

test("events: the same as in the process", async () => {
  emulator.store.create(emulator.apiKey, SETTINGS);
  const [status, events] = await control("GET", "events");
  expect(status).toBe(200);
  expect(events).toEqual(emulator.events());
  expect(events).toMatchObject([{ sequence: 1, type: "created" }]);
});

test("state: accounts with their balances, and keys", async () => {
  const key = emulator.store.create(emulator.apiKey, SETTINGS);
  const account = { tier: "enterprise", requestsPerMinute: 2 };
  expect(await control("GET", "state")).toEqual([
    200,
    {
      accounts: [
        { ...account, apiKey: "ek-emulator-first", userId: "user-1", credits: 99_900 },
        { ...account, apiKey: "ek-emulator-second", userId: "user-2", credits: 100_000 },
      ],
      keys: [key],
    },
  ]);
});

const FAULT = { endpoint: "GET /auth/proxy", kind: "respond", when: "before", status: 500, body: { a: 1 }, times: 2 };

test("faults: injected, listed with the hits that are left, cleared", async () => {
  expect(await control("POST", "faults", FAULT)).toEqual([200, [FAULT]]);
  expect((await call(emulator, "GET /auth/proxy")).status).toBe(500);
  expect(await control("GET", "faults")).toEqual([200, [{ ...FAULT, times: 1 }]]);
  expect(await control("DELETE", "faults")).toEqual([200, { message: "Faults cleared" }]);
  expect(await control("GET", "faults")).toEqual([200, []]);
});

test.each([
  { endpoint: "*", kind: "lock-out" },
  { endpoint: "*", kind: "truncate" },
  { endpoint: "*", kind: "reset" },
  { endpoint: "*", kind: "reset", when: "after" },
  { endpoint: "*", kind: "html", when: "after" },
  { endpoint: "*", kind: "delay", when: "before", milliseconds: 0 },
  { endpoint: "*", kind: "respond", status: 200 },
])("fault %j is taken", async (fault) => {
  expect(await control("POST", "faults", fault)).toEqual([200, [{ ...fault, times: 1 }]]);
});

test.each([
  ["no object", "7", "a fault is a JSON object"],
  [
    "an unknown endpoint",
    { ...FAULT, endpoint: "GET /x" },
    'endpoint must be "*" or a name such as "POST /auth/proxy/create"',
  ],
  ["an unknown kind", { ...FAULT, kind: "explode" }, "kind must be respond, reset, delay, lock-out, truncate or html"],
  ["an unknown time", { ...FAULT, when: "during" }, 'when must be "before" or "after" (the effect of the call)'],
  ["no status", { ...FAULT, status: undefined }, "status must be a whole number from 200 to 599"],
  ["a status beyond HTTP", { ...FAULT, status: 600 }, "status must be a whole number from 200 to 599"],
  ["no duration", { endpoint: "*", kind: "delay" }, "milliseconds must be a whole number from 0 to 2147483647"],
  ["no times", { ...FAULT, times: 0 }, "times must be a whole number from 1 to 9007199254740991"],
])("a fault with %s is 400", async (_, fault, message) => {
  expect(await control("POST", "faults", fault)).toEqual([400, { message }]);
  expect(await control("GET", "faults")).toEqual([200, []]);
});
