// What an apply costs: how many requests, how long they take under the account's limit, and when each key changes. With the
// provider's own arithmetic. Pure.
import { SHARED_LIST, minutesFor, restedOutlook } from "../../api/pace/estimate";
import { type Cost, type Moment, type PlannedOperation } from "../facts";

/** What one apply does in one account. */
export interface Work {
  readonly account: string;
  readonly items: readonly WorkItem[];
}

export interface WorkItem {
  readonly address: string;
  readonly operations: readonly PlannedOperation[];
  readonly areKnown: boolean;
  /** Made when everything else is done: the destroys of objects that were replaced first. */
  readonly isLast: boolean;
  /** Lists of the account's keys beside the shared one. */
  readonly lists: number;
}

/** Accounts have limits of their own: the one that takes longest counts. */
export function costOf(works: readonly Work[], perMinute: number | undefined): Cost {
  const outlook = restedOutlook(perMinute);
  const requests = new Map<string, number>();
  const timeline: Moment[] = [];
  for (const { account, items } of works) {
    const calls = items.flatMap((item) => callsOf(item).map((operation) => ({ ...item, operation })));
    const lists = items.reduce((all, item) => all + item.lists, 0);
    if (calls.length + lists === 0) continue;
    const begun = (requests.get(account) ?? 0) + (calls.length > 0 ? SHARED_LIST : 0) + lists;
    [...calls.filter(({ isLast }) => !isLast), ...calls.filter(({ isLast }) => isLast)].forEach(
      ({ address, operation }, index) => {
        timeline.push({ second: Math.floor((begun + index) / outlook.perMinute) * 60, address, operation });
      },
    );
    requests.set(account, begun + calls.length);
  }
  const all = [...requests.values()];
  return {
    requests: all.reduce((sum, one) => sum + one, 0),
    isAtLeast: works.some(({ items }) => items.some(({ areKnown }) => !areKnown)),
    perMinute: outlook.perMinute,
    isAssumed: outlook.isAssumed,
    minutes: Math.max(0, ...all.map((calls) => minutesFor(outlook, calls))),
    timeline: timeline.sort((a, b) => a.second - b.second),
  };
}

/** While something is unknown there is one call at least, most probably: so the provider counts, too. */
const callsOf = ({ operations, areKnown }: WorkItem): readonly PlannedOperation[] =>
  areKnown ? operations : operations.slice(0, 1);
