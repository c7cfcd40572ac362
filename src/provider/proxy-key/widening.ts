// What a change would allow that was not allowed before, in words for the plan's warning; in the table's order from its end, where
// the gravest stand: the switch, and who may use the key for what. Pure. An expiry that is computed at apply is the affair of
// validity.ts.
import { isWhollyKnown } from "../../terraform/cty";
import { namesIn } from "./each-setting";
import { type SettingsState } from "./schema";
import { SETTINGS, type SettingName, type Settings, type Table } from "./settings";

export function widenings(prior: Settings, planned: Partial<Settings>, table: Table = SETTINGS): readonly string[] {
  const wider = <A extends SettingName>(name: A): string | undefined => {
    const now = planned[name];
    return now === undefined ? undefined : table[name].wider(prior[name], now);
  };
  return fromTheEnd(table).flatMap((name) => {
    const line = wider(name);
    return line === undefined ? [] : [`${name}: ${line}`];
  });
}

/** What is known only during apply, and may turn out to allow more. A warning of that then would come too late. */
export function unknownWidenings(prior: Settings, planned: SettingsState, table: Table = SETTINGS): readonly string[] {
  const mayWiden = <A extends SettingName>(name: A): boolean => table[name].mayWiden(prior[name]);
  return fromTheEnd(table).flatMap((name) =>
    mayWiden(name) && !isWhollyKnown(planned[name]) ? [`${name}: known only during apply; it may allow more`] : [],
  );
}

const fromTheEnd = (table: Table): readonly SettingName[] => [...namesIn(table)].reverse();
