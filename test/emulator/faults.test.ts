// Faults: what a client sees, whether the call took effect, and how often they hit.
import { type Emulator, type Fault } from "../../src/emulator";
import { type FaultKind, respondWith } from "../../src/emulator/faults";
import { call, FakeClock, json, numberedKey, numberedKeys, startTestEmulator } from "../support/emulator";

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
const inject = (fault: FaultKind, times?: number) => emulator.inject({ endpoint: CREATE, times, ...fault });
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
  clock.advance(179_999);
  expect((await create()).status).toBe(429);
  clock.advance(1);
  expect((await create()).status).toBe(200);
  expect(keys()).toBe(1);
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
      return new Response("the answer");
    };
    const wait = async (milliseconds: number) => void steps.push(`wait ${milliseconds}`);
    const fault = { kind: "delay", when, milliseconds: 250 } as const;
    const answer = await respondWith(fault, respond, wait, new AbortController().signal);
    expect(await answer?.text()).toBe("the answer");
    expect(steps).toEqual(expected);
  });
});

describe("a fault", () => {
  const FAILS: Fault = { endpoint: CREATE, kind: "respond", status: 500, body: {} };
  const statuses = async (calls: number) => {
    const answers: number[] = [];
    for (let sent = 0; sent < calls; sent += 1) answers.push((await create()).status);
    return answers;
  };

  test("hits once, unless told how often", async () => {
    emulator.inject(FAILS);
    expect(await statuses(2)).toEqual([500, 200]);
    emulator.inject({ ...FAILS, times: 2 });
    expect(await statuses(3)).toEqual([500, 500, 200]);
  });

  test("comes after those that were injected before it", async () => {
    emulator.inject(FAILS);
    emulator.inject({ ...FAILS, status: 503 });
    expect(await statuses(3)).toEqual([500, 503, 200]);
  });

  test("hits its endpoint only; * hits any", async () => {
    emulator.inject({ ...FAILS, endpoint: "DELETE /auth/proxy" });
    expect(await statuses(1)).toEqual([200]);
    emulator.clearFaults();
    emulator.inject({ ...FAILS, endpoint: "*", times: 2 });
    expect((await call(emulator, "GET /user/me")).status).toBe(500);
    expect((await call(emulator, "GET /nowhere")).status).toBe(500);
    expect((await call(emulator, "GET /user/me")).status).toBe(200);
  });

  test("is forgotten when faults are cleared", async () => {
    emulator.inject({ ...FAILS, times: 5 });
    emulator.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });

  test("is not used up by a call that is locked out", async () => {
    inject({ kind: "lock-out" });
    emulator.inject(FAILS);
    expect(await statuses(2)).toEqual([429, 429]);
    clock.advance(180_000);
    expect(await statuses(2)).toEqual([500, 200]);
  });

  test("counts as a call", async () => {
    inject({ kind: "reset" });
    await expect(create()).rejects.toThrow("fetch failed");
    expect(emulator.requests()).toEqual({ [CREATE]: 1 });
  });
});
