// Whether a key lies idle.
import { type KeyObject } from "../wire";

/**
 * Its last use, or its creation if it was never used, lies before `since`, in Unix seconds. What the API does not tell does
 * not prove idleness.
 */
export function isUnusedSince({ last_used, created_at }: KeyObject, since: number): boolean {
  const latest = last_used === null ? created_at : last_used;
  return latest !== undefined && latest < since;
}
