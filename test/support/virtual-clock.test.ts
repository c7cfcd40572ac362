import { once } from "node:events";
import { createServer, get } from "node:http";
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

const clients: ReadonlyArray<[name: string, send: (url: string) => Promise<unknown>]> = [
  ["fetch", (url) => fetch(url)],
  ["node:http", (url) => new Promise((answered) => get(url, (answer) => answered(answer.resume())))],
];

test.each(clients)("time stands while a server takes its time over a request of %s", async (_, send) => {
  const clock = new VirtualClock(TIMEOUT_MS, 0);
  const server = createServer((_request, answer) => void setTimeout(() => answer.end("late"), 30));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const asleep = new AbortController();
  const sleeping = clock.client.sleep(1_000, asleep.signal).catch(() => undefined);
  try {
    await clock.run(send(`http://127.0.0.1:${port}`));
    expect(clock.now()).toBe(0);
  } finally {
    asleep.abort();
    await sleeping;
    server.close();
    server.closeAllConnections();
  }
});
