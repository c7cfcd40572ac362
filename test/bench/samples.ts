// All measurements of one run, each under the name of what was measured; and why something could not be measured.
import { type Summary, summarise } from "./statistics";

export class Samples {
  private readonly values = new Map<string, number[]>();
  private readonly reasons = new Map<string, string>();

  add(name: string, value: number): void {
    this.values.set(name, [...(this.values.get(name) ?? []), value]);
  }

  miss(name: string, reason: string): void {
    this.reasons.set(name, reason);
  }

  /** Why there is nothing under this name, if somebody has said so. */
  reason(name: string): string {
    return this.reasons.get(name) ?? "nothing was measured";
  }

  of(name: string): Summary {
    return summarise(this.values.get(name) ?? []);
  }
}
