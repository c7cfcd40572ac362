// The budget on a Redis server, shared by processes of many machines, by the server's clock. A change is made from what this
// process has seen last; where another process came before it, it is made again from what that one left.
import { randomBytes } from "node:crypto";
import { type Clock } from "../../clock";
import { type Log } from "../../log";
import { type Budget, EMPTY_BUDGET } from "../budget";
import { type Claims, type Holder, type Make } from "../ledger";
import { lifetimeOf, parseBudget } from "../stored-budget";
import { type RedisConnection, type Send } from "./connection";
import { type Answer, propose } from "./script";

export interface RedisHolderOptions {
  readonly connection: RedisConnection;
  /** Of the budget, and of who has the turn. */
  readonly keys: readonly [string, string];
  /** Of a claim to what has this id. */
  readonly claimKey: (id: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Seen {
  readonly version: string;
  readonly budget: Budget;
  /** The server's time, and this process's at the same moment. */
  readonly now: number;
  readonly at: number;
}

const CLAIM_MS = 60 * 60_000;
/** No budget has this version. */
const NOTHING_SEEN = "?";
/** Who was outrun so often takes the turn. */
const PATIENCE = 3;
/** While another one has it. */
const PAUSE_MS = 10;

export class RedisHolder implements Holder {
  private seen: Seen | undefined;
  private readonly who = nonce();
  /** They reject as `turn` does. */
  readonly claims: Claims = {
    take: (id, who) =>
      this.options.connection.use(async (send) => {
        const key = this.options.claimKey(id);
        const taken = await send(["SET", key, who, "NX", "PX", String(CLAIM_MS)]);
        return taken === "OK" || (await send(["GET", key])) === who;
      }),
    isTaken: (id, who) =>
      this.options.connection.use(async (send) => {
        const owner = await send(["GET", this.options.claimKey(id)]);
        return owner !== null && owner !== who;
      }),
  };

  constructor(private readonly options: RedisHolderOptions) {}

  /** By how many milliseconds the server's clock is ahead of this process's, as it was told last. */
  get aheadMs(): number {
    return this.seen === undefined ? 0 : this.seen.now - this.seen.at;
  }

  /** Rejects with a RedisTrouble or a LedgerError: then it is not known whether the change was stored. */
  turn(make: Make): Promise<void> {
    const { connection, clock } = this.options;
    let sent: Seen | undefined;
    return connection.use(async (send) => {
      // The answer to an earlier try was lost with its connection: whether that was stored is looked at first, and not made again.
      if (sent) this.seen = undefined;
      for (let outrun = 0; ; outrun++) {
        const from = this.seen ?? { version: NOTHING_SEEN, budget: EMPTY_BUDGET, now: 0, at: clock.now() };
        const earlier = sent;
        sent = this.made(from, make);
        const answer = await this.propose(send, from, sent, outrun >= PATIENCE);
        if (answer.kind === "stored") {
          this.seen = { ...sent, now: answer.now, at: clock.now() };
          return;
        }
        this.seen = this.seenIn(answer);
        // That try was stored, and what was made then counts.
        if (answer.version === earlier?.version) return;
        if (answer.isBusy) await clock.sleep(PAUSE_MS);
      }
    });
  }

  /**
   * The budget as it stands, by the server's clock; nothing is stored. Its version is "none" where nothing is stored, and "damaged"
   * where what is stored is not ours. Rejects as `turn` does.
   */
  look(): Promise<{ readonly version: string; readonly budget: Budget; readonly now: number }> {
    return this.options.connection.use(async (send) => {
      const from = { version: NOTHING_SEEN, budget: EMPTY_BUDGET, now: 0, at: this.options.clock.now() };
      const answer = await this.propose(send, from, from, false);
      if (answer.kind === "stored") throw new Error("a look was stored");
      return this.seenIn(answer);
    });
  }

  /** Forgets the budget. Rejects as `turn` does. */
  async clear(): Promise<void> {
    await this.options.connection.use((send) => send(["DEL", ...this.options.keys]));
  }

  close(): Promise<void> {
    this.options.connection.close();
    return Promise.resolve();
  }

  private made(from: Seen, make: Make): Seen {
    const at = this.options.clock.now();
    const now = from.now + at - from.at;
    const budget = from.version === NOTHING_SEEN ? from.budget : make(from.budget, now);
    return { version: nonce(), budget, now, at };
  }

  private propose(send: Send, from: Seen, made: Seen, takesTurn: boolean): Promise<Answer> {
    return propose(send, this.options.keys, {
      from: from.version,
      version: made.version,
      text: JSON.stringify(made.budget),
      lifetimeMs: lifetimeOf(made.budget, made.now),
      at: made.now,
      who: this.who,
      takesTurn,
    });
  }

  private seenIn({ version, text, now }: Answer & { readonly kind: "newer" }): Seen {
    const at = this.options.clock.now();
    const budget = parseBudget(text, now);
    if (!budget && version !== "none") this.options.log.debug("The shared request budget is damaged, and begins anew");
    return { version, budget: budget ?? EMPTY_BUDGET, now, at };
  }
}

const nonce = (): string => randomBytes(8).toString("hex");
