// The options of the emulator, and the accounts that follow from them.
import { type Clock } from "./clock";
import { type Answered } from "./answered";
import { type ReportFailure } from "./dispatch";
import { type Wait } from "./disturb";
import { type OpeningBalance } from "./ledger";
import { type SavedAccount } from "./saved-state";
import { DEFAULT_TIER, type Tier, TIERS } from "./tiers";

export interface AccountOptions {
  /** `ek-...` */
  readonly apiKey: string;
  /** @default - user-1, user-2, ... */
  readonly userId?: string;
  /** Balance in credits. @default 100000 */
  readonly credits?: number;
  /** @default - the emulator's */
  readonly tier?: Tier;
  /** Requests per minute. @default - the emulator's */
  readonly rpm?: number;
}

export interface EmulatorOptions {
  /** @default - any free port */
  readonly port?: number;
  /** A loopback address. @default 127.0.0.1 */
  readonly host?: "127.0.0.1" | "::1";
  /** @default - the system's */
  readonly clock?: Clock;
  /** Of the edge, which writes the Date of answers. @default - the API's own */
  readonly edgeClock?: Clock;
  /** How a delayed answer waits. @default - in real time */
  readonly wait?: Wait;
  /** What follows `ek-proxy-` in a new key's value; never twice the same. @default - 48 random hex digits */
  readonly random?: () => string;
  /** @default enterprise */
  readonly tier?: Tier;
  /** @default - the tier's */
  readonly requestsPerMinute?: number;
  /** Refuse an expiry in the past at update too. @default false */
  readonly refusePastExpiryOnUpdate?: boolean;
  /** Where keys and balances are kept. @default - in memory only */
  readonly stateFile?: string;
  /** How many state changes `events` remembers: the last ones. @default 10000 */
  readonly keptEvents?: number;
  /** Called after each request, with its answer. @default - nothing is called */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called with the reason of each answer of 500, which does not say it. @default - nothing is called */
  readonly onFailure?: ReportFailure;
  /** @default - two accounts */
  readonly accounts?: readonly AccountOptions[];
}

const CREDITS = 100_000;
const TWO_ACCOUNTS: readonly AccountOptions[] = [{ apiKey: "ek-emulator-first" }, { apiKey: "ek-emulator-second" }];

export const DEFAULT_KEPT_EVENTS = 10_000;

/** The accounts of the options, with the balances that were saved, and whatever other accounts were saved. */
export function openAccounts(options: EmulatorOptions, saved: readonly SavedAccount[]): readonly OpeningBalance[] {
  const wanted = (options.accounts ?? TWO_ACCOUNTS).map((account, index) => {
    const userId = account.userId ?? `user-${index + 1}`;
    const credits = saved.find((other) => other.userId === userId)?.credits;
    return { ...account, userId, credits: credits ?? account.credits ?? CREDITS };
  });
  const others = saved.filter((account) => wanted.every(({ userId }) => userId !== account.userId));
  refuseOdd([...wanted, ...others]);
  return [...wanted, ...others].map((account: AccountOptions & SavedAccount) => {
    const { apiKey, userId, credits } = account;
    const tier = account.tier ?? options.tier ?? DEFAULT_TIER;
    const requestsPerMinute = account.rpm ?? defaultRate(options, tier);
    return { apiKey, userId, credits, tier, requestsPerMinute };
  });
}

/** Requests per minute where an account has no rate of its own. */
export function defaultRate(options: EmulatorOptions, tier: Tier = options.tier ?? DEFAULT_TIER): number {
  return options.requestsPerMinute ?? TIERS[tier].requestsPerMinute;
}

/** What could not be told apart, or not be saved. */
function refuseOdd(accounts: readonly SavedAccount[]): void {
  for (const [index, { apiKey, userId, credits }] of accounts.entries()) {
    const others = accounts.slice(0, index);
    if (!/^\S+$/.test(apiKey) || !/^\S+$/.test(userId)) {
      throw new Error("the API key and the user id of an account must be texts without spaces");
    }
    if (others.some((other) => other.userId === userId)) throw new Error(`two accounts have the user id ${userId}`);
    if (others.some((other) => other.apiKey === apiKey)) {
      throw new Error(
        `the accounts ${others.find((other) => other.apiKey === apiKey)?.userId} and ${userId} have the same API key`,
      );
    }
    if (!Number.isFinite(credits) || credits < 0) {
      throw new Error(`the credits of ${userId} must be a number that is not negative`);
    }
  }
}
