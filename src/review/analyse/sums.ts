// What a review counts and adds up, of one plan or of several. Pure.
import {
  type AccountFacts,
  type Counts,
  type ExclusiveFacts,
  type KeyFacts,
  type Money,
  type OtherFacts,
  isHidden,
} from "../facts";
import { sum } from "./money";

const NOTHING: Counts = {
  destroy: 0,
  replace: 0,
  update: 0,
  create: 0,
  forget: 0,
  import: 0,
  move: 0,
  drift: 0,
  defer: 0,
  unchanged: 0,
  wider: 0,
  unknown: 0,
  undeclared: 0,
  others: 0,
};

export interface Counted {
  readonly keys: readonly KeyFacts[];
  readonly unchanged: number;
  readonly exclusives: readonly ExclusiveFacts[];
  readonly others: readonly OtherFacts[];
}

export function countsOf({ keys, unchanged, exclusives, others }: Counted): Counts {
  const counts = { ...NOTHING, unchanged };
  for (const { change, access } of keys) {
    counts[change]++;
    if (access === "wider" || access === "both") counts.wider++;
    if (access === "unknown") counts.unknown++;
  }
  counts.undeclared = total(exclusives.map(({ removed }) => removed.length));
  counts.others = total(
    others.flatMap(({ counts: { create, update, replace, destroy, forget } }) => [
      create,
      update,
      replace,
      destroy,
      forget,
    ]),
  );
  return counts;
}

export function addCounts(all: readonly Counts[]): Counts {
  const counts = { ...NOTHING };
  for (const name of Object.keys(NOTHING)) {
    if (isCount(name)) counts[name] = total(all.map((one) => one[name]));
  }
  return counts;
}

const isCount = (name: string): name is keyof Counts => Object.hasOwn(NOTHING, name);

export interface Holding {
  readonly account: string;
  readonly money: Money;
}

/** Of every key that plans know, unchanged ones too, by the name of their provider configuration. */
export function accountsOf(holdings: readonly Holding[]): readonly AccountFacts[] {
  const accounts = new Map<string, Money[]>();
  for (const { account, money } of holdings) {
    const known = accounts.get(account);
    if (known) known.push(money);
    else accounts.set(account, [money]);
  }
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, monies]): AccountFacts => {
      const told = monies.flatMap(({ before, after, leftBehind }) =>
        isHidden(before) || isHidden(after) ? [] : [{ before: before ?? 0, after: after ?? 0, leftBehind }],
      );
      const [before, after] = [sum(told.map((one) => one.before)), sum(told.map((one) => one.after))];
      return {
        name,
        keys: monies.length,
        before,
        after,
        difference: sum([after, -before]),
        leftBehind: sum(told.map(({ leftBehind }) => leftBehind)),
        untold: monies.length - told.length,
      };
    });
}

const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
