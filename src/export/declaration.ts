// What a configuration says of a key that exists, so that its import changes nothing; or why none can.
import { type KeyObject } from "../api/wire";
import { keyId } from "../api/key-id";
import { type Literal, isDefault, literalOf } from "../provider/proxy-key/declared";
import { gatherAll, toldIn } from "../provider/proxy-key/each-setting";
import { obstaclesTo } from "../provider/proxy-key/obstacles";
import { SETTINGS, type SettingName, type Table, type ToldName } from "../provider/proxy-key/settings";
import { toldSettings } from "../provider/proxy-key/settings-on-wire";
import { toldState } from "../provider/proxy-key/state-from-wire";
import { labelsFor } from "./label";

type Literals = { readonly [A in SettingName]: Literal | null };

/** A key's settings by the resource's attributes. Null: not set, or not told by the API. */
export type DeclaredKey = Pick<Literals, ToldName> & {
  readonly id: string;
  /** What the API says about the key and cannot be used: null above, whatever null means there. */
  readonly odd?: readonly string[];
};

/** An attribute of the resource and its value. */
export type Assignment = readonly [attribute: string, value: Literal];

export interface Declaration {
  readonly key: DeclaredKey;
  /** Unique among the declarations: a resource's name, and a construct's id. */
  readonly label: string;
  /** What holds anyway is left out. */
  readonly assignments: readonly Assignment[];
  /** Why a plan would refuse or change the key; empty where it does neither. */
  readonly obstacles: readonly string[];
}

export function declaredKeyOf(record: KeyObject, table: Table = SETTINGS): DeclaredKey {
  const told = toldState(record, table);
  const literals = gatherAll<Literals, ToldName>(toldIn(table), (name) => literalOf(told[name]));
  return { id: keyId(record.key), ...literals, ...(record.odd && { odd: record.odd }) };
}

/** Oldest first, so that a key keeps its label when others come. */
export function declarationsOf(records: readonly KeyObject[], table: Table = SETTINGS): readonly Declaration[] {
  const sorted = [...records].sort(byAge);
  const labels = labelsFor(sorted.map(({ name }) => name ?? ""));
  return sorted.map((record, index) => ({
    key: declaredKeyOf(record, table),
    label: labels[index] ?? "",
    assignments: assignmentsOf(record, table),
    obstacles: obstaclesTo(record, table),
  }));
}

function assignmentsOf(record: KeyObject, table: Table): readonly Assignment[] {
  const settings = toldSettings(record, table);
  const assignment = <A extends SettingName>(name: A): readonly Assignment[] => {
    const value = settings[name];
    const literal = value === undefined || isDefault(table, name, value) ? null : literalOf(table[name].toState(value));
    return literal === null ? [] : [[name, literal]];
  };
  // An import stores no secret.
  return [...toldIn(table).flatMap((name) => assignment(name)), ["store_key", false]];
}

/** Keys that were created in the same second are told apart by their names, then by their ids. */
function byAge(one: KeyObject, other: KeyObject): number {
  const age = (one.created_at ?? 0) - (other.created_at ?? 0);
  return age || compare(one.name ?? "", other.name ?? "") || compare(keyId(one.key), keyId(other.key));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
