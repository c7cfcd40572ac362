import { AsyncLocalStorage } from "node:async_hooks";

test("a promise made in a test carries nothing of a storage", async () => {
  await Promise.resolve();
  expect(Object.getOwnPropertySymbols(Promise.resolve())).toEqual([]);
});

test("another storage is known to all that follows from its call, and to nothing else", async () => {
  const storage = new AsyncLocalStorage<string>();
  try {
    const seen = ["one", "two"].map((name) =>
      storage.run(name, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return storage.getStore();
      }),
    );
    expect(storage.getStore()).toBeUndefined();
    expect(await Promise.all(seen)).toEqual(["one", "two"]);
  } finally {
    storage.disable();
  }
});
