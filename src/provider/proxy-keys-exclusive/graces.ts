// What exclusive ownership remembers of keys that a destroy lets work on for a while: how long, and, once such a key has
// left key_ids, since when. Kept in private state, because the key's own resource may be gone by then. Pure.
import { UNKNOWN } from "../../terraform/cty";
import { type PrivateState } from "../../terraform/framework";
import { type KeyIndex } from "../../api/keys/key-list";
import { type GracePeriods } from "../grace-periods";
import { type ExclusiveState } from "./schema";

export interface Grace {
  /** How long the key works on after its destroy, in milliseconds. */
  readonly period: number;
  /** When a refresh first saw that its id has left key_ids, by the API's clock. Undefined before. */
  readonly leftAt?: number;
}

/** By the ids of keys. */
export type Graces = ReadonlyMap<string, Grace>;

type KeyIds = ExclusiveState["key_ids"];

const PERIOD = "grace_period/";
const LEFT_AT = "grace_left_at/";

export function gracesIn(kept: PrivateState): Graces {
  return new Map(
    Object.entries(kept).flatMap(([name, period]): [string, Grace][] => {
      if (!name.startsWith(PERIOD) || typeof period !== "number") return [];
      const id = name.slice(PERIOD.length);
      const leftAt = kept[LEFT_AT + id];
      return [[id, { period, ...(typeof leftAt === "number" && { leftAt }) }]];
    }),
  );
}

export function withGraces(kept: PrivateState, graces: Graces): PrivateState {
  const others = Object.entries(kept).filter(([name]) => !name.startsWith(PERIOD) && !name.startsWith(LEFT_AT));
  const own = [...graces].flatMap(([id, { period, leftAt }]): [string, number][] => [
    [PERIOD + id, period],
    ...(leftAt === undefined ? [] : [[LEFT_AT + id, leftAt] satisfies [string, number]]),
  ]);
  return Object.fromEntries([...others, ...own]);
}

/** After a change: of the keys in key_ids what this process knows; those that have left stay as they were. */
export function afterChange(before: Graces, keyIds: KeyIds, known: GracePeriods): Graces {
  const own = idsOf(keyIds);
  const staying = [...own].flatMap((id): [string, Grace][] => {
    const period = periodOf(id, before, known);
    return period === undefined ? [] : [[id, { period }]];
  });
  return new Map([...leavers(before, keyIds), ...staying]);
}

/** After a refresh at `now`: those that have left are remembered for as long as they exist. */
export function afterRefresh(
  before: Graces,
  keyIds: KeyIds,
  { keys, known, now }: { readonly keys: KeyIndex; readonly known: GracePeriods; readonly now: number },
): Graces {
  const own = idsOf(keyIds);
  const graces = [...afterChange(before, keyIds, known)].flatMap(([id, grace]): [string, Grace][] => {
    if (own.has(id)) return [[id, grace]];
    const period = periodOf(id, before, known);
    if (period === undefined || !keys.has(id)) return [];
    // Where the destroy failed and is planned again, the key works on from then.
    const leftAt = known.isLeaving(id) ? now : (grace.leftAt ?? now);
    return [[id, { period, leftAt }]];
  });
  return new Map(graces);
}

/** Those whose id is not in key_ids any more. */
export function leavers(graces: Graces, keyIds: KeyIds): Graces {
  const own = idsOf(keyIds);
  return new Map([...graces].filter(([id]) => !own.has(id)));
}

/** What this process has seen counts; else what was remembered. */
function periodOf(id: string, before: Graces, known: GracePeriods): number | undefined {
  const seen = known.of(id);
  return seen === undefined ? before.get(id)?.period : (seen ?? undefined);
}

function idsOf(keyIds: KeyIds): ReadonlySet<string> {
  return new Set(keyIds === null || keyIds === UNKNOWN ? [] : keyIds.filter((id) => typeof id === "string"));
}
