// An API with a request limit, and clients that pace themselves before it, all on one fake clock.
import { type Clock } from "../../../src/api";
import { type ApiRequest, type ApiResponse, type Send } from "../../../src/api/send";
import { type Ledger, memoryLedger, Pacer } from "../../../src/api/pace";
import { planLimit } from "../../../src/api/plan-limit";
import { type FakeClock } from "../../support/fake-clock";

export interface Behaviour {
  /** What the API really allows in a sliding minute. */
  readonly limit: number;
  /** Milliseconds from sending to the answer; the request is counted half-way. */
  readonly latencyMs?: number;
  /** How long the answer to the n-th request stays on its way besides. */
  readonly lateMs?: (n: number) => number;
  /** What a refusal says besides. */
  readonly refusalHeaders?: Record<string, string>;
  /** What is answered to `GET /user/me`: the plan's name, or a failure. */
  readonly plan?: string | Error;
  /** The headers of an answer, given the truth. */
  readonly headers?: (truth: { limit: number; remaining: number; resetSeconds: number }) => Record<string, string>;
}

export const SILENT: Required<Behaviour>["headers"] = () => ({});

export const HONEST: Required<Behaviour>["headers"] = ({ limit, remaining, resetSeconds }) => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(resetSeconds),
});

export class SimulatedApi {
  private counted: number[] = [];
  private lockedUntil = 0;
  private received = 0;
  refusals = 0;
  served = 0;
  /** How often the account was asked for its plan: counted against the limit as well, but not among those served. */
  asked = 0;

  constructor(
    private readonly clock: FakeClock,
    private readonly behaviour: Behaviour,
  ) {}

  readonly send: Send = async (request: ApiRequest) => {
    const { plan, latencyMs: latency = 100 } = this.behaviour;
    const isQuestion = request.path === "/user/me";
    if (isQuestion) this.asked++;
    await this.clock.sleep(latency / 2);
    const answer = this.answer(isQuestion);
    if (isQuestion && plan instanceof Error) throw plan;
    const response = isQuestion ? { ...answer, body: JSON.stringify({ subscription: plan }) } : answer;
    const late = this.behaviour.lateMs?.(++this.received) ?? 0;
    await this.clock.sleep(latency / 2 + late);
    return response;
  };

  /** Somebody else, on another machine. */
  spendElsewhere(count: number): void {
    for (let i = 0; i < count; i++) this.answer();
  }

  /** Somebody else has gone over the limit. */
  lockOut(): void {
    this.lockedUntil = this.clock.now() + 180_000;
  }

  private answer(isQuestion = false): ApiResponse {
    const now = this.clock.now();
    this.counted = this.counted.filter((at) => now - at < 60_000);
    this.counted.push(now);
    const { limit, headers = HONEST } = this.behaviour;
    if (now >= this.lockedUntil && this.counted.length > limit) this.lockedUntil = now + 180_000;
    const remaining = Math.max(0, limit - this.counted.length);
    const resetSeconds = Math.ceil(((this.counted[0] ?? now) + 60_000) / 1000);
    const told = new Map(Object.entries(headers({ limit, remaining, resetSeconds })));
    if (now < this.lockedUntil) {
      this.refusals++;
      const seconds = Math.ceil((this.lockedUntil - now) / 1000);
      for (const [name, value] of Object.entries(this.behaviour.refusalHeaders ?? {})) told.set(name, value);
      return { status: 429, headers: told, body: `Rate limit exceeded. Try again in ${seconds} seconds.` };
    }
    if (!isQuestion) this.served++;
    return { status: 200, headers: told, body: "{}" };
  }
}

export interface ClientSettings {
  readonly requestsPerMinute?: number;
  readonly margin?: number;
  readonly maxWaitMs?: number;
  readonly ledger?: Ledger;
}

/** A process's client; processes share a budget by sharing a ledger. */
export function pacedClient(clock: Clock, api: SimulatedApi, settings: ClientSettings = {}) {
  const { requestsPerMinute, margin = 0, maxWaitMs = 900_000, ledger = memoryLedger(clock) } = settings;
  const lines: string[] = [];
  const note = (message: string) => lines.push(message);
  const log = { trace: note, debug: note, info: note, warn: note, error: note, enabled: () => true };
  const budget = { requestsPerMinute, margin };
  const options = { ledger, settings: budget, planLimit, maxWaitMs, requestTimeoutMs: 30_000, clock, log };
  const pacer = new Pacer(options);
  const send = pacer.layer(api.send);
  const call = (signal = new AbortController().signal) => send({ method: "GET", path: "/x", kind: "read", signal });
  /** Calls that follow each other without a wait in between. */
  const change = (count: number, signal = new AbortController().signal) =>
    pacer.together({ count, label: "change", signal }, async (places) => {
      for (let i = 0; i < count; i++) await send({ method: "GET", path: "/x", kind: "read", signal, places });
    });
  return { call, change, lines, pacer };
}

/** Moves the clock on until the work is done; tells how many minutes that took. */
export async function minutesFor(clock: FakeClock, work: Promise<unknown>): Promise<number> {
  const started = clock.now();
  let done = false;
  const finished = work.finally(() => (done = true));
  finished.catch(() => undefined);
  while (!done) {
    if (clock.now() - started > 48 * 3_600_000) throw new Error("still not done after two days");
    await clock.advance(50);
  }
  await finished;
  return (clock.now() - started) / 60_000;
}

/** Moves the clock on while work is under way that may not have come to its first wait yet. */
export async function lapse(clock: FakeClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(50);
  }
}
