// How the table of settings is read: in its order, and whichever settings it has. Here alone records are put together of
// what the single settings give. Pure.
import { type KeyObject } from "../../api/wire";
import { type PlannedSettings, type SettingName, type Settings, type Table, type ToldName } from "./settings";

export const namesIn = (table: Table): readonly SettingName[] =>
  Object.keys(table).filter((name): name is SettingName => Object.hasOwn(table, name));

/** Those that the API tells. */
export const toldIn = (table: Table): readonly ToldName[] =>
  namesIn(table).filter((name): name is ToldName => table[name].told !== null);

/** Those that create and update send. */
export const sentIn = (table: Table): readonly SettingName[] =>
  namesIn(table).filter((name) => table[name].body !== null);

/** What a record says about one setting; undefined: nothing. */
export function toldOf<A extends SettingName>(table: Table, name: A, record: KeyObject): Settings[A] | undefined {
  const { told } = table[name];
  return told === null ? undefined : told(record);
}

/** The same text for values that mean the same. */
export const meaningOf = <A extends SettingName>(table: Table, name: A, value: PlannedSettings[A]): string =>
  JSON.stringify(table[name].canonical(value));

/** Whether a setting means the same in both. */
export const isSame = (table: Table, name: SettingName, a: PlannedSettings, b: PlannedSettings): boolean =>
  meaningOf(table, name, a[name]) === meaningOf(table, name, b[name]);

type Each = { readonly [A in SettingName]: unknown };
type Some<T extends Each> = { readonly [A in SettingName]?: T[A] };
type All<T extends Each, N extends SettingName> = { readonly [A in N]: T[A] };

/** A record of what `valueOf` gives for the names, without those for which it gives nothing. */
export function gather<T extends Each>(
  names: readonly SettingName[],
  valueOf: <A extends SettingName>(name: A) => T[A] | undefined,
): Some<T> {
  const found: { -readonly [A in SettingName]?: T[A] } = {};
  const put = <A extends SettingName>(name: A): void => {
    const value = valueOf(name);
    if (value !== undefined) found[name] = value;
  };
  names.forEach((name) => put(name));
  return found;
}

/** As `gather`, where `valueOf` gives something for every name. */
export function gatherAll<T extends Each, N extends SettingName>(
  names: readonly N[],
  valueOf: <A extends SettingName>(name: A) => T[A],
): All<T, N> {
  const found = gather<T>(names, valueOf);
  if (!isWhole<T, N>(names, found)) throw new Error("a setting is missing");
  return found;
}

/** Whether a record has something for each of the names. */
export const isWhole = <T extends Each, N extends SettingName>(
  names: readonly N[],
  found: Some<T>,
): found is Some<T> & All<T, N> => names.every((name) => found[name] !== undefined);
