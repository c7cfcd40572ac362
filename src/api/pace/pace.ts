// Stands in front of every request, retries included, and sends none that the account's budget does not allow: going
// over it locks the account out for minutes. First come, first served.
import { type Clock } from "../clock";
import { type Log } from "../log";
import { type ApiRequest, type ApiResponse, type Layer, type Send, endpointOf } from "../send";
import { Books } from "./books";
import { type BudgetSettings, recent } from "./budget";
import { Gate, type Reservation } from "./gate";
import { type Told, learn, lockOut } from "./learn";
import { type Ledger } from "./ledger";
import { type Outlook, outlookOn } from "./outlook";
import { Patience } from "./patience";
import { redeem, release, settle } from "./places";
import { type PlanLimit, PlanQuestion } from "./plan-question";
import { foreignLockOut, late, lockedOutFor } from "./refusals";
import { Reserved } from "./reserved";
import { readBudget, readLockOut } from "./rate-limit-headers";

export interface PaceOptions {
  readonly ledger: Ledger;
  readonly settings: BudgetSettings;
  /** Where answers tell no limit, what to ask instead. */
  readonly planLimit?: PlanLimit;
  /** How long a request may wait for lock-outs to end, in all. */
  readonly maxWaitMs: number;
  /** After this a request is given up, answered or not. */
  readonly requestTimeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

export class Pacer {
  private readonly books: Books;
  private readonly gate: Gate;
  private readonly question: PlanQuestion;
  /** What lies below this layer. */
  private below: Send | undefined;
  /** The last change of the ledger that nobody waits for. */
  private learning: Promise<void> = Promise.resolve();

  constructor(private readonly options: PaceOptions) {
    const { ledger, planLimit, settings, log } = options;
    const books = new Books(ledger);
    const exchange = async (id: string, request: ApiRequest) =>
      this.below && (await this.exchange(id, request, this.below));
    this.books = books;
    this.question = new PlanQuestion({ planLimit, exchange, books, settings, log });
    this.gate = new Gate({ ...options, books, question: this.question });
  }

  readonly layer: Layer = (next) => {
    this.below = next;
    return (request) => this.send(request, next);
  };

  /**
   * Runs `work` with places for its calls, so that none of them waits while the others are done. A key is looked at and
   * flipped in one go, and is switched off right after its creation.
   */
  async together<T>(reservation: Reservation, work: (places: Reserved) => Promise<T>): Promise<T> {
    const reserved = new Reserved(
      (count) => this.gate.enter({ ...reservation, count }, this.patience()),
      (ids) => this.giveBack(ids),
    );
    if (reservation.count > 0) await reserved.renew(reservation.count);
    try {
      return await work(reserved);
    } finally {
      await reserved.release();
    }
  }

  /** Sends nothing. */
  outlook(): Promise<Outlook> {
    const { settings } = this.options;
    return this.books.read((budget, now) => outlookOn(this.question.recall(recent(budget, now)), settings, now));
  }

  /** Resolves once the ledger holds what all answers so far have taught. */
  settled(): Promise<void> {
    return this.learning;
  }

  private async send(request: ApiRequest, next: Send): Promise<ApiResponse> {
    const patience = this.patience();
    const came = this.options.clock.now();
    for (;;) {
      const id = (await this.redeem(request)) ?? (await this.admitOne(request, patience));
      const turn = this.options.clock.now();
      // Where the clock was set back meanwhile, there is no telling how long it took.
      if (request.notAfter !== undefined && (turn > request.notAfter || turn < came)) {
        await this.giveBack([id]);
        throw late(request);
      }
      const response = await this.exchange(id, request, next);
      // A refusal for the rate had no effect, so the request is sent again, whatever its kind, and not counted as a try.
      if (response) return response;
      const now = this.options.clock.now();
      if (!patience.lasts(0, now)) throw lockedOutFor(endpointOf(request), 0, now);
    }
  }

  /** The request's place, if it was given one and that still holds. */
  private async redeem({ places }: ApiRequest): Promise<string | undefined> {
    const id = places?.take();
    if (id === undefined) return undefined;
    return this.books.change((budget, now) => {
      const redeemed = redeem(budget, id, this.options.requestTimeoutMs, now);
      return redeemed ? { budget: redeemed, result: id } : { budget: release(budget, id), result: undefined };
    });
  }

  private async admitOne(request: ApiRequest, patience: Patience): Promise<string> {
    const { signal, onWait } = request;
    const wanted = { count: 1, label: endpointOf(request), signal, onWait };
    const [id] = await this.gate.enter(wanted, patience);
    if (id === undefined) throw new Error("admitted without a place");
    return id;
  }

  private patience(): Patience {
    return new Patience(this.options.maxWaitMs);
  }

  private async giveBack(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.books.update((budget) => ids.reduce(release, budget));
    this.gate.wake();
  }

  /** Undefined: refused for the rate. */
  private async exchange(id: string, request: ApiRequest, next: Send): Promise<ApiResponse | undefined> {
    const { books } = this;
    const { clock, log } = this.options;
    try {
      const response = await next(request);
      if (request.isForeign) {
        await books.update((budget, now) => settle(budget, id, now));
        if (response.status === 429) throw foreignLockOut(request, response, clock.now());
        return response;
      }
      if (response.status === 429) {
        const ms = readLockOut(response.headers, response.body);
        log.info("The account is locked out for exceeding its requests per minute", { seconds: Math.ceil(ms / 1000) });
        await books.update((budget, now) => lockOut(budget, id, ms, now));
        return undefined;
      }
      this.learn(id, readBudget(response.headers));
      return response;
    } catch (error) {
      await books.update((budget, now) => settle(budget, id, now));
      throw error;
    } finally {
      this.gate.wake();
    }
  }

  /**
   * The answer does not wait until this is stored. Each later change of this process is made after it, and sees it. To others the
   * request is under way until then; where this process dies before, until the request would have been given up.
   */
  private learn(id: string, told: Told): void {
    this.learning = this.books
      .update((budget, now) => learn(budget, id, told, now))
      .catch(() => {
        this.options.log.debug("What an answer told of the request budget was not kept");
      });
  }
}
