// How a configuration writes the settings of a key. Pure.
import { Decimal, UNKNOWN } from "../../terraform/cty";
import { meaningOf } from "./each-setting";
import { type SettingsState } from "./schema";
import { type SettingName, type Settings, type Table } from "./settings";

/** A value in a configuration. */
export type Literal = string | number | boolean | readonly string[];

/** Of a value that is known; null: there is none. Equal entries are one in a set. */
export function literalOf(value: SettingsState[SettingName]): Literal | null {
  if (value === null || value === UNKNOWN) return null;
  if (value instanceof Decimal) return value.toFloat64();
  if (typeof value === "string" || typeof value === "boolean") return value;
  return [...new Set(value.filter((entry) => typeof entry === "string"))];
}

/** Whether a configuration need not say it, because it holds anyway. */
export function isDefault<A extends SettingName>(table: Table, name: A, value: Settings[A]): boolean {
  const { omitted } = table[name];
  return omitted !== undefined && meaningOf(table, name, value) === meaningOf(table, name, omitted);
}
