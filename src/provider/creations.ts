// The keys that this process created, and their order: creates that the API's list could not tell apart run one at a time,
// so that a key which appears after a lost answer has one possible owner.

export class Creations {
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly owned = new Set<string>();

  /** Runs `work` when no other of the same `kind` is under way; first come, first served. */
  oneAtATime<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(kind) ?? Promise.resolve()).then(work);
    const ended = turn.catch(() => undefined);
    this.queues.set(kind, ended);
    return turn;
  }

  /** The key with this id belongs to a resource now. */
  claim(id: string): void {
    this.owned.add(id);
  }

  isClaimed(id: string): boolean {
    return this.owned.has(id);
  }
}
