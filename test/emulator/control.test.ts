// The emulator's own endpoints, under /emulator.
import { type Emulator } from "../../src/emulator";
import { ENDPOINTS } from "../../src/emulator/endpoints";
import { call, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startTestEmulator({ clock: new FakeClock(), random: numberedKeys(), requestsPerMinute: 2 });
});
afterEach(() => emulator.stop());

const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };

/** Calls without a key. */
async function control(method: string, path: string, body?: unknown): Promise<[status: number, body: unknown]> {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(`${emulator.url}/emulator/${path}`, {
    ...{ method, body: text },
    headers: { "content-type": "application/json" },
  });
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

test("refused: calls answered with 429, until the counts are reset", async () => {
  const statuses: number[] = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await call(emulator, "GET /auth/proxy")).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  expect(emulator.refused()).toBe(2);
  expect(await control("GET", "refused")).toEqual([200, { refused: 2 }]);
  expect(await control("GET", "counts")).toEqual([200, { "GET /auth/proxy": 4 }]);
  expect(await control("DELETE", "counts")).toEqual([200, { message: "Counts reset" }]);
  expect(await control("GET", "refused")).toEqual([200, { refused: 0 }]);
  await call(emulator, "GET /auth/proxy");
  expect(emulator.refused()).toBe(1);
  emulator.resetRequests();
  expect(emulator.refused()).toBe(0);
});

test.each([
  ["a lock-out", { kind: "lock-out" }, 429, 1],
  ["a 429 instead of the answer", { kind: "respond", status: 429 }, 429, 1],
  ["a 503 instead of the answer", { kind: "respond", status: 503 }, 503, 0],
] as const)("refused: a fault that is %s", async (_, fault, status, refused) => {
  emulator.inject({ endpoint: "*", ...fault });
  expect((await call(emulator, "GET /auth/proxy")).status).toBe(status);
  expect(emulator.refused()).toBe(refused);
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

test("faults: with how many calls they are still to skip, and how likely they are", async () => {
  const fault = { endpoint: "*", kind: "truncate", skip: 1, probability: 1, seed: 7 };
  expect(await control("POST", "faults", fault)).toEqual([200, [fault]]);
  await call(emulator, "GET /auth/proxy");
  expect(await control("GET", "faults")).toEqual([200, [{ ...fault, skip: 0 }]]);
});

test("faults: one that is wrong is 400 and says what is", async () => {
  const message = "status must be a whole number from 200 to 599";
  expect(await control("POST", "faults", { ...FAULT, status: 600 })).toEqual([400, { message }]);
  expect(await control("POST", "faults", "{")).toEqual([
    400,
    { message: "a fault is a JSON object; this is not JSON" },
  ]);
  expect(await control("GET", "faults")).toEqual([200, []]);
});

test("GET / explains it, in plain text and without a key", async () => {
  const response = await fetch(emulator.url);
  const text = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain;charset=UTF-8"]);
  expect(text).toContain(`Base URL: ${emulator.baseUrl}\n`);
  for (const endpoint of ENDPOINTS) expect(text).toContain(`  ${endpoint.replace(" ", " /v1")}\n`);
  for (const path of ["state", "events", "counts", "refused", "faults"]) expect(text).toContain(`/emulator/${path} `);
  expect(text).not.toContain("ek-");
  expect(emulator.requests()).toEqual({});
});
