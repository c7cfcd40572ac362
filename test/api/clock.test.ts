import { systemClock } from "../../src/api";

test("sleep ends", async () => {
  await expect(systemClock.sleep(0)).resolves.toBeUndefined();
  await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
});

test("sleep ends at once where it is aborted, and tells the reason", async () => {
  const reason = new Error("enough");
  const aborted = { name: "AbortError", cause: reason };
  await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toMatchObject(aborted);
  const stop = new AbortController();
  const sleep = systemClock.sleep(3_600_000, stop.signal);
  stop.abort(reason);
  await expect(sleep).rejects.toMatchObject(aborted);
});
