// Which of the account's keys an exclusive resource owns. Pure; the time is an argument.
import { type KeyObject, NEVER } from "../../api/wire";
import { milliseconds } from "../../rules";
import { type KeyIndex } from "../../api/keys/key-list";
import { composed } from "../composed";
import { type ExclusiveState } from "./schema";

/** Names by id. */
export type Names = ReadonlyMap<string, string>;

export interface Present {
  /** What may be removed. */
  readonly present: Names;
  /** What is left alone, because it expires soon. */
  readonly ignored: Names;
}

export type Scope = Pick<ExclusiveState, "name_prefix" | "ignore_expiring_within">;

/** `now` in milliseconds. */
export function survey(keys: KeyIndex, scope: Scope, now: number): Present {
  const owned = [...keys].filter(([, record]) => hasPrefix(record, scope));
  const names = (soon: boolean): Names =>
    new Map(
      owned.flatMap(([id, record]) =>
        expiresSoon(record, scope, now) === soon ? [[id, composed(record.name ?? "")]] : [],
      ),
    );
  return { present: names(false), ignored: names(true) };
}

/** A key whose name is not told has no prefix that is known. */
const hasPrefix = ({ name }: KeyObject, { name_prefix: prefix }: Scope): boolean =>
  typeof prefix !== "string" || (name !== undefined && composed(name).startsWith(composed(prefix)));

/** One whose expiry is not told is never taken for one that expires soon. */
function expiresSoon({ expires_at }: KeyObject, { ignore_expiring_within: within }: Scope, now: number): boolean {
  if (expires_at === undefined || expires_at === NEVER || typeof within !== "string") return false;
  return expires_at * 1000 <= now + milliseconds(within);
}
