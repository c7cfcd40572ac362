// What the housekeeping commands do, as data: which keys each one is about, and what is done to one key.
import { type KeyObject, type ReservedCalls } from "../../api";
import { keyId } from "../../api/key-id";
import { type KeyAccess, apiNow } from "../../api/keys/access";
import { hasExpired } from "../../api/keys/expiry";
import { checkKeyIds } from "../../rules";
import { LOOK_AND_FLIP, SwitchError, switchKey } from "../../api/keys/switch";
import { isKnownGone, removeKey } from "./remove";

export interface Chore {
  /** As in "Type 12 to remove 12 proxy keys". */
  readonly doing: string;
  /** As in "12 proxy keys removed". */
  readonly done: string;
  /** What is said where there is no such key. */
  readonly none: string;
  /** Begins the line above the table. */
  readonly concerning: string;
  /** The keys that it names; undefined: it is about all that it concerns. */
  readonly ids?: readonly string[];
  /** @param now - milliseconds since 1970 */
  readonly concerns: (key: KeyObject, now: number) => boolean;
  /** Places in the request budget that `perform` needs at once. */
  readonly places: number;
  readonly endpoint: string;
  /** Returns what became of the key, in the words of a progress line. */
  readonly perform: (key: string, task: Task) => Promise<string>;
}

export interface Task {
  readonly account: KeyAccess;
  readonly calls: ReservedCalls;
  readonly stop: AbortSignal;
}

/** An expiry that was seen longer ago is looked at again before the key is removed: it may have been renewed. */
const FRESH_EXPIRY_MS = 60_000;

const REMOVE = { doing: "remove", done: "removed", places: 1, endpoint: "POST /auth/proxy/remove" } as const;

export const DISABLE_ALL: Chore = {
  doing: "switch off",
  done: "switched off",
  none: "No proxy key is on.",
  concerning: "On, to be switched off",
  // What the API does not tell is looked at again before it is flipped.
  concerns: ({ is_active }) => is_active !== false,
  places: LOOK_AND_FLIP,
  endpoint: "POST /auth/proxy/toggle",
  perform: (key, task) => switchTo("off", key, task),
};

export const PRUNE_EXPIRED: Chore = {
  ...REMOVE,
  none: "No proxy key has expired.",
  concerning: "Expired, to be removed",
  concerns: (key, now) => hasExpired(key, now) === true,
  perform: removeExpired,
};

export const PURGE: Chore = {
  ...REMOVE,
  none: "The account has no proxy keys.",
  concerning: "To be removed",
  concerns: () => true,
  perform: (key, { calls, stop }) => removeKey(calls, key, stop),
};

export const ENABLE: Chore = {
  ...DISABLE_ALL,
  doing: "switch on",
  done: "switched on",
  none: "None of these proxy keys is off.",
  concerning: "Off, to be switched on",
  concerns: ({ is_active }) => is_active !== true,
  perform: (key, task) => switchTo("on", key, task),
};

export const DISABLE: Chore = { ...DISABLE_ALL, none: "None of these proxy keys is on." };

export const REMOVE_NAMED: Chore = { ...PURGE, none: "The account has none of these proxy keys." };

/** The chore for these keys alone. Throws a sentence where these are no ids. */
export function only(named: readonly string[], chore: Chore): Chore {
  const ids = [...new Set(named.map((id) => id.toLowerCase()))];
  const [mistake] = checkKeyIds(ids);
  if (mistake) throw new Error(`nothing was changed: ${mistake.detail}`);
  return { ...chore, ids, concerns: (key, now) => ids.includes(keyId(key.key)) && chore.concerns(key, now) };
}

async function switchTo(to: "on" | "off", key: string, { account, calls, stop }: Task): Promise<string> {
  try {
    await switchKey({ account, key, to, stop }, calls);
    return `switched ${to}`;
  } catch (error) {
    if (!(error instanceof SwitchError)) throw error;
    // One list may lack a key that is live.
    if (error.reason === "not listed" && (await isKnownGone(account.client, key, stop))) return "gone already";
    throw new Error(error.reason === "contested" ? contested(to) : SWITCH_FAILURES[error.reason]);
  }
}

const SWITCH_FAILURES = {
  "not listed": "the API's list does not hold it, but it may be there",
  "status untold": "the API does not tell whether it is on",
  "too slow": "the API took more than 10 s to answer, each time, so its status was too old to be flipped",
} as const;

const contested = (to: "on" | "off"): string =>
  `it is ${to === "off" ? "on" : "off"} although it was switched ${to}: somebody else switches it at the same time`;

async function removeExpired(key: string, { account, calls, stop }: Task): Promise<string> {
  const { keys, clock } = account;
  const seen = await keys.look(calls, stop);
  const isFresh = clock.now() - seen.startedAt <= FRESH_EXPIRY_MS;
  const look = isFresh ? seen : await keys.look(calls, stop, seen.mark);
  const record = look.keys.get(keyId(key));
  if (record && hasExpired(record, apiNow(account)) !== true) return "renewed meanwhile, and left";
  return removeKey(calls, key, stop);
}
