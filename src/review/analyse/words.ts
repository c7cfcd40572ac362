// How a review puts each setting into words: the sibling of the provider's table, with an entry for each of its settings. What
// a setting is, and what is wider, stands there and not here. Pure.
import { type SettingName, type Settings } from "../../provider/proxy-key/settings";
import { LIMIT_TYPES, canonicalIp } from "../../rules";
import { figure } from "../figure";
import { shownList, shownText } from "./shown";
import { expiryInWords } from "./spans";

/** All words for one setting. Each part is required. */
export interface SettingWords<A extends SettingName> {
  readonly label: string;
  /** The value by itself. `now`, in milliseconds, is when the plan was made. */
  readonly value: (value: Settings[A], now: number) => string;
  /** What null stands for; undefined: the setting is never null. */
  readonly absent: string | undefined;
  /** What becomes of it, where the two differ. */
  readonly change: (before: Settings[A], after: Settings[A], now: number) => string;
  /** What it means where neither of two different values is wider than the other. */
  readonly incomparable: (before: Settings[A], after: Settings[A]) => "same" | "narrower" | "unknown";
  /** What a value that is known only during apply can do at most, where the table says that it does not widen the one from before. */
  readonly unwidened: (before: Settings[A]) => "same" | "narrower" | "unknown";
}

export type Words = { readonly [A in SettingName]: SettingWords<A> };

const ALL = "all";
const UNTOLD = "not told by the API";

export const WORDS: Words = {
  name: {
    label: "name",
    absent: undefined,
    value: shownText,
    change: (before, after) => `${shownText(before)} -> ${shownText(after)}`,
    incomparable: same,
    unwidened: () => "same",
  },
  allocated_amount: {
    label: "allocation",
    absent: undefined,
    value: credits,
    change: (before, after) => {
      const [was, is] = [figure(before), figure(after)];
      // Where the rounded figures are alike, the exact ones are shown.
      return was === is ? `${after} credits instead of ${before}` : `${credits(after)} instead of ${was}`;
    },
    incomparable: same,
    unwidened: () => "narrower",
  },
  limit_type: {
    label: "limit type",
    absent: UNTOLD,
    value: windowOf,
    change: (before, after) => {
      const words = `${windowOf(after)}, before: ${windowOf(before)}`;
      if (before !== null || after === null) return words;
      const longest = LIMIT_TYPES.at(-1);
      const more = after === longest ? "so it cannot allow more" : `so it may allow more; only ${longest} cannot`;
      return `${words} (the key was imported, or changed elsewhere), ${more}`;
    },
    // The API does not say which one a key has. Nothing allows more than the shortest window, or less than the longest.
    incomparable: (before, after) =>
      after === LIMIT_TYPES.at(-1) || before === LIMIT_TYPES[0] ? "narrower" : "unknown",
    unwidened: (before) => (before === null ? "unknown" : "narrower"),
  },
  expires_at: {
    label: "expires",
    absent: expiryInWords(null, 0),
    value: expiryInWords,
    change: (before, after, now) => `${expiryInWords(after, now)}, before: ${expiryInWords(before, now)}`,
    incomparable: same,
    unwidened: () => "narrower",
  },
  model_whitelist: {
    label: "models",
    absent: ALL,
    value: allowed,
    change: (before, after) => allowedInstead(before, after, (model) => model),
    incomparable: same,
    unwidened: () => "narrower",
  },
  ip_whitelist: {
    label: "addresses",
    absent: ALL,
    value: allowed,
    change: (before, after) => allowedInstead(before, after, (entry) => canonicalIp(entry) ?? entry),
    // Other blocks for the same addresses.
    incomparable: same,
    unwidened: () => "narrower",
  },
  enabled: {
    label: "switch",
    absent: undefined,
    value: (enabled) => (enabled ? "on" : "off"),
    change: (_before, after) => `turned ${after ? "on" : "off"}`,
    incomparable: same,
    unwidened: () => "narrower",
  },
};

function same(): "same" {
  return "same";
}

function credits(amount: number): string {
  return `${figure(amount)} ${amount === 1 ? "credit" : "credits"}`;
}

function windowOf(limitType: Settings["limit_type"]): string {
  return limitType ?? UNTOLD;
}

function allowed(entries: readonly string[] | null): string {
  return entries === null ? ALL : shownList(entries);
}

function allowedInstead(
  before: readonly string[] | null,
  after: readonly string[] | null,
  meaning: (entry: string) => string,
): string {
  if (after === null) return "opened to all";
  if (before === null) return `only ${shownList(after)}, before: all`;
  const missingIn = (entries: readonly string[], others: readonly string[]): readonly string[] => {
    const meanings = new Set(others.map(meaning));
    return entries.filter((entry) => !meanings.has(meaning(entry)));
  };
  const [added, removed] = [missingIn(after, before), missingIn(before, after)];
  return [
    ...(added.length > 0 ? [`+ ${shownList(added)}`] : []),
    ...(removed.length > 0 ? [`- ${shownList(removed)}`] : []),
  ].join("; ");
}
