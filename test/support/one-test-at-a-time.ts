// jest-circus keeps which test it runs in an AsyncLocalStorage, for those that run side by side in one file (`test.concurrent`).
// Until Node 24 every promise pays for each of these storages, those of the files before it too: it was a quarter of the CPU time of
// all tests. Ours run one after the other, for which a variable does. Every other storage works as ever.
import { AsyncLocalStorage } from "node:async_hooks";

interface Storage {
  run: (this: Storage, store: unknown, callback: (...args: unknown[]) => unknown, ...args: unknown[]) => unknown;
  getStore: (this: Storage) => unknown;
}

/** The class belongs to the process, and each test file loads its own copy of this module. */
const DONE = Symbol.for("electronhub: one test at a time");

const prototype: Storage & { [DONE]?: true } = AsyncLocalStorage.prototype;

if (!prototype[DONE]) {
  prototype[DONE] = true;
  const { run, getStore } = prototype;
  const isOfCircus = new WeakMap<Storage, boolean>();
  const stores = new WeakMap<Storage, unknown>();

  prototype.run = function (store, callback, ...args) {
    if (!isOfCircus.has(this)) isOfCircus.set(this, /[\\/]jest-circus[\\/]/.test(caller()));
    if (!isOfCircus.get(this)) return run.call(this, store, callback, ...args);
    const outer = stores.get(this);
    const leave = () => void stores.set(this, outer);
    stores.set(this, store);
    let result: unknown;
    try {
      result = callback(...args);
    } catch (error) {
      leave();
      throw error;
    }
    if (isPromise(result)) return result.finally(leave);
    leave();
    return result;
  };
  prototype.getStore = function () {
    return stores.has(this) ? stores.get(this) : getStore.call(this);
  };
}

/** Where `run` was called: two calls up. */
function caller(): string {
  return new Error().stack?.split("\n")[3] ?? "";
}

/** The file's own class of promises is not the one that is known here. */
function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "finally" in value;
}
