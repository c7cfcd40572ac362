// Stands in front of every request, retries included, and sends none that the account's budget does not allow: going
// over it locks the account out for minutes. First come, first served.
import { randomUUID } from "node:crypto";
import { type Clock } from "../clock";
import { ApiError, cancelledBeforeSending } from "../errors";
import { type Log } from "../log";
import { type ApiRequest, type ApiResponse, type Layer, type OnWait, type Send, endpointOf } from "../send";
import {
  type Budget,
  type BudgetSettings,
  type Verdict,
  judge,
  learn,
  limitOf,
  lockOut,
  recent,
  redeem,
  release,
  reserve,
  settle,
} from "./budget";
import { type Ledger } from "./ledger";
import { Patience } from "./patience";
import { Reserved } from "./reserved";
import { readBudget, readLockOut } from "./told";
import { Waiting } from "./waiting";

export interface PaceOptions {
  readonly ledger: Ledger;
  readonly settings: BudgetSettings;
  /** How long a request may wait for lock-outs to end, in all. */
  readonly maxWaitMs: number;
  /** After this a request is given up, answered or not. */
  readonly requestTimeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Another process's request may end before its time; there is no other way to notice than to look. */
const LOOK_EVERY_MS = 1_000;
/** Where nothing but time can end a wait. */
const LONGEST_PAUSE_MS = 30_000;

type Granted = { readonly kind: "granted"; readonly ids: string[] };

/** What reserving is told of: the calls that are to follow each other without a wait in between. */
export interface Reservation {
  readonly count: number;
  /** For messages, as an endpoint. */
  readonly label: string;
  readonly signal: AbortSignal;
  readonly onWait?: OnWait | undefined;
}

export class Pacer {
  /** The tail of the queue: whoever comes takes a place behind it. */
  private queue: Promise<unknown> = Promise.resolve();
  /** Aborted, and renewed, whenever a request of this process ends: whoever waits looks again. */
  private ended = new AbortController();

  constructor(private readonly options: PaceOptions) {}

  readonly layer: Layer = (next) => (request) => this.send(request, next);

  /**
   * Runs `work` with places for its calls, so that none of them waits while the others are done. A key is looked at and
   * flipped in one go, and is switched off right after its creation.
   */
  async together<T>(reservation: Reservation, work: (places: Reserved) => Promise<T>): Promise<T> {
    const reserved = new Reserved(
      (count) => this.reserve({ ...reservation, count }),
      (ids) => this.giveBack(ids),
    );
    await reserved.renew(reservation.count);
    try {
      return await work(reserved);
    } finally {
      await reserved.renew(0);
    }
  }

  private reserve(reservation: Reservation): Promise<string[]> {
    return this.enqueue(() => this.admit(reservation, this.patience()));
  }

  private async send(request: ApiRequest, next: Send): Promise<ApiResponse> {
    const patience = this.patience();
    for (;;) {
      const id = (await this.redeem(request)) ?? (await this.enqueue(() => this.admitOne(request, patience)));
      if (request.notAfter !== undefined && this.options.clock.now() > request.notAfter) {
        await this.giveBack([id]);
        throw late(request);
      }
      const response = await this.exchange(id, request, next);
      // A refusal for the rate had no effect, so the request is sent again, whatever its kind, and not counted as a try.
      if (response) return response;
      const now = this.options.clock.now();
      if (!patience.lasts(now, now)) throw lockedOutUntil(endpointOf(request), now, now);
    }
  }

  /** The request's place, if it was given one and that still holds. */
  private async redeem({ places }: ApiRequest): Promise<string | undefined> {
    const id = places?.take();
    if (id === undefined) return undefined;
    const { ledger, clock, requestTimeoutMs } = this.options;
    const now = clock.now();
    return ledger.change((budget) => {
      const redeemed = redeem(budget, id, requestTimeoutMs, now);
      return redeemed ? { budget: redeemed, result: id } : { budget: release(budget, id), result: undefined };
    });
  }

  private enqueue<T>(turn: () => Promise<T>): Promise<T> {
    const admitted = this.queue.then(turn);
    this.queue = admitted.catch(() => undefined);
    return admitted;
  }

  private patience(): Patience {
    return new Patience(this.options.maxWaitMs);
  }

