// What the account's plan allows, asked once where answers tell no limit, because something on the way strips their headers,
// and where more than what is then assumed is needed.
import { type Log } from "../log";
import { type ApiRequest, type ApiResponse } from "../send";
import { type Books } from "./books";
import { type Budget, type BudgetSettings, knownLimit } from "./budget";

/** How to ask, which pacing does not know by itself. */
export interface PlanLimit {
  request(signal: AbortSignal): ApiRequest;
  /** Requests a minute; undefined where the plan, or its limit, is not known. */
  limitIn(response: ApiResponse): number | undefined;
}

export interface PlanQuestionOptions {
  readonly planLimit: PlanLimit | undefined;
  /** Sends a request at a place that was reserved for it; undefined where it was refused for the rate. */
  readonly exchange: (id: string, request: ApiRequest) => Promise<ApiResponse | undefined>;
  readonly books: Books;
  readonly settings: BudgetSettings;
  readonly log: Log;
}

export class PlanQuestion {
  private wasAsked = false;
  private answer: Budget["plan"];

  constructor(private readonly options: PlanQuestionOptions) {}

  /** The budget with what this process was told, however long ago: it does not ask again. */
  recall(budget: Budget): Budget {
    return this.answer && !budget.plan ? { ...budget, plan: this.answer } : budget;
  }

  /** Whether to ask: an answer came that told no limit, and nobody else has asked before. */
  isOpen(budget: Budget): boolean {
    const { planLimit, settings } = this.options;
    const isUntold = budget.taughtAt !== undefined && !budget.cautious && knownLimit(budget, settings) === undefined;
    return planLimit !== undefined && !this.wasAsked && isUntold && budget.plan === undefined;
  }

  /** Fails nothing: without an answer the limit stays assumed. `id` is the place that was reserved for it. */
  async ask(id: string, signal: AbortSignal): Promise<void> {
    const { planLimit, exchange, books, log } = this.options;
    this.wasAsked = true;
    if (!planLimit) return;
    try {
      const response = await exchange(id, planLimit.request(signal));
      if (!response) return;
      const limit = planLimit.limitIn(response);
      await books.update((budget, at) => {
        this.answer = { at, ...(limit !== undefined && { limit }) };
        return { ...budget, plan: this.answer };
      });
      const told = limit ?? "unknown";
      log.info("The answers tell no request limit: what is documented for the account's plan counts", { limit: told });
    } catch {
      log.debug("The account's plan could not be looked up, so its request limit stays assumed", {});
    }
  }
}
