// What becomes of each setting of a key, by the provider's own table: what differs, which way, and in words.
import { literalOf } from "../../provider/proxy-key/declared";
import { meaningOf, namesIn } from "../../provider/proxy-key/each-setting";
import { type ProxyKeyState } from "../../provider/proxy-key/schema";
import { type SettingName } from "../../provider/proxy-key/settings";
import { expiryAfter } from "../../provider/proxy-key/validity";
import { parseInstant } from "../../rules";
import { UNKNOWN, isWhollyKnown } from "../../terraform/cty";
import { SENSITIVE, type SettingFacts, type SettingValue } from "../facts";
import { type TypedKey } from "../plan/plan";
import { type Moment } from "./moment";
import { durationInWords } from "./spans";

type SettingAccess = SettingFacts["access"];

/** Those that differ. */
export const changesOf = (before: TypedKey, after: TypedKey, moment: Moment): readonly SettingFacts[] =>
  namesIn(moment.table).flatMap((name) => {
    const found = changeOf(name, before, after, moment);
    return found === undefined ? [] : [found];
  });

/** All, of a key that comes or goes. */
export const allOf = (typed: TypedKey, side: "before" | "after", moment: Moment): readonly SettingFacts[] =>
  namesIn(moment.table).map((name) => {
    const value = valueOf(typed, name, isHidden(name, typed));
    const words = `${moment.words[name].label}: ${valueInWords(name, typed, moment)}`;
    return side === "after"
      ? { name, before: null, after: value, access: "wider", words }
      : { name, before: value, after: null, access: "narrower", words };
  });

/** All, of a key that stays as it is. */
export const keptOf = (typed: TypedKey, moment: Moment): readonly SettingFacts[] =>
  allOf(typed, "before", moment).map((facts) => ({ ...facts, after: facts.before, access: "same" }));

function changeOf<A extends SettingName>(
  name: A,
  before: TypedKey,
  after: TypedKey,
  moment: Moment,
): SettingFacts | undefined {
  const access = accessOf(name, before.state, after.state, moment);
  if (access === undefined) return undefined;
  const { label } = moment.words[name];
  const hidden = isHidden(name, after);
  const words = hidden ? "changes; the value is sensitive" : changeInWords(name, before, after, access, moment);
  const values: Omit<SettingFacts, "words"> = {
    name,
    before: valueOf(before, name, hidden),
    after: valueOf(after, name, hidden),
    access,
  };
  return { ...values, words: `${label}: ${words}` };
}

/** Undefined where both mean the same. */
function accessOf<A extends SettingName>(
  name: A,
  before: ProxyKeyState,
  after: ProxyKeyState,
  moment: Moment,
): SettingAccess | undefined {
  const { [name]: setting } = moment.table;
  if (!isWhollyKnown(before[name])) return "unknown";
  const was = setting.fromState(before[name]);
  if (!isWhollyKnown(after[name])) {
    if (name === "expires_at") return expiryAccess(before, after, moment);
    return setting.mayWiden(was) ? "unknown" : moment.words[name].unwidened(was);
  }
  const is = setting.fromState(after[name]);
  if (meaningOf(moment.table, name, was) === meaningOf(moment.table, name, is)) return undefined;
  return direction(setting.wider(was, is), setting.wider(is, was)) ?? moment.words[name].incomparable(was, is);
}

/** In which direction; undefined: in neither. */
const direction = (wider: string | undefined, narrower: string | undefined): SettingAccess | undefined => {
  if (wider !== undefined) return narrower === undefined ? "wider" : "both";
  return narrower === undefined ? undefined : "narrower";
};

/** An expiry that is known only during apply. One that `valid_for` computes is foreseen. */
function expiryAccess(before: ProxyKeyState, after: ProxyKeyState, { now }: Moment): SettingAccess {
  const was = typeof before.expires_at === "string" ? parseInstant(before.expires_at) : undefined;
  // There was none: whatever it becomes, it is not later.
  if (was === undefined) return "narrower";
  if (typeof after.valid_for !== "string") return "unknown";
  if (expiryAfter(after.valid_for, now) <= was) return "narrower";
  return mayStay(after) ? "unknown" : "wider";
}

/** The provider could not tell whether there is anything to do: the expiry may turn out to be left as it is. */
const mayStay = ({ operations }: ProxyKeyState): boolean => operations === UNKNOWN;

const isHidden = (name: SettingName, { sensitive }: TypedKey): boolean => sensitive.has(name);

function valueOf({ state }: TypedKey, name: SettingName, hidden: boolean): SettingValue {
  if (hidden) return SENSITIVE;
  return isWhollyKnown(state[name]) ? literalOf(state[name]) : UNKNOWN;
}

function valueInWords<A extends SettingName>(name: A, typed: TypedKey, { now, table, words }: Moment): string {
  if (isHidden(name, typed)) return "sensitive, not shown";
  const { [name]: value } = typed.state;
  if (!isWhollyKnown(value)) return computedInWords(name, typed) ?? "known only during apply";
  return words[name].value(table[name].fromState(value), now);
}

function changeInWords<A extends SettingName>(
  name: A,
  before: TypedKey,
  after: TypedKey,
  access: SettingAccess,
  moment: Moment,
): string {
  const { now, table, words } = moment;
  const was = before.state[name];
  const is = after.state[name];
  if (isWhollyKnown(was) && isWhollyKnown(is)) {
    return words[name].change(table[name].fromState(was), table[name].fromState(is), now);
  }
  const computed = mayStay(after.state) ? undefined : computedInWords(name, after);
  if (computed !== undefined) return `${computed}, before: ${valueInWords(name, before, moment)}`;
  return `known only during apply${access === "unknown" ? "; it may allow more" : ""}`;
}

/** Of an expiry that `valid_for` computes. */
function computedInWords(name: SettingName, { state, sensitive }: TypedKey): string | undefined {
  const { valid_for: validFor } = state;
  if (name !== "expires_at" || typeof validFor !== "string" || sensitive.has("valid_for")) return undefined;
  return `${durationInWords(validFor)} after the apply`;
}
