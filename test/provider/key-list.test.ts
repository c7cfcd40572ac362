// The account's keys as one process knows them: one list for all, kept true by writes, and fenced against lists that
// were under way meanwhile.
import { type KeyObject } from "../../src/api";
import { keyId } from "../../src/provider/key-id";
import { KeyList } from "../../src/provider/key-list";

const signal = new AbortController().signal;
const A: KeyObject = { key: "ek-proxy-a", name: "a", is_active: true };
const B: KeyObject = { key: "ek-proxy-b", name: "b", is_active: false };

/** Lists that answer when the test says so. */
function account() {
  let now = 0;
  const answers: { resolve: (keys: KeyObject[]) => void; reject: (error: Error) => void }[] = [];
  const calls = {
    list: () => new Promise<KeyObject[]>((resolve, reject) => answers.push({ resolve, reject })),
  };
  const keys = new KeyList(() => now);
  return { keys, calls, answers, wait: (ms: number) => (now += ms) };
}

const names = (index: ReadonlyMap<string, KeyObject>) => [...index.values()].map(({ name }) => name);

test("any number of readers share one list", async () => {
  const { keys, calls, answers } = account();
  const reads = [keys.get(calls, signal), keys.get(calls, signal)];
  answers[0]?.resolve([A, B]);
  expect((await Promise.all(reads)).map(names)).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(names(await keys.get(calls, signal))).toEqual(["a", "b"]);
  expect(answers).toHaveLength(1);
});

test("a list that failed is not remembered", async () => {
  const { keys, calls, answers } = account();
  const failed = keys.get(calls, signal);
  answers[0]?.reject(new Error("no"));
  await expect(failed).rejects.toThrow("no");
  const read = keys.get(calls, signal);
  answers[1]?.resolve([A]);
  expect(names(await read)).toEqual(["a"]);
});

test("writes keep what is known true, without another list", async () => {
  const { keys, calls, answers } = account();
  const first = keys.get(calls, signal);
  answers[0]?.resolve([A]);
  await first;
  keys.wrote(B.key, B);
  keys.wrote(A.key, { name: "renamed" });
  expect(names(await keys.get(calls, signal))).toEqual(["renamed", "b"]);
  keys.removed(A.key);
  expect(names(await keys.get(calls, signal))).toEqual(["b"]);
  expect(answers).toHaveLength(1);
});

test("a list that was under way during a write is not believed for what the write touched", async () => {
  const { keys, calls, answers } = account();
  const read = keys.get(calls, signal);
  keys.wrote(B.key, B);
  keys.removed(A.key);
  // The server had put its answer together before the writes.
  answers[0]?.resolve([A]);
  expect(names(await read)).toEqual(["b"]);
  expect(names(await keys.get(calls, signal))).toEqual(["b"]);
});

test("after a write of unknown effect everything is listed anew", async () => {
  const { keys, calls, answers } = account();
  const before = keys.get(calls, signal);
  keys.forget();
  answers[0]?.resolve([A]);
  await before;
  const after = keys.get(calls, signal);
  answers[1]?.resolve([A, B]);
  expect(names(await after)).toEqual(["a", "b"]);
});

describe("the status of a key", () => {
  test("comes from one list for all who ask", async () => {
    const { keys, calls, answers } = account();
    const asked = [keys.status(calls, A.key, signal), keys.status(calls, B.key, signal)];
    answers[0]?.resolve([A, B]);
    expect(await Promise.all(asked)).toEqual([true, false]);
    expect(answers).toHaveLength(1);
  });

  test("is believed for ten seconds after the list was asked for, and then looked up again", async () => {
    const { keys, calls, answers, wait } = account();
    const first = keys.status(calls, A.key, signal);
    wait(4_000); // on its way
    answers[0]?.resolve([A]);
    expect(await first).toBe(true);
    wait(6_000);
    expect(await keys.status(calls, A.key, signal)).toBe(true);
    expect(answers).toHaveLength(1);
    wait(1);
    const again = keys.status(calls, A.key, signal);
    answers[1]?.resolve([{ ...A, is_active: false }]);
    expect(await again).toBe(false);
  });

  test("is what a write's answer told", async () => {
    const { keys, calls, answers } = account();
    const first = keys.status(calls, A.key, signal);
    answers[0]?.resolve([A]);
    await first;
    keys.wrote(A.key, { is_active: false });
    expect(await keys.status(calls, A.key, signal)).toBe(false);
    expect(answers).toHaveLength(1);
  });

  test("of a key that the list lacks is not known", async () => {
    const { keys, calls, answers } = account();
    const asked = keys.status(calls, keyId("x"), signal);
    answers[0]?.resolve([A]);
    expect(await asked).toBeUndefined();
  });
});
