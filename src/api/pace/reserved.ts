// Places in the request budget, held for calls that are to follow each other without a wait in between.
import { type Places } from "../send";

export class Reserved implements Places {
  private ids: string[] = [];

  constructor(
    private readonly reserve: (count: number) => Promise<string[]>,
    private readonly giveBack: (ids: readonly string[]) => Promise<void>,
  ) {}

  take(): string | undefined {
    return this.ids.shift();
  }

  /** Gives back what is left, so that nobody waits for it. */
  async release(): Promise<void> {
    const left = this.ids;
    this.ids = [];
    if (left.length > 0) await this.giveBack(left);
  }

  /** Gives back what is left, and reserves `count` anew: fewer where the budget is smaller. */
  async renew(count: number): Promise<void> {
    await this.release();
    this.ids = await this.reserve(count);
  }
}
