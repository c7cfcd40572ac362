// What the API says about a key, as Terraform's state has it. Pure.
import { keyId } from "../../api/key-id";
import { type KeyObject } from "../../api/wire";
import { formatInstant } from "../../rules";
import { gather, gatherAll, namesIn, toldIn, toldOf } from "./each-setting";
import { type ProxyKeyState, type SettingsState } from "./schema";
import { SETTINGS, type SettingName, type Table, type ToldName } from "./settings";

/** The state that a key has according to the API; what an answer leaves out stays as it was. */
export const stateFromWire = (prior: ProxyKeyState, record: KeyObject, table: Table = SETTINGS): ProxyKeyState => ({
  ...prior,
  ...gather<SettingsState>(namesIn(table), (name) => inState(table, name, record)),
  ...identityFromWire(record, prior),
});

/** Settings of which nothing is known. */
export const blankSettings = (table: Table = SETTINGS): SettingsState =>
  gatherAll<SettingsState, SettingName>(namesIn(table), () => null);

/** Every setting that the API tells; null where this record does not. */
export const toldState = (record: KeyObject, table: Table = SETTINGS): Pick<SettingsState, ToldName> =>
  gatherAll<SettingsState, ToldName>(toldIn(table), (name) => inState(table, name, record) ?? null);

/** What only the API can tell of a new key. */
export function identityFromWire(
  record: KeyObject,
  { store_key }: Pick<ProxyKeyState, "store_key">,
): Pick<ProxyKeyState, "key" | "id" | "created_at"> {
  return {
    key: store_key === false ? null : record.key,
    id: keyId(record.key),
    created_at: record.created_at === undefined ? null : formatInstant(record.created_at),
  };
}

function inState<A extends SettingName>(table: Table, name: A, record: KeyObject): SettingsState[A] | undefined {
  const told = toldOf(table, name, record);
  return told === undefined ? undefined : table[name].toState(told);
}
