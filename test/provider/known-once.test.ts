// What is asked for once.
import { KnownOnce } from "../../src/provider/known-once";

const { signal } = new AbortController();

/** Fails `failures` times, then answers with one model. */
function asked(failures = 0) {
  let calls = 0;
  const ask = async () => {
    calls += 1;
    if (calls <= failures) throw new Error("no answer");
    return ["a"];
  };
  return { once: new KnownOnce("GET /models", ask), calls: () => calls };
}

test("callers that ask at once, or later, share one call", async () => {
  const { once, calls } = asked();
  const answers = await Promise.all([once.get(signal), once.get(signal)]);
  answers.push(await once.get(signal));
  expect(answers).toEqual([["a"], ["a"], ["a"]]);
  expect(calls()).toBe(1);
});

test("after a failure the next one asks again", async () => {
  const { once, calls } = asked(1);
  await expect(once.get(signal)).rejects.toThrow("no answer");
  await expect(once.get(signal)).resolves.toEqual(["a"]);
  expect(calls()).toBe(2);
});

test("who gives up leaves alone", async () => {
  const { once, calls } = asked();
  const given = new AbortController();
  const left = once.get(given.signal);
  const stayed = once.get(signal);
  given.abort();
  await expect(left).rejects.toMatchObject({ code: "cancelled" });
  await expect(stayed).resolves.toEqual(["a"]);
  expect(calls()).toBe(1);
});
