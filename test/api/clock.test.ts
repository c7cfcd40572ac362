import { systemClock } from "../../src/api";

test("sleep ends", async () => {
  await expect(systemClock.sleep(0)).resolves.toBeUndefined();
  await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
});

test("sleep ends at once with the reason of an abort", async () => {
  const reason = new Error("enough");
  await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const stop = new AbortController();
  const sleep = systemClock.sleep(3_600_000, stop.signal);
  stop.abort(reason);
  await expect(sleep).rejects.toBe(reason);
});
