// A clock for real HTTP without real waiting: time stands while anything can go on, and jumps to the next moment for
// which something sleeps as soon as nothing can.
import { type Clock } from "../../src/api";
import { START } from "./fake-clock";
import { requestsUnderWay } from "./requests-under-way";

interface Sleeper {
  readonly due: number;
  readonly began: number;
  readonly owner: "client" | "server";
  readonly wake: () => void;
}

export class VirtualClock {
  private sleepers: Sleeper[] = [];

  /**
   * @param requestTimeoutMs - after so long a client gives up on an answer that the server delays
   * @param time - milliseconds since 1970; 2026 begins where omitted
   */
  constructor(
    private readonly requestTimeoutMs: number,
    private time: number = START,
  ) {}

  now(): number {
    return this.time;
  }

  /** For clients. */
  readonly client: Clock = {
    now: () => this.time,
    sleep: (ms, signal) => this.sleep(ms, "client", signal),
  };

  /** For servers: how long an answer is delayed. */
  readonly serverSleep = (ms: number, signal: AbortSignal): Promise<void> => this.sleep(ms, "server", signal);

  /** Lets `work` go on to its end, as much time as that may take. */
  async run<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const end = () => void (ended = true);
    work.then(end, end);
    while (!ended) {
      await turn();
      // What is due now comes first: a client that is about to give up does not wait for its own request to end.
      if (this.jump(this.time) || this.isBusy()) continue;
      // What has just been answered may be about to send the next request.
      for (let turns = 0; turns < 3 && !ended; turns++) await turn();
      if (!ended && !this.isBusy()) this.jump(Infinity);
    }
    return work;
  }

  /** Moves the time on, with nothing under way but delayed answers. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    while (this.jump(end)) await turn();
    this.time = end;
  }

  /** Whether a request is under way that the server does not delay. */
  private isBusy(): boolean {
    const delayed = this.sleepers.filter(
      ({ owner, began }) => owner === "server" && this.time < began + this.requestTimeoutMs,
    );
    return requestsUnderWay() > delayed.length;
  }

  /** Wakes the sleeper that is due first, if that is not after `end`. */
  private jump(end: number): boolean {
    const next = this.sleepers.reduce<Sleeper | undefined>(
      (first, one) => (first && first.due <= one.due ? first : one),
      undefined,
    );
    if (!next || next.due > end) return false;
    this.time = Math.max(this.time, next.due);
    this.remove(next);
    next.wake();
    return true;
  }

  private sleep(ms: number, owner: Sleeper["owner"], signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.remove(sleeper);
        reject(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
      };
      const wake = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper: Sleeper = { due: this.time + ms, began: this.time, owner, wake };
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort, { once: true });
      this.sleepers.push(sleeper);
    });
  }

  private remove(sleeper: Sleeper): void {
    this.sleepers = this.sleepers.filter((other) => other !== sleeper);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
