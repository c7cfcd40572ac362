import { FakeClock } from "./fake-clock";

test("sleeps end in the order in which they are due, at their time", async () => {
  const clock = new FakeClock(0);
  const woken: string[] = [];
  const sleep = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push(`${name} at ${clock.now()}`));
  void sleep("late", 300);
  void sleep("early", 100).then(() => sleep("again", 100));
  void sleep("never", 900);
  await clock.advance(400);
  expect(woken).toEqual(["early at 100", "again at 200", "late at 300"]);
  expect(clock.now()).toBe(400);
  expect(clock.sleeping).toEqual([900]);
});

test("an abort ends a sleep with its reason", async () => {
  const clock = new FakeClock();
  const reason = new Error("enough");
  await expect(clock.sleep(1, AbortSignal.abort(reason))).rejects.toBe(reason);
  const stop = new AbortController();
  const sleep = clock.sleep(1, stop.signal);
  stop.abort(reason);
  await expect(sleep).rejects.toBe(reason);
  expect(clock.sleeping).toEqual([]);
});

test("asleep waits for a sleep that has yet to begin", async () => {
  const clock = new FakeClock();
  const asleep = clock.asleep(5);
  void clock.sleep(4);
  void clock.sleep(5);
  await expect(asleep).resolves.toBeUndefined();
  await expect(clock.asleep(4)).resolves.toBeUndefined();
});
