// The keys that this process created, and their order: creates that the API's list could not tell apart run one at a time,
// so that a key which appears after a lost answer has one possible owner.
import { type KeyObject } from "../api";

export class CreatedKeys {
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly owned = new Set<string>();
  private behind = 0;

  /** Runs `work` when no other of the same `kind` is under way; first come, first served. */
  oneAtATime<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(kind) ?? Promise.resolve()).then(work);
    const ended = turn.catch(() => undefined);
    this.queues.set(kind, ended);
    return turn;
  }

  /** Seconds by which the API's clock was seen to be behind that of the answers' Date: a key was created before it was asked for. */
  get behindSeconds(): number {
    return this.behind;
  }

  /** A key was created, and asked for at this moment by the answers' Date, in milliseconds. */
  created({ created_at }: KeyObject, askedAt: number | undefined): void {
    if (created_at === undefined || askedAt === undefined) return;
    this.behind = Math.max(this.behind, Math.floor(askedAt / 1000) - created_at);
  }

  /** The key with this id belongs to a resource now. */
  claim(id: string): void {
    this.owned.add(id);
  }

  isClaimed(id: string): boolean {
    return this.owned.has(id);
  }
}
