// One call under way that several wait for. One that gives up leaves alone; the call is cancelled when nobody waits any
// more.
import { ApiError } from "../errors";

export class SharedCall<T> {
  private readonly abandoning = new AbortController();
  private readonly result: Promise<T>;
  private waiting = 0;

  constructor(
    private readonly endpoint: string,
    call: (signal: AbortSignal) => Promise<T>,
  ) {
    this.result = call(this.abandoning.signal);
  }

  /** Has `then` called when the call ends, before anyone who waits; with undefined if it failed, of which those are told. */
  settled(then: (result: T | undefined) => void): void {
    this.result.then(then, () => then(undefined));
  }

  /** It was cancelled, and must not be joined any more. */
  get abandoned(): boolean {
    return this.abandoning.signal.aborted;
  }

  async wait(signal: AbortSignal): Promise<T> {
    this.waiting++;
    try {
      return await orCancelled(this.result, signal, this.endpoint);
    } finally {
      this.waiting--;
      if (this.waiting === 0) this.abandoning.abort();
    }
  }
}

function orCancelled<T>(result: Promise<T>, signal: AbortSignal, endpoint: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () =>
      reject(new ApiError({ code: "cancelled", endpoint, message: "the request was cancelled", effect: "none" }));
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", cancel));
  });
}
