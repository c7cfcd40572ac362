// The account's keys as one process knows them: one list for all, kept true by writes, and fenced against lists that
// were under way meanwhile.
import { type KeyObject } from "../../../src/api";
import { keyId } from "../../../src/api/key-id";
import { KeyList } from "../../../src/api/keys/key-list";

const signal = new AbortController().signal;
const A: KeyObject = { key: "ek-proxy-a", name: "a", is_active: true };
const B: KeyObject = { key: "ek-proxy-b", name: "b", is_active: false };

/** Lists that answer when the test says so. */
function account() {
  let now = 0;
  const answers: { signal: AbortSignal; resolve: (keys: KeyObject[]) => void; reject: (error: Error) => void }[] = [];
  const calls = {
    list: (signal: AbortSignal) =>
      new Promise<KeyObject[]>((resolve, reject) => answers.push({ signal, resolve, reject })),
  };
  const keys = new KeyList(() => now);
  return { keys, calls, answers, now: () => now, wait: (ms: number) => (now += ms) };
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
  const { keys, calls, answers, now } = account();
  const first = keys.get(calls, signal);
  answers[0]?.resolve([A]);
  await first;
  keys.wrote(B.key, B, now());
  keys.wrote(A.key, { name: "renamed" }, now());
  expect(names(await keys.get(calls, signal))).toEqual(["renamed", "b"]);
  keys.removed(A.key);
  expect(names(await keys.get(calls, signal))).toEqual(["b"]);
  expect(answers).toHaveLength(1);
});

test("what was handed out stays as it was, and is copied anew only after a write: not for each key that is read", async () => {
  const { keys, calls, answers, now } = account();
  const first = keys.get(calls, signal);
  answers[0]?.resolve([A]);
  const before = await first;
  expect(await keys.get(calls, signal)).toBe(before);
  keys.wrote(B.key, B, now());
  const after = await keys.get(calls, signal);
  expect([names(before), names(after)]).toEqual([["a"], ["a", "b"]]);
  expect(await keys.get(calls, signal)).toBe(after);
});

test("a list that was under way during a write is not believed for what the write touched", async () => {
  const { keys, calls, answers, now } = account();
  const read = keys.get(calls, signal);
  keys.wrote(B.key, B, now());
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
    expect(await Promise.all(asked)).toEqual([
      { on: true, freshUntil: 10_000 },
      { on: false, freshUntil: 10_000 },
    ]);
    expect(answers).toHaveLength(1);
  });

  test("is looked up again where the clock was set back since", async () => {
    const { keys, calls, answers, wait } = account();
    const first = keys.status(calls, A.key, signal);
    answers[0]?.resolve([A]);
    await first;
    wait(-3_600_000);
    void keys.status(calls, A.key, signal);
    await Promise.resolve();
    expect(answers).toHaveLength(2);
  });

  test("is believed for ten seconds after the list was asked for, and then looked up again", async () => {
    const { keys, calls, answers, wait } = account();
    const first = keys.status(calls, A.key, signal);
    wait(4_000); // on its way
    answers[0]?.resolve([A]);
    expect(await first).toMatchObject({ on: true });
    wait(6_000);
    expect(await keys.status(calls, A.key, signal)).toMatchObject({ on: true });
    expect(answers).toHaveLength(1);
    wait(1);
    const again = keys.status(calls, A.key, signal);
    answers[1]?.resolve([{ ...A, is_active: false }]);
    expect(await again).toMatchObject({ on: false });
  });

  test("is what a write's answer told", async () => {
    const { keys, calls, answers, now } = account();
    const first = keys.status(calls, A.key, signal);
    answers[0]?.resolve([A]);
    await first;
    keys.wrote(A.key, { is_active: false }, now());
    expect(await keys.status(calls, A.key, signal)).toMatchObject({ on: false });
    expect(answers).toHaveLength(1);
  });

  test("of a key that the list lacks is not known", async () => {
    const { keys, calls, answers } = account();
    const asked = keys.status(calls, keyId("x"), signal);
    answers[0]?.resolve([A]);
    expect(await asked).toBeUndefined();
  });
});

