// Whether a key was created since a moment. The moment comes from the Date of answers, the creation from the API, and their
// clocks may differ: by a little always, and by as much as the account's own keys show. Pure.
import { type KeyObject } from "../../api";

/** The clocks of the machines behind one address may differ by so much. */
const USUAL_SKEW = 2;
/** A Date tells the second only. */
const GRAIN = 1;
/** What anybody's record shows is believed up to a day: somebody may have put nonsense into it. */
const LARGEST_SHOWN = 86_400;

/** `moment` in milliseconds, by the answers' Date; `shown` in seconds. What is not told speaks neither way. */
export const createdSince = ({ created_at }: KeyObject, moment: number | undefined, shown: number): boolean =>
  created_at === undefined || moment === undefined || created_at >= Math.floor(moment / 1000) - USUAL_SKEW - shown;

/** Seconds by which keys were created later than it is now by the answers' Date, in milliseconds: clocks differ by so much. */
export function secondsAhead(keys: Iterable<KeyObject>, now: number | undefined): number {
  if (now === undefined) return 0;
  let ahead = 0;
  for (const { created_at = 0 } of keys) ahead = Math.max(ahead, created_at - Math.floor(now / 1000) - GRAIN);
  return Math.min(ahead, LARGEST_SHOWN);
}
