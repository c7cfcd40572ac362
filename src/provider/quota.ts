// Whether what a plan adds fits into the account: counted up over the resources of one process, of which none knows the
// others. What the plan also removes is not counted, because Terraform may do it later. Each key from which on a limit is
// passed is warned of; Terraform shows equal warnings as one.
import { type AccountResponse, type ElectronhubCalls } from "../api";
import { keyLimitOf } from "../api/key-limit";
import { type Diagnostic, warningDiagnostic } from "../terraform/framework";
import { keysOf } from "./keys-of";
import { KnownOnce } from "./known-once";

/** What a change adds to the account. */
export interface Addition {
  readonly keys: number;
  readonly credits: number;
}

interface Present {
  readonly account: AccountResponse;
  readonly keys: number;
}

export class Quota {
  private keys = 0;
  private credits = 0;
  /** Before anything is applied: what this process creates must not be counted twice. */
  private readonly present: KnownOnce<Present>;

  /** `countKeys` tells how many keys the account has. */
  constructor(calls: Pick<ElectronhubCalls, "account">, countKeys: (signal: AbortSignal) => Promise<number>) {
    this.present = new KnownOnce("GET /user/me", async (signal) => {
      const [account, keys] = await Promise.all([calls.account(signal), countKeys(signal)]);
      return { account, keys };
    });
  }

  /** Rejects with an ApiError where the account cannot be read. */
  async add(addition: Addition, signal: AbortSignal): Promise<readonly Diagnostic[]> {
    if (addition.keys === 0 && addition.credits === 0) return [];
    this.keys += addition.keys;
    this.credits += addition.credits;
    const { account, keys } = await this.present.get(signal);
    return [...this.tooManyKeys(account, keys), ...this.tooManyCredits(account)];
  }

  private tooManyKeys({ subscription }: AccountResponse, present: number): readonly Diagnostic[] {
    const limit = keyLimitOf(subscription);
    if (limit === undefined || present + this.keys <= limit) return [];
    return warning(
      "The plan may have more proxy keys than the account allows",
      `The account has ${keysOf(present)}, and at least ${this.keys} are added; its tier ${subscription ?? ""} allows ${limit}. Keys that are removed as well, or replaced, free their slots only once they are gone.`,
    );
  }

  private tooManyCredits({ credits }: AccountResponse): readonly Diagnostic[] {
    if (credits === undefined || this.credits <= credits) return [];
    return warning(
      "The plan may allocate more credits than the account has",
      `At least ${this.credits} credits more are allocated, and the account has ${credits} left. What is lowered, removed or replaced as well is returned only once that is done.`,
    );
  }
}

const warning = (summary: string, detail: string): readonly Diagnostic[] => [warningDiagnostic(summary, detail)];
