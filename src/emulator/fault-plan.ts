// Which calls the faults hit. A call is shown to the faults in the order in which they were injected, until one hits it;
// what no fault is shown (a call during a lock-out, or one that an earlier fault hits) it neither skips nor draws for.
import { type Fault } from "./faults";

/** The faults that are still to come. */
export class FaultPlan {
  private pending: readonly PendingFault[] = [];

  inject(fault: Fault): void {
    this.pending = [...this.pending, new PendingFault(fault)];
  }

  clear(): void {
    this.pending = [];
  }

  /** Each with the number of calls that it is still to skip and to hit. */
  list(): readonly Fault[] {
    return this.pending.map((fault) => fault.rest());
  }

  /** The fault that hits this call, if any. */
  take(endpoint: string): Fault | undefined {
    const hit = this.pending.find((fault) => fault.tryToHit(endpoint));
    this.pending = this.pending.filter((fault) => !fault.isSpent());
    return hit?.fault;
  }
}

class PendingFault {
  private toSkip: number;
  private toHit: number;
  private readonly draw: () => number;

  constructor(readonly fault: Fault) {
    this.toSkip = fault.skip ?? 0;
    this.toHit = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
    this.draw = seededRandom(fault.seed ?? 1);
  }

  tryToHit(endpoint: string): boolean {
    const { fault } = this;
    if (fault.endpoint !== "*" && fault.endpoint !== endpoint) return false;
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return false;
    }
    if (this.draw() >= (fault.probability ?? 1)) return false;
    this.toHit -= 1;
    return true;
  }

  isSpent(): boolean {
    return this.toHit <= 0;
  }

  rest(): Fault {
    const skip = this.fault.skip === undefined ? undefined : this.toSkip;
    return { ...this.fault, skip, times: this.toHit === Infinity ? undefined : this.toHit };
  }
}

/**
 * Random numbers in [0, 1) that are the same in every run: Tommy Ettinger's mulberry32, as bryc/code has it in JavaScript. Of
 * `seed` the low 32 bits count.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
