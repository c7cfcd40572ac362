// The account that a command works on, from the environment as the provider takes it: the same client, with the same
// pacing and the same shared budget.
import {
  type ClientOptions,
  type LedgerOptions,
  type Log,
  createClient,
  openLedger,
  redact,
  systemClock,
} from "../api";
import { type KeyAccess } from "../api/keys/access";
import { KeyList } from "../api/keys/key-list";
import {
  DEFAULT_BASE_URL,
  DEFAULT_MAX_RETRIES,
  DEFAULT_MAX_WAIT,
  DEFAULT_REQUEST_TIMEOUT,
  type LedgerAddress,
  apiKeyCheck,
  baseUrlCheck,
  canonicalBaseUrl,
  ledgerAddress,
  ledgerCheck,
  milliseconds,
} from "../rules";

const checkKey = apiKeyCheck("ELECTRONHUB_API_KEY");
const checkAddress = baseUrlCheck("ELECTRONHUB_BASE_URL");
const checkLedger = ledgerCheck("ELECTRONHUB_LEDGER");

/** How calls are made. */
export interface Manner {
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxWaitMs: number;
  readonly onAnswer?: ClientOptions["onAnswer"];
}

const USUAL: Manner = {
  requestTimeoutMs: milliseconds(DEFAULT_REQUEST_TIMEOUT),
  maxRetries: DEFAULT_MAX_RETRIES,
  maxWaitMs: milliseconds(DEFAULT_MAX_WAIT),
};

/** Whose it is, and where: address and key as the provider spells them, or the two would not share their budget. */
export interface NamedAccount {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The server that keeps the request ledger; undefined: it is kept on this machine. */
  readonly address: LedgerAddress | undefined;
}

/** Throws a sentence where the environment names no account. */
export function accountNamed(env: NodeJS.ProcessEnv): NamedAccount {
  const apiKey = env.ELECTRONHUB_API_KEY;
  const address = env.ELECTRONHUB_BASE_URL || DEFAULT_BASE_URL;
  if (!apiKey) throw new Error("set ELECTRONHUB_API_KEY to an API key of the account (ek-...)");
  const ledger = env.ELECTRONHUB_LEDGER;
  const mistake = checkKey(apiKey) ?? checkAddress(address) ?? (ledger ? checkLedger(ledger) : undefined);
  if (mistake) throw new Error(`${mistake.summary}: ${mistake.detail}`);
  return { baseUrl: canonicalBaseUrl(address), apiKey, address: ledger ? ledgerAddress(ledger) : undefined };
}

/** Throws a sentence where the environment names no account. */
export function openAccount(env: NodeJS.ProcessEnv, manner = USUAL): KeyAccess {
  const account = accountNamed(env);
  const { baseUrl, apiKey } = account;
  const clock = systemClock;
  const client = createClient({
    baseUrl,
    apiKey,
    userAgent: `electronhub/${process.env.PACKAGE_VERSION ?? "0.0.0"}`,
    ...manner,
    budget: { requestsPerMinute: undefined, margin: 0 },
    ledger: openLedger(ledgerOf(account, env)),
    env,
    log: waitsOnly,
    clock,
    random: Math.random,
  });
  return { client, keys: new KeyList(() => clock.now()), clock, requestTimeoutMs: manner.requestTimeoutMs };
}

/** Where the account's request ledger is, as all commands use it. */
export const ledgerOf = (account: NamedAccount, env: NodeJS.ProcessEnv): LedgerOptions => ({
  ...account,
  env,
  log: waitsOnly,
  clock: systemClock,
  onTrouble: (trouble) =>
    waitsOnly.warn(`warning: ${trouble}; until it can be used, the request budget of this machine counts`),
});

const ignore = (): void => undefined;

/** Only what makes a user wait is worth a line. */
const waitsOnly: Log = {
  trace: ignore,
  debug: ignore,
  info: (message, fields = {}) =>
    console.error(redact(`${message}${typeof fields.seconds === "number" ? ` (${fields.seconds} s)` : ""}`)),
  warn: (message) => console.error(redact(message)),
  error: (message) => console.error(redact(message)),
  enabled: (level) => level !== "trace" && level !== "debug",
};
