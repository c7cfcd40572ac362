// The keys that this process created, and their order: creates that the API's list could not tell apart run one at a time,
// so that a key which appears after a lost answer has one possible owner.
import { randomBytes } from "node:crypto";
import { type Claims, type KeyObject } from "../api";

export class CreatedKeys {
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly owned = new Set<string>();
  private behind = 0;
  /** This process, among those that share the request ledger. */
  private readonly who = randomBytes(8).toString("hex");

  constructor(private readonly claims: Claims) {}

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

  /** The key with this id belongs to a resource now: to one of this process, or, if false, of another one. */
  async claim(id: string): Promise<boolean> {
    this.owned.add(id);
    return this.claims.take(id, this.who);
  }

  /** From now on those of other processes count as claimed. Tells whether there are any. */
  async leaveToOthers(ids: readonly string[]): Promise<boolean> {
    const taken = await Promise.all(ids.map((id) => this.claims.isTaken(id, this.who)));
    const others = ids.filter((_, n) => taken[n]);
    for (const id of others) this.owned.add(id);
    return others.length > 0;
  }

  isClaimed(id: string): boolean {
    return this.owned.has(id);
  }
}
