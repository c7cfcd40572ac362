// What a configuration says of a key that exists, so that its import changes nothing; or why none can.
import { type KeyObject, NEVER } from "../api/wire";
import { keyId } from "../api/key-id";
import { obstaclesTo } from "../provider/proxy-key/obstacles";
import { formatInstant } from "../rules";
import { labelsFor } from "./label";

/** A key's settings by the resource's attributes. Null: not set, or not told by the API. */
export interface DeclaredKey {
  readonly id: string;
  readonly name: string | null;
  readonly allocated_amount: number | null;
  readonly expires_at: string | null;
  readonly model_whitelist: readonly string[] | null;
  readonly ip_whitelist: readonly string[] | null;
  readonly enabled: boolean | null;
  /** What the API tells of the key and cannot be used: null above, whatever null means there. */
  readonly odd?: readonly string[];
}

export interface Declaration {
  readonly key: DeclaredKey;
  /** Unique among the declarations: a resource's name, and a construct's id. */
  readonly label: string;
  /** Why a plan would refuse or change the key; empty where it does neither. */
  readonly obstacles: readonly string[];
}

export function declaredKeyOf(record: KeyObject): DeclaredKey {
  const { expires_at } = record;
  return {
    id: keyId(record.key),
    name: record.name ?? null,
    allocated_amount: record.allocated_ammount ?? null,
    expires_at: expires_at === undefined || expires_at === NEVER ? null : formatInstant(expires_at),
    model_whitelist: entriesOf(record.model_whitelist),
    ip_whitelist: entriesOf(record.ip_whitelist),
    enabled: record.is_active ?? null,
    ...(record.odd && { odd: record.odd }),
  };
}

/** Oldest first, so that a key keeps its label when others come. */
export function declarationsOf(records: readonly KeyObject[]): readonly Declaration[] {
  const sorted = [...records].sort(byAge);
  const labels = labelsFor(sorted.map(({ name }) => name ?? ""));
  return sorted.map((record, index) => ({
    key: declaredKeyOf(record),
    label: labels[index] ?? "",
    obstacles: obstaclesTo(record),
  }));
}

/** A set. Empty means all, which a configuration says by leaving it out. */
function entriesOf(whitelist: readonly string[] | undefined): readonly string[] | null {
  return whitelist && whitelist.length > 0 ? [...new Set(whitelist)] : null;
}

/** Keys that were created in the same second are told apart by their names, then by their ids. */
function byAge(one: KeyObject, other: KeyObject): number {
  const age = (one.created_at ?? 0) - (other.created_at ?? 0);
  return age || compare(one.name ?? "", other.name ?? "") || compare(keyId(one.key), keyId(other.key));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
