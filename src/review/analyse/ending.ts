// What becomes of a key that is destroyed, or replaced by another one: whether its value works on, what is left of it, and what
// cannot be undone.
import { gracePeriodOf, policyOf } from "../../provider/proxy-key/deletion-policy";
import { parseInstant } from "../../rules";
import { UNKNOWN } from "../../terraform/cty";
import { type Access, type Rotation, SENSITIVE, type SettingFacts, type SettingValue } from "../facts";
import { type SettingName } from "../../provider/proxy-key/settings";
import { type TypedKey } from "../plan/plan";
import { type Moment } from "./moment";
import { allOf, keptOf } from "./settings";
import { durationInWords, expiryInWords } from "./spans";

export interface Ending {
  readonly access: Access;
  /** All that there are. */
  readonly settings: readonly SettingFacts[];
  /** It stays, and holds its credits. */
  readonly isKept: boolean;
  /** Of its value, in words that follow "The old value". */
  readonly value: string;
  readonly doesWorkOn: boolean;
  /** Of its expiry, where that is brought forward. */
  readonly expiry: string | undefined;
  readonly irreversible: readonly string[];
}

/** Terraform forgets it, whatever its deletion_policy says. */
export const forgotten = (before: TypedKey, moment: Moment): Ending => ({
  ...left(before, moment),
  irreversible: ["Terraform forgets the key and nobody manages it any more, until it is imported again."],
});

/** As its deletion_policy says. `calls`: whether that takes any call. */
export function endingOf(before: TypedKey, calls: number, moment: Moment): Ending {
  const { state } = before;
  switch (policyOf(state)) {
    case "delete":
      return {
        access: "gone",
        settings: allOf(before, "before", moment),
        isKept: false,
        value: "stops working for good",
        doesWorkOn: false,
        expiry: undefined,
        irreversible: ["The key is removed: its value stops working for good, and no later apply makes the same one."],
      };
    case "disable":
      return { ...left(before, moment), ...(calls > 0 ? switchedOff(before, moment) : {}), irreversible: [FORGOTTEN] };
    case "expire":
      return { ...left(before, moment), ...(calls > 0 ? expired(before, moment) : {}), irreversible: [FORGOTTEN] };
    case "abandon":
      return {
        ...left(before, moment),
        irreversible: ["The key stays as it is and nobody manages it any more, until it is imported again."],
      };
  }
}

export const rotationOf = ({ value, doesWorkOn }: Ending): Rotation => ({
  words: `The old value ${value}.`,
  doesOldKeyWorkOn: doesWorkOn,
});

const FORGOTTEN = "Terraform forgets the key, which is kept with its slot and its credits, until it is imported again.";

/** As it is. */
function left(before: TypedKey, moment: Moment): Omit<Ending, "irreversible"> {
  const settings = keptOf(before, moment);
  const isOff = before.state.enabled === false;
  const hasExpired = expiresAt(before) * 1000 <= moment.now;
  return {
    access: "same",
    settings,
    isKept: true,
    value: isOff
      ? "is off already, and stays so"
      : hasExpired
        ? "has expired already"
        : `works on${untilExpiry(before, moment)}`,
    doesWorkOn: !isOff && !hasExpired,
    expiry: undefined,
  };
}

function switchedOff(before: TypedKey, moment: Moment): Partial<Ending> {
  return {
    access: "narrower",
    settings: keptBut(before, "enabled", false, "turned off", moment),
    value: "is switched off and kept",
    doesWorkOn: false,
  };
}

function expired(before: TypedKey, moment: Moment): Partial<Ending> {
  const period = before.sensitive.has("deletion_grace_period")
    ? "its grace period"
    : durationInWords(gracePeriodOf(before.state));
  const expiry = `${period} after the destroy at most`;
  const isLive = before.state.enabled !== false;
  return {
    access: "narrower",
    settings: keptBut(before, "expires_at", UNKNOWN, expiry, moment),
    value: isLive ? `works on for ${period} at most, then it expires` : "is off already, and will expire",
    doesWorkOn: isLive,
    expiry,
  };
}

/** All as they are but one. */
function keptBut(before: TypedKey, changed: SettingName, after: SettingValue, words: string, moment: Moment) {
  return keptOf(before, moment).map((facts): SettingFacts => {
    if (facts.name !== changed) return facts;
    if (facts.before === SENSITIVE) return { ...facts, access: "narrower" };
    return { ...facts, after, access: "narrower", words: `${moment.words[changed].label}: ${words}` };
  });
}

const expiresAt = ({ state: { expires_at: instant } }: TypedKey): number =>
  typeof instant === "string" ? (parseInstant(instant) ?? Infinity) : Infinity;

function untilExpiry(before: TypedKey, { now }: Moment): string {
  const instant = expiresAt(before);
  if (instant === Infinity || before.sensitive.has("expires_at")) return "";
  return `, and expires ${expiryInWords(instant, now)}`;
}
