import { call, startTestEmulator } from "./emulator";
import { VirtualClock } from "./virtual-clock";

const TIMEOUT_MS = 30_007;

/** A call that its client gives up as the provider does. */
async function impatient(
  clock: VirtualClock,
  emulator: Awaited<ReturnType<typeof startTestEmulator>>,
): Promise<string> {
  const expiry = new AbortController();
  const answered = new AbortController();
  const patience = clock.client.sleep(TIMEOUT_MS, answered.signal).then(
    () => expiry.abort(),
    () => undefined,
  );
  try {
    const { status } = await call(emulator, "GET /auth/proxy", { signal: expiry.signal });
    return `${status} at ${clock.now()}`;
  } catch {
    return `given up at ${clock.now()}`;
  } finally {
    answered.abort();
    await patience;
  }
}

test("time stands while requests are under way, and jumps over what a server delays", async () => {
  const clock = new VirtualClock(TIMEOUT_MS, 0);
  const emulator = await startTestEmulator({ clock, wait: clock.serverSleep });
  expect(await clock.run(impatient(clock, emulator))).toBe("200 at 0");
  emulator.inject({ endpoint: "GET /auth/proxy", kind: "delay", milliseconds: 20_000 });
  expect(await clock.run(impatient(clock, emulator))).toBe("200 at 20000");
  await emulator.stop();
});

test("clients that give up at the same moment all do, and what they gave up is under way no longer", async () => {
  const clock = new VirtualClock(TIMEOUT_MS, 0);
  const emulator = await startTestEmulator({ clock, wait: clock.serverSleep });
  emulator.inject({ endpoint: "GET /auth/proxy", kind: "delay", milliseconds: 90_000, times: 3 });
  const calls = [1, 2, 3].map(() => impatient(clock, emulator));
  expect(await clock.run(Promise.all(calls))).toEqual(Array(3).fill("given up at 30007"));
  expect(await clock.run(impatient(clock, emulator))).toBe("200 at 30007");
  await emulator.stop();
});
