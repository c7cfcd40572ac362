// Stands in front of every request, retries included, and sends none that the account's budget does not allow: going
// over it locks the account out for minutes. First come, first served.
import { randomUUID } from "node:crypto";
import { type Clock } from "../clock";
import { ApiError } from "../errors";
import { type Log } from "../log";
import { type ApiRequest, type ApiResponse, type Layer, type Send, endpointOf } from "../send";
import { type BudgetSettings, type Verdict, judge, learn, lockOut, reserve, settle } from "./budget";
import { type Ledger } from "./ledger";
import { readBudget, readLockOut } from "./told";

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

const REPORT_EVERY_MS = 30_000;
/** Another process's request may end before its time; there is no other way to notice than to look. */
const LOOK_EVERY_MS = 1_000;

export const pace =
  (options: PaceOptions): Layer =>
  (next) => {
    const pacer = new Pacer(options, next);
    return (request) => pacer.send(request);
  };

class Pacer {
  /** The tail of the queue: whoever comes takes a place behind it. */
  private queue: Promise<unknown> = Promise.resolve();
  /** Aborted, and renewed, whenever a request of this process ends: whoever waits looks again. */
  private ended = new AbortController();

  constructor(
    private readonly options: PaceOptions,
    private readonly next: Send,
  ) {}

  async send(request: ApiRequest): Promise<ApiResponse> {
    const patience = { lockOutMs: this.options.maxWaitMs };
    for (;;) {
      const id = await this.enqueue(() => this.admit(request, patience));
      const response = await this.exchange(id, request);
      // A refusal for the rate had no effect, so the request is sent again, whatever its kind, and not counted as a try.
      if (response) return response;
    }
  }

  private enqueue<T>(turn: () => Promise<T>): Promise<T> {
    const admitted = this.queue.then(turn);
    this.queue = admitted.catch(() => undefined);
    return admitted;
  }

  /** Resolves with the id of the request's place in the budget. */
  private async admit(request: ApiRequest, patience: { lockOutMs: number }): Promise<string> {
    const { ledger, settings, clock, requestTimeoutMs } = this.options;
    const id = randomUUID();
    const waiting = new Waiting(this.options.log, endpointOf(request));
    for (;;) {
      if (request.signal.aborted) throw cancelled(request);
      const ended = this.ended.signal;
      const now = clock.now();
      const verdict = await ledger.change((budget) => {
        const result = judge(budget, settings, now);
        return { result, budget: result.kind === "go" ? reserve(budget, id, requestTimeoutMs, now) : budget };
      });
      if (verdict.kind === "go") return id;
      const lockedOut = verdict.reason === "lock-out";
      if (lockedOut && verdict.until - now > patience.lockOutMs) throw lockedOutUntil(request, verdict.until, now);
      waiting.report(verdict, now);
      await this.pause(verdict, now, AbortSignal.any([request.signal, ended]));
      if (lockedOut) patience.lockOutMs -= clock.now() - now;
    }
  }

  private async pause(verdict: Verdict & { kind: "wait" }, now: number, signal: AbortSignal): Promise<void> {
    const longest = verdict.reason === "window" ? REPORT_EVERY_MS : LOOK_EVERY_MS;
    const ms = Math.max(1, Math.min(verdict.until - now, longest));
    await this.options.clock.sleep(ms, signal).catch(() => undefined);
  }

  /** Undefined: refused for the rate. */
  private async exchange(id: string, request: ApiRequest): Promise<ApiResponse | undefined> {
    const { ledger, settings, clock, log } = this.options;
    try {
      const response = await this.next(request);
      const now = clock.now();
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
      this.ended.abort();
      this.ended = new AbortController();
    }
  }
}

/** Tells of one request's waiting: when it begins to be worth a word, and every half minute. */
class Waiting {
  private reportedAt: number | undefined;

  constructor(
    private readonly log: Log,
    private readonly endpoint: string,
  ) {}

  report({ until, reason }: Verdict & { kind: "wait" }, now: number): void {
    if (until - now < LOOK_EVERY_MS || reason === "turn") return;
    if (this.reportedAt !== undefined && now - this.reportedAt < REPORT_EVERY_MS) return;
    this.reportedAt = now;
    const why = reason === "lock-out" ? "the account's lock-out ends" : "the request budget allows the next request";
    this.log.info(`Waiting until ${why}`, { endpoint: this.endpoint, seconds: Math.ceil((until - now) / 1000) });
  }
}

const cancelled = (request: ApiRequest): ApiError =>
  new ApiError({
    code: "cancelled",
    endpoint: endpointOf(request),
    message: "the request was cancelled before it was sent",
    effect: "none",
  });

const lockedOutUntil = (request: ApiRequest, until: number, now: number): ApiError =>
  new ApiError({
    code: "rate_limited",
    endpoint: endpointOf(request),
    message: `the account is locked out for exceeding its requests per minute; it is free again at ${new Date(until).toISOString()}`,
    effect: "none",
    status: 429,
    retryAfterMs: until - now,
  });
