// When a client counts as gone.
import { Watchdog } from "../../../src/terraform/goplugin/watchdog";

const seen = { parentPid: 1, connections: 1, wasConnected: true };

test("a client with a connection is there", () => {
  const watchdog = new Watchdog(1);
  expect(watchdog.isClientGone(seen, 0)).toBe(false);
  expect(watchdog.isClientGone(seen, 60_000)).toBe(false);
});

test("another parent means that the client is gone", () => {
  expect(new Watchdog(1).isClientGone({ ...seen, parentPid: 2 }, 0)).toBe(true);
});

test("a client that has not connected yet is waited for, for a minute", () => {
  const watchdog = new Watchdog(1);
  const waiting = { ...seen, connections: 0, wasConnected: false };
  expect(watchdog.isClientGone(waiting, 0)).toBe(false);
  expect(watchdog.isClientGone(waiting, 59_999)).toBe(false);
  expect(watchdog.isClientGone(waiting, 60_000)).toBe(true);
});

test("five seconds without any connection mean that it is gone, a shorter gap does not", () => {
  const watchdog = new Watchdog(1);
  const alone = { ...seen, connections: 0 };
  expect(watchdog.isClientGone(alone, 0)).toBe(false);
  expect(watchdog.isClientGone(alone, 4_999)).toBe(false);
  expect(watchdog.isClientGone(seen, 5_000)).toBe(false);
  expect(watchdog.isClientGone(alone, 6_000)).toBe(false);
  expect(watchdog.isClientGone(alone, 11_000)).toBe(true);
});
