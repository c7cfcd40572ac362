// What does not change while a command runs, asked for once: one call, shared by all who ask, and remembered.
import { SharedCall } from "../api/keys/shared-call";

export class KnownOnce<T> {
  private known: { readonly answer: T } | undefined;
  private underWay: SharedCall<{ readonly answer: T }> | undefined;

  /** `endpoint` is for messages. */
  constructor(
    private readonly endpoint: string,
    private readonly ask: (signal: AbortSignal) => Promise<T>,
  ) {}

  async get(signal: AbortSignal): Promise<T> {
    const { answer } = this.known ?? (await (this.joinable() ?? this.launch()).wait(signal));
    return answer;
  }

  /** A call that failed has nobody who waits any more: the next one asks again. */
  private joinable(): SharedCall<{ readonly answer: T }> | undefined {
    return this.underWay?.abandoned ? undefined : this.underWay;
  }

  private launch(): SharedCall<{ readonly answer: T }> {
    this.underWay = new SharedCall(this.endpoint, async (signal) => ({ answer: await this.ask(signal) }));
    this.underWay.settled((known) => (this.known = known));
    return this.underWay;
  }
}
