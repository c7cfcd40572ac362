// Faults in place of the true answer: what a client sees, and whether the call took effect.
import { type Emulator } from "../../src/emulator";
import { respondWith } from "../../src/emulator/disturb";
import { type FaultKind } from "../../src/emulator/faults";
import { call, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startTestEmulator({ clock, random: numberedKeys() });
});
afterEach(() => emulator.stop());

const CREATE = "POST /auth/proxy/create";
const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const create = (signal?: AbortSignal) => call(emulator, CREATE, { body: SETTINGS, signal });
const inject = (fault: FaultKind) => emulator.inject({ endpoint: CREATE, ...fault });
const keys = () => emulator.store.keys().length;

test.each([
  ["before", 0],
  ["after", 1],
] as const)("respond, %s the effect", async (when, effects) => {
  inject({ kind: "respond", when, status: 503, body: { error: { message: "Maintenance" } } });
  const answer = await create();
  expect([answer.status, json(answer)]).toEqual([503, { error: { message: "Maintenance" } }]);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("x-ratelimit-limit")).toBe("1000000");
  expect(keys()).toBe(effects);
});

test("respond with a text, and with nothing", async () => {
  inject({ kind: "respond", status: 502, body: "<h1>Bad gateway</h1>" });
  inject({ kind: "respond", status: 200 });
  const first = await create();
  expect([first.status, first.headers.get("content-type"), first.text]).toEqual([
    502,
    "text/html",
    "<h1>Bad gateway</h1>",
  ]);
  const second = await create();
  expect([second.status, second.text]).toEqual([200, ""]);
  expect(keys()).toBe(0);
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("reset, %s the effect", async (when, effects) => {
  inject({ kind: "reset", when });
  await expect(create()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  expect(keys()).toBe(effects);
  expect((await create()).status).toBe(200);
});

test("lock-out: 429 now and for 180 s, without effect", async () => {
  inject({ kind: "lock-out" });
  const answer = await create();
  expect([answer.status, json(answer)]).toMatchObject([
    429,
    { error: { message: "Rate limit exceeded. Try again in 180 seconds." } },
  ]);
  expect(answer.headers.get("x-ratelimit-remaining")).toBe("0");
  await clock.advance(179_999);
  expect((await create()).status).toBe(429);
  await clock.advance(1);
  expect((await create()).status).toBe(200);
  expect(keys()).toBe(1);
});

test.each([
  ["not-owner", "The proxy key belongs to another account", "proxy_key", "proxy_key_forbidden"],
  ["too-many-api-keys", "Too many API keys are used from this IP address", null, "too_many_api_keys"],
] as const)("forbid (%s): 403 of the documented shape, without effect", async (reason, message, param, code) => {
  await create();
  const budget = (await create()).headers.get("x-ratelimit-remaining");
  emulator.inject({ endpoint: "DELETE /auth/proxy", kind: "forbid", reason });
  const answer = await call(emulator, "DELETE /auth/proxy");
  expect([answer.status, json(answer)]).toEqual([403, { error: { message, type: "permission_error", param, code } }]);
  expect(answer.headers.get("x-ratelimit-remaining")).toBe(String(Number(budget) - 1));
  expect(keys()).toBe(2);
  expect((await call(emulator, "DELETE /auth/proxy")).status).toBe(200);
  expect(keys()).toBe(0);
});

test.each([204, 205, 304])("respond with %d, which has no body, is refused when it is injected", async (status) => {
  const injected = () => inject({ kind: "respond", status, body: { a: 1 } });
  expect(injected).toThrow(new Error(`status must not be ${status}: HTTP allows no body with it`));
  expect((await create()).status).toBe(200);
});

test("truncate: half of the true answer, after the effect", async () => {
  inject({ kind: "truncate" });
  const broken = await create();
  const whole = await create();
  expect(broken.status).toBe(200);
  expect(broken.text).toBe(whole.text.replace(numberedKey(2), numberedKey(1)).slice(0, whole.text.length / 2));
  expect(() => json(broken)).toThrow(SyntaxError);
  expect(keys()).toBe(2);
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("html with 200, %s the effect", async (when, effects) => {
  inject({ kind: "html", when });
  const answer = await create();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
  expect(answer.text).toMatch(/^<!DOCTYPE html>/);
  expect(keys()).toBe(effects);
});

describe("delay", () => {
  const HOUR = 3_600_000;

  test("after the effect: the client gives up on a call that took place", async () => {
    inject({ kind: "delay", when: "after", milliseconds: HOUR });
    const patience = new AbortController();
    const attempt = create(patience.signal);
    while (emulator.events().length === 0) await new Promise(setImmediate);
    patience.abort();
    await expect(attempt).rejects.toThrow("aborted");
    expect(keys()).toBe(1);
  });

  test("does not hold up stop, and a call that waits for its effect then has none", async () => {
    inject({ kind: "delay", when: "before", milliseconds: HOUR });
    const failed = expect(create()).rejects.toThrow("fetch failed");
    while (emulator.requests()[CREATE] === undefined) await new Promise(setImmediate);
    await emulator.stop();
    await failed;
    expect(keys()).toBe(0);
  });

  test.each([
    ["before", ["wait 250", "effect"]],
    ["after", ["effect", "wait 250"]],
  ] as const)("%s: waits as long as told, on that side of the effect, then answers truly", async (when, expected) => {
    const steps: string[] = [];
    const respond = () => {
      steps.push("effect");
      return { status: 200, body: "the answer" };
    };
    const wait = async (milliseconds: number) => void steps.push(`wait ${milliseconds}`);
    const fault = { kind: "delay", when, milliseconds: 250 } as const;
    const answer = await respondWith(fault, respond, wait, new AbortController().signal);
    expect(await answer?.json()).toBe("the answer");
    expect(steps).toEqual(expected);
  });
});
