// Which calls are under way, for code that waits until all are done.

export class InFlight {
  private readonly calls = new Set<Promise<void>>();

  /** `call` settles when it is answered, or never will be. */
  add(call: Promise<void>): void {
    const ended = call.finally(() => this.calls.delete(ended));
    this.calls.add(ended);
  }

  /** Resolves as soon as no call is under way; at once where none is. */
  async none(): Promise<void> {
    while (this.calls.size > 0) await Promise.allSettled(this.calls);
  }
}
