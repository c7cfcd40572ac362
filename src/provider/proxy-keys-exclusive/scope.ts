// Which of the account's keys an exclusive resource may remove, and which it leaves alone. Pure; the time is an argument.
import { type KeyObject, NEVER } from "../../api/wire";
import { milliseconds } from "../../rules";
import { type KeyIndex } from "../../api/keys/key-list";
import { composed } from "../composed";
import { type Grace, type Graces, leavers } from "./graces";
import { type ExclusiveState } from "./schema";

/** Names by id. */
export type Names = ReadonlyMap<string, string>;

export interface Present {
  /** What may be removed. */
  readonly present: Names;
  /** What is left alone, because it expires soon or is to expire. */
  readonly ignored: Names;
}

export type Scope = Pick<ExclusiveState, "name_prefix" | "ignore_expiring_within" | "key_ids" | "use_delete_all">;

/** An expiry was computed moments before it is looked at, and by a clock that may differ. */
const SLACK_MS = 60_000;

/** `now` in milliseconds. */
export function survey(keys: KeyIndex, scope: Scope, graces: Graces, now: number): Present {
  const owned = [...keys].filter(([, record]) => hasPrefix(record, scope));
  // The emergency stop keeps no promise of a grace period.
  const left: Graces = scope.use_delete_all === true ? new Map() : leavers(graces, scope.key_ids);
  const within = typeof scope.ignore_expiring_within === "string" ? milliseconds(scope.ignore_expiring_within) : 0;
  const names = (spared: boolean): Names =>
    new Map(
      owned.flatMap(([id, record]) =>
        isSpared(record, left.get(id), within, now) === spared ? [[id, composed(record.name ?? "")]] : [],
      ),
    );
  return { present: names(false), ignored: names(true) };
}

/** A key whose name is not told has no prefix that is known. */
const hasPrefix = ({ name }: KeyObject, { name_prefix: prefix }: Scope): boolean =>
  typeof prefix !== "string" || (name !== undefined && composed(name).startsWith(composed(prefix)));

function isSpared(record: KeyObject, grace: Grace | undefined, within: number, now: number): boolean {
  if (expiresWithin(record, Math.max(within, grace?.period ?? 0), now)) return true;
  // Its destroy, which would set the expiry, is under way, or has failed.
  return grace !== undefined && now <= (grace.leftAt ?? now) + grace.period;
}

/** One whose expiry is not told is never taken for one that expires soon. */
function expiresWithin({ expires_at }: KeyObject, within: number, now: number): boolean {
  if (expires_at === undefined || expires_at === NEVER) return false;
  return expires_at * 1000 <= now + within + SLACK_MS;
}
