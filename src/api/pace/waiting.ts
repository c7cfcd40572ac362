// Logs one request's wait, at info level: when it begins to be worth a word, and every half minute.
import { type Log } from "../log";
import { type OnWait } from "../send";
import { type Verdict } from "./judge";

const REPORT_EVERY_MS = 30_000;
/** Shorter waits are nobody's business. */
const WORTH_A_WORD_MS = 1_000;

const REASONS = {
  "lock-out": "the account's lock-out ends",
  window: "the request budget allows the next request",
  turn: "requests that are under way are answered",
  apart: "it is this process's turn, for the shared request ledger cannot be used now",
  line: "another process has sent what it asked for earlier",
} as const;

export class Waiting {
  private startedAt: number | undefined;
  private reportedAt: number | undefined;

  constructor(
    private readonly log: Log,
    private readonly endpoint: string,
    private readonly onWait?: OnWait,
  ) {}

  /** The first one tells when the wait began. */
  report({ until, reason }: Verdict & { kind: "wait" }, now: number): void {
    this.startedAt ??= now;
    // Requests mostly end long before they are given up: there is something to tell once that was waited for.
    // Forwards or backwards: the clock may be set back.
    const since = (moment: number) => Math.abs(now - moment);
    const length = reason === "turn" || reason === "line" ? since(this.startedAt) : until - now;
    if (length < WORTH_A_WORD_MS) return;
    if (this.reportedAt !== undefined && since(this.reportedAt) < REPORT_EVERY_MS) return;
    this.reportedAt = now;
    const seconds = Math.max(1, Math.ceil((until - now) / 1000));
    const text = `Waiting until ${REASONS[reason]}`;
    this.log.info(text, { endpoint: this.endpoint, seconds });
    this.onWait?.(`${text} (about ${seconds} s)...`);
  }
}
