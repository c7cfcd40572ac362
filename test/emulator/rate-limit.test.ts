// The rate limit over HTTP, under a clock that the test moves.
import { type Emulator } from "../../src/emulator";
import { type Answer, call, json, SECOND, startTestEmulator } from "../support/emulator";
import { FakeClock, START_SECONDS } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, requestsPerMinute: 3 });
});
afterEach(() => emulator.stop());

const list = (bearer?: string) => call(emulator, "GET /auth/proxy", { bearer });
async function lists(count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent += 1) statuses.push((await list()).status);
  return statuses;
}
const limits = ({ headers }: Answer) => ({
  limit: headers.get("x-ratelimit-limit"),
  remaining: headers.get("x-ratelimit-remaining"),
  reset: Number(headers.get("x-ratelimit-reset")) - START_SECONDS,
  date: headers.get("date"),
});

test("every answer tells limit, remaining calls, the next free place and the time", async () => {
  expect(limits(await list())).toEqual({
    limit: "3",
    remaining: "2",
    reset: 60,
    date: "Thu, 01 Jan 2026 00:00:00 GMT",
  });
  await clock.advance(10_000);
  expect(limits(await list())).toEqual({
    limit: "3",
    remaining: "1",
    reset: 60,
    date: "Thu, 01 Jan 2026 00:00:10 GMT",
  });
  await clock.advance(50_000);
  // The first call has left the window.
  expect(limits(await list())).toEqual({
    limit: "3",
    remaining: "1",
    reset: 70,
    date: "Thu, 01 Jan 2026 00:01:00 GMT",
  });
});

test.each([
  ["a refusal", "POST /auth/proxy/create", {}, 422],
  ["an unknown key", "POST /auth/proxy/lookup", { proxy_key: "ek-proxy-unknown" }, 404],
  ["an unknown path", "POST /nowhere", {}, 404],
])("%s counts and carries the headers too", async (_, endpoint, body, status) => {
  const answer = await call(emulator, endpoint, { body });
  expect([answer.status, limits(answer).remaining, limits(answer).limit]).toEqual([status, "2", "3"]);
  expect(limits(await list()).remaining).toBe("1");
});

test("the call over the limit starts a lock-out of 180 s", async () => {
  expect(await lists(4)).toEqual([200, 200, 200, 429]);
  const answer = await list();
  expect(json(answer)).toEqual({
    error: {
      message: "Rate limit exceeded. Try again in 180 seconds.",
      type: "rate_limit_error",
      param: null,
      code: "rate_limit_exceeded",
    },
  });
  expect(answer.headers.get("retry-after")).toBeNull();
  expect(limits(answer)).toMatchObject({ limit: "3", remaining: "0", reset: 180 });
});

test("the lock-out lasts even if the window has long cleared, and tells the seconds left", async () => {
  await lists(4);
  await clock.advance(179_001);
  const answer = await list();
  expect(answer.status).toBe(429);
  expect(json(answer)).toMatchObject({ error: { message: "Rate limit exceeded. Try again in 1 seconds." } });
  await clock.advance(999);
  expect((await list()).status).toBe(200);
});

test("a call that is locked out has no effect", async () => {
  await lists(4);
  const body = { name: "ci", expires_at: -1, allocated_ammount: 1 };
  expect((await call(emulator, "POST /auth/proxy/create", { body })).status).toBe(429);
  expect(emulator.store.keys()).toEqual([]);
});

test("calls during the lock-out count: hammering to its end starts the next one", async () => {
  await lists(4);
  await clock.advance(170_000);
  await lists(3);
  await clock.advance(10_000);
  expect(await lists(1)).toEqual([429]);
});

test("the window slides: a place comes free 60 s after the call that took it", async () => {
  expect(await lists(1)).toEqual([200]);
  await clock.advance(30_000);
  expect(await lists(2)).toEqual([200, 200]);
  await clock.advance(30_000);
  expect(await lists(2)).toEqual([200, 429]);
});

test("a place is not free a millisecond early", async () => {
  await lists(3);
  await clock.advance(59_999);
  expect(await lists(1)).toEqual([429]);
});

test("each account has its own window and lock-out", async () => {
  await lists(4);
  expect((await list(SECOND.apiKey)).status).toBe(200);
});

test("a proxy key's calls count for its account", async () => {
  const { key } = emulator.store.create(emulator.apiKey, { name: "ci", expires_at: -1, allocated_ammount: 1 });
  await call(emulator, "POST /auth/proxy/validate", { bearer: key });
  expect(limits(await list()).remaining).toBe("1");
});

test("callers without an account are limited by address, and take nothing from any account", async () => {
  const statuses: number[] = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await list(`ek-unknown-${sent}`)).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect(limits(await list()).remaining).toBe("2");
});

test.each([
  ["free", "5"],
  ["basic", "10"],
  ["standard", "20"],
  ["pro", "30"],
  ["enterprise", "100"],
] as const)("tier %s: %s requests per minute", async (tier, expected) => {
  const tiered = await startTestEmulator({ tier, requestsPerMinute: undefined });
  try {
    expect(limits(await call(tiered, "GET /auth/proxy")).limit).toBe(expected);
  } finally {
    await tiered.stop();
  }
});

test("an account may have a tier and a rate of its own", async () => {
  const accounts = [{ apiKey: "ek-a", tier: "free", rpm: 7 } as const, { apiKey: "ek-b", tier: "pro" } as const];
  const mixed = await startTestEmulator({ accounts, requestsPerMinute: undefined });
  try {
    expect(limits(await call(mixed, "GET /auth/proxy")).limit).toBe("7");
    expect(limits(await call(mixed, "GET /auth/proxy", { bearer: "ek-b" })).limit).toBe("30");
  } finally {
    await mixed.stop();
  }
});
