// What an apply costs: how many requests, how long they take under the account's limit, and when each key changes. With the
// provider's own arithmetic. Pure.
import { SHARED_LIST, minutesFor, restedOutlook } from "../../api/pace/estimate";
import { type Cost, type Moment, type PlannedOperation } from "../facts";
import { type Calls } from "./operations";

/** What one apply does in one account. */
export interface Work {
  readonly account: string;
  readonly items: readonly WorkItem[];
}

export interface WorkItem {
  readonly address: string;
  /** The most that is done. */
  readonly operations: readonly PlannedOperation[];
  /** What is done for sure. */
  readonly certain: readonly PlannedOperation[];
  /** Made when everything else is done: the destroys of objects that were replaced first. */
  readonly isLast: boolean;
  /** Whether the list of the account's keys is looked at, which all share. */
  readonly look: Calls["look"];
  /** Lists that are fetched anew for it. */
  readonly lists: number;
  /** Nothing else is called for it, whatever turns out. */
  readonly areKnown: boolean;
}

/** Accounts have limits of their own: the one that takes longest counts. */
export function costOf(works: readonly Work[], perMinute: number | undefined): Cost {
  const outlook = restedOutlook(perMinute);
  const requests = new Map<string, number>();
  const timeline: Moment[] = [];
  for (const { account, items } of works) {
    let made = (requests.get(account) ?? 0) + listsOf(items);
    for (const item of [...items.filter(({ isLast }) => !isLast), ...items.filter(({ isLast }) => isLast)]) {
      const { address, certain } = item;
      // What may be done is shown where it would begin, and not counted.
      const shown = certain.length > 0 ? certain : item.operations.slice(0, 1);
      shown.forEach((operation, index) => {
        timeline.push({ second: Math.floor((made + index) / outlook.perMinute) * 60, address, operation });
      });
      made += certain.length;
    }
    if (made > 0) requests.set(account, made);
  }
  const all = [...requests.values()];
  const minutes = Math.max(0, ...all.map((calls) => minutesFor(outlook, calls)));
  return {
    requests: all.reduce((sum, one) => sum + one, 0),
    isAtLeast: works.some(({ items }) => mayBeMore(items, minutes)),
    perMinute: outlook.perMinute,
    isAssumed: outlook.isAssumed,
    minutes,
    timeline: timeline.sort((a, b) => a.second - b.second),
  };
}

const ownLists = (items: readonly WorkItem[]): number => items.reduce((all, { lists }) => all + lists, 0);

const isShared = (items: readonly WorkItem[]): boolean => items.some(({ look }) => look === "yes");

/** One that is fetched anew serves the others too, if they come later. */
const listsOf = (items: readonly WorkItem[]): number => Math.max(isShared(items) ? SHARED_LIST : 0, ownLists(items));

function mayBeMore(items: readonly WorkItem[], minutes: number): boolean {
  if (items.some(({ areKnown }) => !areKnown)) return true;
  const isListedAnew = ownLists(items) > 0;
  const mayLook = items.some(({ look }) => look === "perhaps") && !isShared(items);
  // A status that has grown old while a key waits for its turn is looked up again before it is flipped.
  const isLate = minutes > 0 && items.some(({ certain }) => certain.some(({ kind }) => kind === "toggle"));
  return mayLook || isLate || (isListedAnew && isShared(items));
}
