// About how long an apply will take: told once per plan, with the number of calls, and never by the apply itself.
import { type Outlook } from "../../src/api";
import { ApplyTime } from "../../src/provider/apply-time";
import { Run } from "../../src/provider/run";
import { proxyKeySchema } from "../../src/provider/proxy-key/schema";
import { Decimal, type ObjectValue } from "../../src/terraform/cty";
import { Core } from "../support/core";
import { FakeClock } from "../support/fake-clock";
import { type Declared, Scene, declare, textsOf } from "../support/scene";

const signal = new AbortController().signal;
const SLOW: Outlook = { free: 4, perMinute: 5, isAssumed: false, lockedOutMs: 0 };

/** Plans keys with so many calls each, one after the other with so many milliseconds in between; what the plan says. */
async function planned(outlook: Outlook, calls: readonly number[], everyMs = 10) {
  const clock = new FakeClock();
  const applyTime = new ApplyTime(() => Promise.resolve(outlook), clock, new Run());
  const said: string[] = [];
  let open = 0;
  for (const count of calls) {
    open++;
    void applyTime.add(count, signal).then((diagnostics) => {
      said.push(...diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`));
      open--;
    });
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(everyMs);
  }
  for (let turns = 0; open > 0 && turns < 2_000; turns++) {
    await clock.advance(10);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { said, tookMs: clock.now() - new FakeClock().now() };
}

const ones = (count: number) => Array<number>(count).fill(1);

test("100 keys at five a minute: one warning, with all calls and the shared list", async () => {
  const { said } = await planned(SLOW, ones(100));
  expect(said).toEqual([
    `The apply will wait for the API's request limit: It needs at least 101 calls. The account may make 5 calls a minute, and 4 now. So the apply takes about 20 minutes. Meanwhile terraform shows only "Still creating..." or the like. TF_LOG_PROVIDER=INFO logs what the apply waits for.`,
  ]);
});

test.each<[string, Partial<Outlook>, number[], string]>([
  [
    "a minute more",
    {},
    ones(4),
    "at least 5 calls. The account may make 5 calls a minute, and 4 now. So the apply takes about 1 minute.",
  ],
  ["several calls of one key", {}, [2, 0, 2, 2], "at least 7 calls."],
  [
    "a lock-out",
    { free: 0, lockedOutMs: 150_000 },
    ones(9),
    "and 0 now. It exceeded its limit, and is locked out. So the apply takes about 4 minutes.",
  ],
  [
    "an assumed limit",
    { free: 5, isAssumed: true },
    ones(20),
    "The account's limit is not known yet; 5 calls a minute are assumed, and 5 now. So the apply takes about 4 minutes, or less if the API then tells a higher limit.",
  ],
])("%s is told", async (_, outlook, calls, expected) => {
  expect((await planned({ ...SLOW, ...outlook }, calls)).said).toEqual([expect.stringContaining(expected)]);
});

test.each<[string, Partial<Outlook>, number[]]>([
  ["what can be made at once", {}, ones(3)],
  ["keys without a call", {}, Array<number>(50).fill(0)],
  ["a minute by an assumed limit", { free: 5, isAssumed: true }, ones(9)],
  ["a single key, of which there is no telling whether it is planned or applied", { free: 1 }, [3]],
])("%s is not worth a word", async (_, outlook, calls) => {
  expect((await planned({ ...SLOW, ...outlook }, calls)).said).toEqual([]);
});

test("only plans that are told of are held, and for a moment", async () => {
  expect((await planned(SLOW, ones(3), 0)).tookMs).toBe(0);
  expect((await planned(SLOW, ones(50), 0)).tookMs).toBeLessThanOrEqual(210);
});

test("what comes later is told of once it has doubled", async () => {
  const { said } = await planned(SLOW, ones(60), 300);
  expect(said.map((text) => /at least \d+/.exec(text)?.[0])).toEqual([
    "at least 5",
    "at least 11",
    "at least 23",
    "at least 47",
  ]);
});

test("a plan that never comes to rest is told of after ten seconds", async () => {
  const { said } = await planned(SLOW, ones(150), 90);
  expect(said[0]).toContain("at least 116 calls");
});

test("an apply says nothing, also if it begins while a key is held", async () => {
  const clock = new FakeClock();
  const run = new Run();
  const applyTime = new ApplyTime(() => Promise.resolve(SLOW), clock, run);
  const held = Promise.all(ones(20).map((calls) => applyTime.add(calls, signal)));
  await new Promise((resolve) => setImmediate(resolve));
  run.applies();
  await clock.advance(1_000);
  await clock.advance(1_000);
  expect((await held).flat()).toEqual([]);
  expect(await applyTime.add(50, signal)).toEqual([]);
});

test("nothing that goes wrong fails a plan", async () => {
  const clock = new FakeClock();
  const applyTime = new ApplyTime(() => Promise.reject(new Error("no budget to look at")), clock, new Run());
  expect(await applyTime.add(50, signal)).toEqual([]);
  const stopped = new AbortController();
  const held = new ApplyTime(() => Promise.resolve(SLOW), clock, new Run()).add(50, stopped.signal);
  await new Promise((resolve) => setImmediate(resolve));
  stopped.abort();
  expect(await held).toEqual([]);
});

describe("in a plan", () => {
  let scene: Scene;
  afterEach(() => scene.close());

  const keys = (count: number, settings: ObjectValue = {}): Declared =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, declare({ name: `k${n}`, ...settings })]));
  const waits = (texts: readonly string[]) => texts.filter((text) => text.startsWith("The apply will wait"));

  test("creates, updates and destroys are counted; the apply says nothing", async () => {
    scene = await Scene.open({ requestsPerMinute: 5 });
    expect(await scene.apply(keys(2))).toMatchObject({ failed: false, messages: [] });
    await scene.clock.advance(61_000);
    scene.emulator.resetRequests();

    expect(waits(textsOf(await scene.plan(keys(52))))).toEqual([
      expect.stringMatching(/at least 51 calls\. The account may make 5 calls a minute, and 4 now.*about 10 minutes\./),
    ]);
    expect(scene.emulator.requests()).toEqual({ "GET /auth/proxy": 1 });
    expect(await scene.apply(keys(52))).toMatchObject({ failed: false, messages: [] });

    await scene.clock.advance(61_000);
    const off = keys(52, { enabled: false, allocated_amount: Decimal.fromNumber(20) });
    // A toggle and an update each.
    expect(waits(textsOf(await scene.plan(off)))).toEqual([expect.stringContaining("at least 105 calls")]);
    expect(waits(textsOf(await scene.plan({})))).toEqual([expect.stringContaining("at least 53 calls")]);
    expect(waits(textsOf(await scene.plan(keys(52))))).toEqual([]);
    expect(scene.emulator.refused()).toBe(0);
  });

  test("a replaced key counts with its removal and its creation", async () => {
    scene = await Scene.open({ requestsPerMinute: 5 }, new Core("electronhub_proxy_key", proxyKeySchema));
    const rotating = keys(6, { valid_for: "1h", rotate_before: "30m" });
    await scene.apply(rotating);
    await scene.clock.advance(31 * 60_000);
    expect(waits(textsOf(await scene.plan(rotating)))).toEqual([expect.stringContaining("at least 13 calls")]);
  });
});
