// The configuration that keeps a key as it is: what holds anyway is left out.
import { isDefault } from "./declared";
import { gather, namesIn } from "./each-setting";
import { type ProxyKeyState, type SettingsState } from "./schema";
import { SETTINGS, type SettingName, type Table } from "./settings";
import { knownSettingsOf } from "./settings-in-state";

export const generateProxyKeyConfig = (state: ProxyKeyState, table: Table = SETTINGS): ProxyKeyState => ({
  ...state,
  ...defaults(state, table),
  // With valid_for, the instant was computed.
  ...(state.valid_for !== null && { expires_at: null }),
  deletion_policy: state.deletion_policy === "delete" ? null : state.deletion_policy,
  store_key: state.store_key === false ? false : null,
  key: null,
  id: null,
  created_at: null,
  operations: null,
});

/** Null for each setting that need not be said. */
function defaults(state: ProxyKeyState, table: Table): Partial<SettingsState> {
  const settings = knownSettingsOf(state, table);
  return gather<SettingsState>(namesIn(table), <A extends SettingName>(name: A) => {
    const value = settings[name];
    return value !== undefined && isDefault(table, name, value) ? null : undefined;
  });
}
