// The settings of a key on the wire: what the API says about them, and what it is sent. Pure.
import { type KeyObject, type KeySettings } from "../../api/wire";
import { gather, isSame, meaningOf, namesIn, sentIn, toldIn, toldOf } from "./each-setting";
import { SETTINGS, type SettingName, type Settings, type Table } from "./settings";

/** Those settings that the API's record of a key tells. */
export const toldSettings = (record: KeyObject, table: Table = SETTINGS): Partial<Settings> =>
  gather<Settings>(namesIn(table), (name) => toldOf(table, name, record));

/** Those settings that the API has of keys, and that this record lacks. */
export function untoldSettings(record: KeyObject, table: Table = SETTINGS): readonly SettingName[] {
  const told = toldSettings(record, table);
  return toldIn(table).filter((name) => told[name] === undefined);
}

/** The settings of a key as the API has it. What an answer leaves out, limit_type always, is as `stated`. */
export const settingsFromWire = (record: KeyObject, stated: Settings, table: Table = SETTINGS): Settings => ({
  ...stated,
  ...toldSettings(record, table),
});

/** The whole desired state, as create and update send it. */
export function settingsToWire(settings: Settings, table: Table = SETTINGS): KeySettings {
  const field = <A extends SettingName>(name: A): Partial<KeySettings> => table[name].body?.(settings[name]) ?? {};
  let sent: Partial<KeySettings> = {};
  for (const name of namesIn(table)) sent = { ...sent, ...field(name) };
  if (!isRequest(sent)) throw new Error("a request lacks a field that the API requires");
  return sent;
}

/** What of the settings that an update sends the API's list can show (all but limit_type): equal texts for equal ones. */
export const visibleSettings = (settings: Settings, table: Table = SETTINGS): string =>
  JSON.stringify(visibleIn(table).map((name) => meaningOf(table, name, settings[name])));

/** Whether a key has these settings, as far as the API shows them. What an answer leaves out speaks neither way. */
export function sameVisibleSettings(record: KeyObject, settings: Settings, table: Table = SETTINGS): boolean {
  if (record.name === undefined) return false;
  const present = settingsFromWire(record, settings, table);
  return visibleIn(table).every((name) => isSame(table, name, present, settings));
}

const visibleIn = (table: Table): readonly SettingName[] => sentIn(table).filter((name) => table[name].told !== null);

const isRequest = (sent: Partial<KeySettings>): sent is KeySettings =>
  sent.name !== undefined && sent.expires_at !== undefined && sent.allocated_ammount !== undefined;
