// Waiting until no call is being answered or delayed.
import { type Emulator } from "../../src/emulator";
import { call, startTestEmulator } from "../support/emulator";
import { FakeClock } from "../support/fake-clock";

/** Delayed answers, until the test lets them go on. */
class Delays {
  private waiting: (() => void)[] = [];
  readonly wait = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")));
      this.waiting.push(resolve);
    });
  get length(): number {
    return this.waiting.length;
  }
  endFirst(): void {
    this.waiting.shift()?.();
  }
}

let emulator: Emulator;
let delays: Delays;
beforeEach(async () => {
  delays = new Delays();
  emulator = await startTestEmulator({ clock: new FakeClock(), wait: delays.wait });
});
afterEach(() => emulator.stop());

const CREATE = "POST /auth/proxy/create";
const SETTINGS = { name: "ci", expires_at: -1, allocated_ammount: 100 };
const create = (signal?: AbortSignal) => call(emulator, CREATE, { body: SETTINGS, signal });
const delayNext = (when: "before" | "after", times = 1) =>
  emulator.inject({ endpoint: CREATE, kind: "delay", when, milliseconds: 1000, times });

const turn = () => new Promise(setImmediate);
async function delayed(count: number): Promise<void> {
  while (delays.length < count) await turn();
}

/** Whether the emulator is idle by now, as far as `idle` tells. */
function watchIdle(): () => boolean {
  let isIdle = false;
  void emulator.idle().then(() => (isIdle = true));
  return () => isIdle;
}

test("at once where nothing was ever called, and after an answer", async () => {
  await emulator.idle();
  await create();
  await emulator.idle();
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("not while a call is delayed %s its effect", async (when, effects) => {
  delayNext(when);
  const answer = create();
  await delayed(1);
  const isIdle = watchIdle();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect([isIdle(), emulator.store.keys().length]).toEqual([false, effects]);
  delays.endFirst();
  await emulator.idle();
  expect([isIdle(), emulator.store.keys().length]).toEqual([true, 1]);
  expect((await answer).status).toBe(200);
});

test("a late effect has come, though its client has given up", async () => {
  delayNext("before");
  const patience = new AbortController();
  const attempt = create(patience.signal);
  await delayed(1);
  patience.abort();
  await expect(attempt).rejects.toThrow("aborted");
  const isIdle = watchIdle();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect([isIdle(), emulator.store.keys().length]).toEqual([false, 0]);
  delays.endFirst();
  await emulator.idle();
  expect(emulator.store.keys()).toHaveLength(1);
});

test("all of several calls are waited for, one that came later too", async () => {
  delayNext("before", 3);
  const first = [create(), create()];
  await delayed(2);
  const isIdle = watchIdle();
  delays.endFirst();
  await Promise.race(first);
  const later = create();
  await delayed(2);
  delays.endFirst();
  await Promise.all(first);
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect([isIdle(), emulator.store.keys().length]).toEqual([false, 2]);
  delays.endFirst();
  await emulator.idle();
  expect([isIdle(), emulator.store.keys().length]).toEqual([true, 3]);
  expect((await later).status).toBe(200);
});

test("after a reset, and after stop", async () => {
  emulator.inject({ endpoint: CREATE, kind: "reset" });
  await expect(create()).rejects.toThrow("fetch failed");
  await emulator.idle();
  delayNext("before");
  const failed = expect(create()).rejects.toThrow("fetch failed");
  await delayed(1);
  await emulator.stop();
  await failed;
  await emulator.idle();
  expect(emulator.store.keys()).toEqual([]);
});

test("control calls leave it idle", async () => {
  await fetch(`${emulator.url}/emulator/state`).then((response) => response.text());
  await emulator.idle();
});