  private async admitOne(request: ApiRequest, patience: Patience): Promise<string> {
    const { signal, onWait } = request;
    const [id] = await this.admit({ count: 1, label: endpointOf(request), signal, onWait }, patience);
    if (id === undefined) throw new Error("admitted without a place");
    return id;
  }

  /** Resolves with the ids of the places in the budget: as many as asked for, or as the budget ever holds. */
  private async admit({ count, label, signal, onWait }: Reservation, patience: Patience): Promise<string[]> {
    const { ledger, settings, clock, requestTimeoutMs, log } = this.options;
    const waiting = new Waiting(log, label, clock.now(), onWait);
    for (;;) {
      if (signal.aborted) throw cancelledBeforeSending(label);
      const ended = this.ended.signal;
      const now = clock.now();
      const verdict = await ledger.change<Verdict | Granted>((held) => {
        const budget = recent(held, now);
        if (budget !== held) log.debug("What was learnt of the request limit is too old", {});
        const places = Math.min(count, limitOf(budget, settings, now));
        const verdict = judge(budget, settings, places, now);
        if (verdict.kind !== "go") return { result: verdict, budget };
        const ids = Array.from({ length: places }, () => randomUUID());
        const place = (spent: Budget, id: string) => reserve(spent, id, requestTimeoutMs * places, now);
        return { result: { kind: "granted", ids }, budget: ids.reduce(place, budget) };
      });
      if (verdict.kind === "granted") return verdict.ids;
      if (verdict.kind === "go") throw new Error("let go without a place");
      if (verdict.reason === "lock-out" && !patience.lasts(verdict.until, now)) {
        throw lockedOutUntil(label, verdict.until, now);
      }
      waiting.report(verdict, now);
      await this.pause(verdict, now, AbortSignal.any([signal, ended]));
    }
  }

  private async pause(verdict: Verdict & { kind: "wait" }, now: number, signal: AbortSignal): Promise<void> {
    const longest = verdict.reason === "window" ? LONGEST_PAUSE_MS : LOOK_EVERY_MS;
    const ms = Math.max(1, Math.min(verdict.until - now, longest));
    await this.options.clock.sleep(ms, signal).catch(() => undefined);
  }

  private async giveBack(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.options.ledger.change((budget) => ({ budget: ids.reduce(release, budget), result: undefined }));
    this.wake();
  }

  private wake(): void {
    this.ended.abort();
    this.ended = new AbortController();
  }

  /** Undefined: refused for the rate. */
  private async exchange(id: string, request: ApiRequest, next: Send): Promise<ApiResponse | undefined> {
    const { ledger, settings, clock, log } = this.options;
    try {
      const response = await next(request);
      const now = clock.now();
      if (request.isForeign) {
        await ledger.change((budget) => ({ budget: settle(budget, id, now), result: undefined }));
        if (response.status === 429) throw foreignLockOut(request, response, now);
        return response;
      }
      if (response.status === 429) {
        const ms = readLockOut(response.headers, response.body);
        log.info("The account is locked out for exceeding its requests per minute", { seconds: Math.ceil(ms / 1000) });
        await ledger.change((budget) => ({ budget: lockOut(budget, settings, id, ms, now), result: undefined }));
        return undefined;
      }
      const told = readBudget(response.headers);
      await ledger.change((budget) => ({ budget: learn(budget, id, told, now), result: undefined }));
      return response;
    } catch (error) {
      const now = clock.now();
      await ledger.change((budget) => ({ budget: settle(budget, id, now), result: undefined }));
      throw error;
    } finally {
      this.wake();
    }
  }
}

const late = (request: ApiRequest): ApiError =>
  new ApiError({
    code: "late",
    endpoint: endpointOf(request),
    message: "the request's turn came too late, and it was not sent",
    effect: "none",
  });

/** Of whoever owns the key that asked. */
const foreignLockOut = (request: ApiRequest, { headers, body }: ApiResponse, now: number): ApiError =>
  new ApiError({
    code: "rate_limited",
    endpoint: endpointOf(request),
    message: `the account that owns the key is locked out until ${new Date(now + readLockOut(headers, body)).toISOString()}`,
    effect: "none",
    status: 429,
  });

const lockedOutUntil = (endpoint: string, until: number, now: number): ApiError =>
  new ApiError({
    code: "rate_limited",
    endpoint,
    message: `the account is locked out for exceeding its requests per minute; it is free again at ${new Date(until).toISOString()}`,
    effect: "none",
    status: 429,
    retryAfterMs: until - now,
  });
