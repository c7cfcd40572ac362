// What a configuration says of a key that exists, so that its import changes nothing; or why none can.
import { type KeyObject, NEVER } from "../api/wire";
import { keyId } from "../api/key-id";
import {
  type Problem,
  checkAllocatedAmount,
  checkExpiresAt,
  checkIpWhitelist,
  checkModelWhitelist,
  checkName,
  formatInstant,
} from "../rules";
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
  const keys = [...records].sort(byAge).map(declaredKeyOf);
  const labels = labelsFor(keys.map(({ name }) => name ?? ""));
  return keys.map((key, index) => declarationOf(key, labels[index] ?? ""));
}

const declarationOf = (key: DeclaredKey, label: string): Declaration => ({
  key,
  label,
  obstacles: [...(key.odd ? strange(key.odd) : untold(key)), ...halves(key), ...refusals(key)],
});

const strange = (odd: readonly string[]): readonly string[] =>
  odd.map((remark) => `what the API tells of it cannot be used: ${remark}`);

function untold({ name, allocated_amount, enabled }: DeclaredKey): readonly string[] {
  const missing = Object.entries({ name, allocated_amount, enabled }).filter(([, value]) => value === null);
  return missing.map(([attribute]) => `the API does not tell ${attribute}`);
}

/** Terraform's texts are Unicode: half of a character would arrive as another one. */
function halves({ name, model_whitelist, ip_whitelist }: DeclaredKey): readonly string[] {
  const texts = [name ?? "", ...(model_whitelist ?? []), ...(ip_whitelist ?? [])];
  return texts.some((text) => /\p{Cs}/u.test(text)) ? ["a text holds half of a character"] : [];
}

function refusals(key: DeclaredKey): readonly string[] {
  const problems: readonly (Problem | undefined)[] = [
    key.name === null ? undefined : checkName(key.name),
    key.allocated_amount === null ? undefined : checkAllocatedAmount(key.allocated_amount),
    key.expires_at === null ? undefined : checkExpiresAt(key.expires_at),
    ...(key.model_whitelist ? checkModelWhitelist(key.model_whitelist) : []),
    ...(key.ip_whitelist ? checkIpWhitelist(key.ip_whitelist) : []),
  ];
  return problems.flatMap((problem) => (problem?.severity === "error" ? [problem.detail] : []));
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
