// The budget as pacing reads and changes it: put right first where the ledger's clock was set back since the last change.
import { type Budget } from "./budget";
import { type Ledger, type Step } from "./ledger";
import { rebase } from "./rebase";

export class Books {
  constructor(private readonly ledger: Ledger) {}

  /** `now` is the ledger's time, told in its turn: another process's change, for which it may have waited, is not of the future. */
  change<T>(step: Step<T>): Promise<T> {
    return this.ledger.change((held, now) => step(rebase(held, now), now));
  }

  update(step: (budget: Budget, now: number) => Budget): Promise<void> {
    return this.change((budget, now) => ({ budget: step(budget, now), result: undefined }));
  }

  read<T>(look: (budget: Budget, now: number) => T): Promise<T> {
    return this.change((budget, now) => ({ budget, result: look(budget, now) }));
  }
}