test("a caller that gives up a list leaves the others alone; it is cancelled when nobody waits for it", async () => {
  const { keys, calls, answers } = account();
  const patient = new AbortController();
  const impatient = new AbortController();
  const first = keys.get(calls, impatient.signal);
  const second = keys.get(calls, patient.signal);
  impatient.abort();
  await expect(first).rejects.toMatchObject({ code: "cancelled" });
  answers[0]?.resolve([A]);
  expect(names(await second)).toEqual(["a"]);

  keys.forget();
  const third = keys.get(calls, patient.signal);
  patient.abort();
  await expect(third).rejects.toMatchObject({ code: "cancelled" });
  expect(answers[1]?.signal.aborted).toBe(true);
  const fourth = keys.get(calls, signal);
  answers[2]?.resolve([B]);
  expect(names(await fourth)).toEqual(["b"]);
});

test("a look after a mark takes no list that began before it, and shares one that began later", async () => {
  const { keys, calls, answers } = account();
  const early = keys.get(calls, signal);
  const mark = keys.mark();
  const looks = [keys.look(calls, signal, mark), keys.look(calls, signal, mark)];
  answers[0]?.resolve([A]);
  answers[1]?.resolve([A, B]);
  expect(names(await early)).toEqual(["a"]);
  expect((await Promise.all(looks)).map((look) => names(look.keys))).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(names((await keys.look(calls, signal, mark)).keys)).toEqual(["a", "b"]);
  expect(answers).toHaveLength(2);
});

test("a list that lands late does not replace a later one", async () => {
  const { keys, calls, answers } = account();
  const early = keys.get(calls, signal);
  const late = keys.look(calls, signal, keys.mark());
  answers[1]?.resolve([A, B]);
  await late;
  answers[0]?.resolve([A]);
  await early;
  expect(names(await keys.get(calls, signal))).toEqual(["a", "b"]);
});

test("a write that tells nothing of the status does not make an old status young", async () => {
  const { keys, calls, answers, wait, now } = account();
  const listed = keys.get(calls, signal);
  answers[0]?.resolve([A]);
  await listed;
  wait(9_000);
  keys.wrote(A.key, { name: "renamed" }, now());
  expect(await keys.status(calls, A.key, signal)).toEqual({ on: true, freshUntil: 10_000 });
  wait(2_000);
  void keys.status(calls, A.key, signal);
  expect(answers).toHaveLength(2);
});

test("a status that a write answered is as old as the write", async () => {
  const { keys, calls, answers, wait, now } = account();
  const listed = keys.get(calls, signal);
  answers[0]?.resolve([A]);
  await listed;
  const sent = now();
  wait(4_000);
  keys.wrote(A.key, { is_active: false }, sent);
  expect(await keys.status(calls, A.key, signal)).toEqual({ on: false, freshUntil: sent + 10_000 });
});

test("what is written anew is no longer odd", async () => {
  const { keys, calls, answers, now } = account();
  const first = keys.get(calls, signal);
  answers[0]?.resolve([{ ...A, odd: ["name: expected a string", "expires_at: expected a number"] }]);
  await first;
  const oddOf = async () => (await keys.get(calls, signal)).get(keyId(A.key))?.odd;
  keys.wrote(A.key, { is_active: false }, now());
  expect(await oddOf()).toEqual(["name: expected a string", "expires_at: expected a number"]);
  keys.wrote(A.key, { name: "renamed" }, now());
  expect(await oddOf()).toEqual(["expires_at: expected a number"]);
  keys.wrote(A.key, { expires_at: -1 }, now());
  expect((await keys.get(calls, signal)).get(keyId(A.key))).not.toHaveProperty("odd");
});
