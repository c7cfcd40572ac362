// The settings of a key in Terraform's state. Pure.
import { UNKNOWN, type Unknown, isWhollyKnown } from "../../terraform/cty";
import { gather, isWhole, namesIn } from "./each-setting";
import { type SettingsState } from "./schema";
import { AT_APPLY, type PlannedSettings, SETTINGS, type SettingName, type Settings, type Table } from "./settings";

/** Those settings that are known. */
export const knownSettingsOf = (state: SettingsState, table: Table = SETTINGS): Partial<Settings> =>
  gather<Settings>(namesIn(table), (name) =>
    isWhollyKnown(state[name]) ? table[name].fromState(state[name]) : undefined,
  );

/** UNKNOWN while any setting is. */
export function settingsOf(state: SettingsState, table: Table = SETTINGS): Settings | Unknown {
  const known = knownSettingsOf(state, table);
  return isWhole<Settings, SettingName>(namesIn(table), known) ? known : UNKNOWN;
}

/** At apply, where everything is known. */
export function knownSettings(state: SettingsState, table: Table = SETTINGS): Settings {
  const settings = settingsOf(state, table);
  if (settings === UNKNOWN) throw new Error("settings are unknown at apply");
  return settings;
}

/** Of a planned state whose expiry is computed at apply, if `isExpiryComputed`. UNKNOWN while any other setting is. */
export function plannedSettingsOf(
  planned: SettingsState,
  isExpiryComputed: boolean,
  table: Table = SETTINGS,
): PlannedSettings | Unknown {
  if (!isExpiryComputed) return settingsOf(planned, table);
  const settings = settingsOf({ ...planned, expires_at: null }, table);
  return settings === UNKNOWN ? UNKNOWN : { ...settings, expires_at: AT_APPLY };
}

/** For messages. */
export const nameOf = ({ name }: SettingsState): string => (typeof name === "string" ? name : "");
