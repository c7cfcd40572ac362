// What the account itself says, with two calls at most: its limits, its keys, the API's clock, and the headers that come
// with the answers. The calls are paced as all others are; where they would have to wait, they are not made.
import { ApiError } from "../../api";
import { type KeyAccess, apiNow } from "../../api/keys/access";
import { hasExpired } from "../../api/keys/expiry";
import { keyLimitOf } from "../../api/key-limit";
import { visible } from "../../api/visible";
import { ledgerOf, openAccount } from "../account";
import { adviceOn, sentenceOf } from "../explain";
import { type Finding, type Patient, mend, ok, unchecked } from "./finding";
import { checkBudget } from "./ledger";
import { accountOf } from "./settings";

/** What the account's checks found, and what they cost. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly calls: number;
}

interface Heard {
  readonly headers: ReadonlyMap<string, string>;
  readonly at: number;
}

const MOST_CALLS = 2;
const MANNER = { requestTimeoutMs: 10_000, maxRetries: 0, maxWaitMs: 0 } as const;

export async function examineAccount(patient: Patient): Promise<Examination> {
  const named = accountOf(patient);
  if (!named) {
    return { findings: unasked("no call was made without a usable key and address", "request_budget"), calls: 0 };
  }
  const budget = await checkBudget(ledgerOf(named, patient.env));
  const heard: Heard[] = [];
  const account = openAccount(patient.env, {
    ...MANNER,
    onAnswer: ({ headers }) => heard.push({ headers, at: patient.now() }),
  });
  try {
    const { free, lockedOutMs } = await account.client.outlook();
    if (lockedOutMs > 0 || free < MOST_CALLS) {
      return { findings: [budget, ...unasked("no call was made: the request budget is used up for now")], calls: 0 };
    }
    const limits = await checkLimits(account, patient.stop);
    const goesOn = limits.error === undefined || !ALWAYS.has(limits.error.code);
    const slots = goesOn
      ? await checkSlots(account, limits.subscription, patient.stop)
      : unchecked("proxy_keys", "not asked, after the call for the account failed");
    const findings = [budget, limits.finding, slots, checkClock(heard), checkHeaders(heard)];
    return { findings, calls: goesOn ? MOST_CALLS : 1 };
  } finally {
    await account.client.close();
  }
}

const ASKED = ["account", "proxy_keys", "clock", "rate_limit_headers"] as const;

const unasked = (why: string, ...more: readonly string[]): readonly Finding[] =>
  [...more, ...ASKED].map((check) => unchecked(check, why));

/** What another call would meet as well. */
const ALWAYS: ReadonlySet<ApiError["code"]> = new Set([
  "unauthorized",
  "rate_limited",
  "timeout",
  "network",
  "tls",
  "proxy",
  "cancelled",
]);

interface Limits {
  readonly finding: Finding;
  readonly subscription?: string | undefined;
  readonly error?: ApiError;
}

async function checkLimits({ client }: KeyAccess, stop: AbortSignal): Promise<Limits> {
  const check = "account";
  try {
    const { subscription, credits } = await client.account(stop);
    const plan = subscription === undefined ? "the plan is not told" : `plan ${visible(subscription)}`;
    const limit = keyLimitOf(subscription);
    const told = [
      plan,
      ...(credits === undefined ? [] : [`${credits} credits left`]),
      `${limit ?? "an unknown number of"} proxy keys allowed`,
    ];
    return { finding: ok(check, `the key is accepted; ${told.join(", ")}`), subscription };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { finding: refusedIn(check, error), error };
  }
}

async function checkSlots(account: KeyAccess, subscription: string | undefined, stop: AbortSignal): Promise<Finding> {
  const check = "proxy_keys";
  try {
    const keys = await account.client.list(stop);
    const now = apiNow(account);
    const expired = keys.filter((key) => hasExpired(key, now) === true).length;
    const limit = keyLimitOf(subscription);
    const held = `${keys.length}${limit === undefined ? "" : ` of ${limit}`} slots are held`;
    if (expired > 0) {
      return mend(
        check,
        `${held}, ${expired} of them by keys that have expired`,
        "To free them: electronhub keys prune --expired",
      );
    }
    if (limit !== undefined && keys.length >= limit) {
      return mend(
        check,
        `${held}: no key can be created`,
        "Remove keys (electronhub keys remove ID), or raise the plan.",
      );
    }
    return ok(check, `${held}, none by a key that has expired`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refusedIn(check, error);
  }
}

const refusedIn = (check: string, error: ApiError): Finding =>
  mend(
    check,
    sentenceOf(error),
    adviceOn(error)?.replaceAll("\n", " ") ?? "Run the doctor again; if it stays, report this.",
  );

/** Tokens and expiries tolerate as much. */
const MOST_SKEW_MS = 30_000;

function checkClock(heard: readonly Heard[]): Finding {
  const check = "clock";
  const told = heard.flatMap(({ headers, at }) => {
    const date = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(date) ? [] : [at - date];
  });
  const [skew] = told;
  if (skew === undefined) return unchecked(check, "no answer told the time");
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= MOST_SKEW_MS)
    return ok(check, `this machine's clock agrees with the API's, within ${Math.max(seconds, 1)} s`);
  return mend(
    check,
    `this machine's clock is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the API's`,
    "Set it by a time server. Keys expire by the API's clock; plans compare expiries with this one.",
  );
}

function checkHeaders(heard: readonly Heard[]): Finding {
  const check = "rate_limit_headers";
  const latest = heard.at(-1);
  if (!latest) return unchecked(check, "no answer came");
  const told = [...latest.headers].filter(([name]) => name.startsWith("x-ratelimit-") || name === "retry-after");
  if (latest.headers.has("x-ratelimit-limit")) {
    return ok(check, told.map(([name, value]) => `${name}: ${visible(value.slice(0, 40))}`).join(", "));
  }
  return mend(
    check,
    "no X-RateLimit-Limit came: something on the way takes it off",
    "Set requests_per_minute in the provider block to the plan's limit, or have the gateway let X-RateLimit-* pass.",
  );
}
