// The budget as pacing reads and changes it: with the time of the change, by which it is put right if the clock was set
// back since the last one.
import { type Clock } from "../clock";
import { type Budget } from "./budget";
import { type Ledger } from "./request-ledger";
import { rebase } from "./rebase";

export class Books {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** `now` is told by the ledger's turn: another process's change, for which it may have waited, is not of the future. */
  change<T>(step: (budget: Budget, now: number) => { readonly budget: Budget; readonly result: T }): Promise<T> {
    return this.ledger.change((held) => {
      const now = this.clock.now();
      return step(rebase(held, now), now);
    });
  }

  update(step: (budget: Budget, now: number) => Budget): Promise<void> {
    return this.change((budget, now) => ({ budget: step(budget, now), result: undefined }));
  }

  read<T>(look: (budget: Budget, now: number) => T): Promise<T> {
    return this.change((budget, now) => ({ budget, result: look(budget, now) }));
  }
}
