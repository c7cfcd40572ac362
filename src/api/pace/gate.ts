// Lets requests through as the budget allows: those of this process one after the other, in the order in which they came,
// and the first of them in one line with those of other processes.
import { randomBytes } from "node:crypto";
import { type Clock } from "../clock";
import { cancelledBeforeSending } from "../errors";
import { type Log } from "../log";
import { type OnWait } from "../send";
import { type Books } from "./books";
import { type Budget, type BudgetSettings, recent } from "./budget";
import { type Verdict, freeNow, judge, mostTogether } from "./judge";
import { type Standing, leaveLine, placesAhead, standInLine } from "./line";
import { type Patience } from "./patience";
import { reserve } from "./places";
import { type PlanQuestion } from "./plan-question";
import { lockedOutFor } from "./refusals";
import { Waiting } from "./waiting";

export interface GateOptions {
  readonly books: Books;
  readonly settings: BudgetSettings;
  readonly question: PlanQuestion;
  /** After this a request is given up, answered or not. */
  readonly requestTimeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is asked of the gate: the places of calls that are to follow each other without a wait in between. */
export interface Reservation {
  readonly count: number;
  /** For messages, as an endpoint. */
  readonly label: string;
  readonly signal: AbortSignal;
  readonly onWait?: OnWait | undefined;
}

/** Another process's request may end before its time; there is no other way to notice than to look. */
const LOOK_EVERY_MS = 1_000;
/** Where nothing but time can end a wait. Shorter than the lease of a place in the line. */
const LONGEST_PAUSE_MS = 2_000;

type Wait = Verdict & { readonly kind: "wait" };
type Step =
  | { readonly kind: "granted"; readonly ids: string[] }
  /** A place for asking what the account's plan allows, before others go on. */
  | { readonly kind: "ask"; readonly id: string }
  | (Wait & { readonly now: number });

export class Gate {
  /** As its ids begin: {@link processOf}. */
  private readonly self = randomBytes(6).toString("hex");
  private ids = 0;
  /** The tail of the queue: a newcomer takes a place behind it. */
  private queue: Promise<unknown> = Promise.resolve();
  /** How many stand in the queue behind the first. */
  private queued = 0;
  /** Aborted, and renewed, whenever a request of this process ends: those that wait look again. */
  private ended = new AbortController();

  constructor(private readonly options: GateOptions) {}

  /** Resolves with the ids of the places in the budget: as many as asked for, or as the budget ever holds. */
  enter(wanted: Reservation, patience: Patience): Promise<string[]> {
    this.queued++;
    const admitted = this.queue.then(() => {
      this.queued--;
      return this.admit(wanted, patience);
    });
    this.queue = admitted.catch(() => undefined);
    return admitted;
  }

  wake(): void {
    this.ended.abort();
    this.ended = new AbortController();
  }

  private async admit({ count, label, signal, onWait }: Reservation, patience: Patience): Promise<string[]> {
    const { books, question, log } = this.options;
    const id = this.newId();
    const waiting = new Waiting(log, label, onWait);
    let since: number | undefined;
    let isInLine = false;
    let cameShort = false;
    try {
      for (;;) {
        if (signal.aborted) throw cancelledBeforeSending(label);
        const ended = this.ended.signal;
        const step = await books.change((held, now) => {
          // By the ledger's clock, which may have been set back, or be another one by now.
          since = Math.min(since ?? now, now);
          return this.step(held, { id, since, count }, cameShort, now);
        });
        switch (step.kind) {
          case "granted":
            return step.ids;
          case "ask":
            await question.ask(step.id, signal);
            break;
          case "wait":
            isInLine = true;
            cameShort ||= isShortage(step);
            if (step.reason === "lock-out") this.refuseWhereTooLong(step.until - step.now, label, patience);
            waiting.report(step, step.now);
            await this.pause(step, AbortSignal.any([signal, ended]));
        }
      }
    } catch (error) {
      if (isInLine) await books.update((budget, now) => leaveLine(budget, id, now));
      throw error;
    }
  }

  private newId(): string {
    return `${this.self}.${this.ids++}`;
  }

  private refuseWhereTooLong(ms: number, label: string, patience: Patience): void {
    const now = this.options.clock.now();
    if (!patience.lasts(ms, now)) throw lockedOutFor(label, ms, now);
  }

  private step(held: Budget, me: Standing, cameShort: boolean, now: number): { budget: Budget; result: Step } {
    const { settings, question, requestTimeoutMs, log } = this.options;
    const budget = question.recall(recent(held, now));
    if (budget.taughtAt !== held.taughtAt) log.debug("What was learnt of the request limit is too old", {});
    const places = Math.min(me.count, mostTogether(budget, settings, now));
    const ahead = placesAhead(budget, me, now);
    const verdict = judge(budget, settings, places, now, ahead);
    const isShort = cameShort || isShortage(verdict) || freeNow(budget, settings, now) < places + this.queued;
    if (isShort && question.isOpen(budget) && judge(budget, settings, 1, now, ahead).kind === "go") {
      const id = this.newId();
      return { result: { kind: "ask", id }, budget: reserve(budget, id, requestTimeoutMs, now) };
    }
    if (verdict.kind === "wait") return { result: { ...verdict, now }, budget: standInLine(budget, me, now) };
    const ids = Array.from({ length: places }, () => this.newId());
    const place = (spent: Budget, id: string) => reserve(spent, id, requestTimeoutMs * places, now);
    return { result: { kind: "granted", ids }, budget: ids.reduce(place, leaveLine(budget, me.id, now)) };
  }

  private async pause({ until, reason, now }: Wait & { now: number }, signal: AbortSignal): Promise<void> {
    const longest = reason === "window" ? LONGEST_PAUSE_MS : LOOK_EVERY_MS;
    // The first in the line may go now, and has not looked yet.
    const ms = until > now ? Math.min(until - now, longest) : LOOK_EVERY_MS;
    await this.options.clock.sleep(ms, signal).catch(() => undefined);
  }
}

/** Whether more places are wanted than there are. */
const isShortage = (verdict: Verdict): boolean =>
  verdict.kind === "wait" && (verdict.reason === "window" || verdict.reason === "line");
