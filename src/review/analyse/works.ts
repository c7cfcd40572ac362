// What the apply of a plan does in each account, for what it costs: in the order in which a review shows it. Pure.
import { type ActionFacts, type ExclusiveFacts, type KeyFacts } from "../facts";
import { type OtherChange } from "../plan/plan";
import { type Work, type WorkItem } from "./cost";
import { type Calls } from "./operations";

export interface Changing {
  readonly keys: readonly KeyFacts[];
  /** Of a key's change, by `objectOf`. */
  readonly calls: ReadonlyMap<string, readonly Calls[]>;
  readonly exclusives: readonly ExclusiveFacts[];
  /** Addresses of the exclusives that only record anew which keys exist. */
  readonly recording: ReadonlySet<string>;
  readonly actions: readonly ActionFacts[];
  readonly others: readonly OtherChange[];
  /** All of the plan is there, and understood. */
  readonly isWhole: boolean;
}

/** An address may have several objects: the present one, and those that replacements left behind. */
export const objectOf = ({ address, deposed }: Pick<KeyFacts, "address" | "deposed">): string =>
  JSON.stringify([address, deposed]);

/** No calls, and nothing that is open. */
const NOTHING: Omit<WorkItem, "address"> = {
  operations: [],
  certain: [],
  isLast: false,
  look: "no",
  lists: 0,
  areKnown: true,
};

export function worksOf({ keys, calls, exclusives, recording, actions, others, isWhole }: Changing): readonly Work[] {
  const items = new Map<string, WorkItem[]>();
  const add = (account: string, item: WorkItem): void => {
    const known = items.get(account);
    if (known) known.push(item);
    else items.set(account, [item]);
  };
  for (const key of keys) {
    const { account, address, isCreateFirst } = key;
    (calls.get(objectOf(key)) ?? []).forEach(({ operations, certain, look, areKnown }, index) => {
      const isLast = isCreateFirst && index > 0;
      add(account, { ...NOTHING, address, operations, certain, look, areKnown, isLast });
    });
  }
  for (const { account, address, operations, areRemovalsKnown, change } of exclusives) {
    // What is put off is not done in this apply.
    const areKnown = areRemovalsKnown || change === "defer";
    // It looks at the keys anew before it removes any.
    const isAnew = change === "update" && (operations.length > 0 || recording.has(address));
    const look = change === "create" || change === "replace" ? "yes" : "no";
    add(account, { ...NOTHING, address, operations, certain: operations, look, lists: isAnew ? 1 : 0, areKnown });
  }
  for (const { account, address, operations } of actions) {
    const isSwitch = operations.some(({ kind }) => kind === "toggle");
    // A key that is as wanted is not switched.
    const certain = isSwitch ? [] : operations;
    const look = isSwitch ? "yes" : "no";
    add(account, {
      ...NOTHING,
      address,
      operations,
      certain,
      look,
      lists: certain.length,
      areKnown: !isSwitch,
      isLast: true,
    });
  }
  // Which requests a data source makes depends on its type, and on what was asked before.
  const isRead = ({ type, kind }: OtherChange): boolean => kind === "read" && type.startsWith(OWN_DATA);
  for (const { type } of others.filter(isRead)) add("", { ...NOTHING, address: type, areKnown: false });
  if (!isWhole) add("", { ...NOTHING, address: "", areKnown: false });
  return [...items].map(([account, own]) => ({ account, items: own }));
}

const OWN_DATA = "data.electronhub_";
