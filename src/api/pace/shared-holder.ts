// The budget on a server, and in this process's own place while the server cannot be used. Nothing fails because of the server:
// what this process knows goes along when it moves from one to the other.
import { type Clock } from "../clock";
import { type Log } from "../log";
import { apartFrom } from "./apart";
import { type Budget } from "./budget";
import { Known } from "./known";
import { type Claims, type Holder, LedgerError, type Make } from "./ledger";
import { type RedisHolder } from "./redis/holder";

export interface SharedOptions {
  readonly server: RedisHolder;
  /** Where the budget is kept meanwhile. */
  readonly meanwhile: Holder;
  /** The server, for messages. */
  readonly where: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once of what stands in the way of the server. */
  readonly onTrouble: (trouble: string) => void;
}

const LOOK_EVERY_MS = 5_000;

export class SharedHolder implements Holder {
  private readonly known = new Known();
  /** While the server is away, nobody can tell. */
  readonly claims: Claims = {
    take: (id, who) => this.asked((claims) => claims.take(id, who), true),
    isTaken: (id, who) => this.asked((claims) => claims.isTaken(id, who), false),
  };
  private state: "there" | "away" | "back" = "there";
  /** Since then the place that holds the budget may lack what this process knows. */
  private hasMoved = false;
  private lookedAt = 0;
  /** When the server was heard of last, by this process's own clock. */
  private heardAt = 0;
  private wasToldOf = false;
  /** What was known when the server was heard of last. */
  private left: { readonly budget: Budget; readonly since: number; readonly aheadMs: number } | undefined;

  constructor(private readonly options: SharedOptions) {}

  /** Rejects with a {@link LedgerError} where the server refuses this process; other troubles pass. */
  async open(): Promise<void> {
    try {
      await this.turnOf(this.options.server, (budget) => budget);
    } catch (error) {
      if (error instanceof LedgerError) throw error;
      this.leave(error);
    }
  }

  async turn(make: Make): Promise<void> {
    const { server, meanwhile, clock } = this.options;
    if (this.state === "back") this.comeBack();
    if (this.state === "there") {
      try {
        return await this.turnOf(server, make);
      } catch (error) {
        this.leave(error);
      }
    } else if (Math.abs(clock.now() - this.lookedAt) >= LOOK_EVERY_MS) {
      this.lookAfterIt();
    }
    await this.turnOf(meanwhile, make);
  }

  async close(): Promise<void> {
    await this.options.server.close();
  }

  private async asked(question: (claims: Claims) => Promise<boolean>, otherwise: boolean): Promise<boolean> {
    if (this.state !== "there") return otherwise;
    return question(this.options.server.claims).catch(() => otherwise);
  }

  private async turnOf(holder: Holder, make: Make): Promise<void> {
    const { known, hasMoved } = this;
    let note = (): void => undefined;
    await holder.turn((held, now) => {
      const before = hasMoved || known.isLostIn(held, now) ? known.addTo(held) : held;
      const after = together(make(this.apart(before), now));
      note = () => known.note(before, after);
      return after;
    });
    note();
    if (holder === this.options.server) this.heardAt = this.options.clock.now();
    this.hasMoved = false;
  }

  /** The processes that knew each other take turns. */
  private apart(budget: Budget): Budget {
    const { left, known } = this;
    const apart = left && known.self && apartFrom(left.budget, known.self, left.since, left.aheadMs);
    return apart ? { ...budget, apart } : budget;
  }

  private leave(error: unknown): void {
    const { server, where, clock, log, onTrouble } = this.options;
    const reason = error instanceof Error ? error.message : "unknown";
    this.state = "away";
    this.hasMoved = true;
    this.lookedAt = clock.now();
    this.known.move(-server.aheadMs);
    this.left = { budget: this.known.budget, since: this.heardAt, aheadMs: server.aheadMs };
    log.debug("The shared request ledger cannot be used", { where, reason });
    if (this.wasToldOf) return;
    this.wasToldOf = true;
    onTrouble(error instanceof LedgerError ? reason : `the Redis server at ${where} cannot be used: ${reason}`);
  }

  /** Nobody waits for it. */
  private lookAfterIt(): void {
    const { server, clock } = this.options;
    this.lookedAt = clock.now();
    const look = server.turn((budget) => budget);
    look.then(
      () => (this.state = "back"),
      () => undefined,
    );
  }

  private comeBack(): void {
    const { server, where, log } = this.options;
    this.state = "there";
    this.hasMoved = true;
    this.known.move(server.aheadMs);
    this.left = undefined;
    log.debug("The shared request ledger can be used again", { where });
  }
}

/** As it is stored, for any process. */
function together({ apart: _apart, ...budget }: Budget): Budget {
  return budget;
}
