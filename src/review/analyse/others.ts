// Resources that are not analysed one by one: counted by their type, so that a review says what else the plan does. Pure.
import { type OtherFacts } from "../facts";
import { type Kind, type OtherChange } from "../plan/plan";

type Count = keyof OtherFacts["counts"];

const COUNTED_AS: Readonly<Record<Kind, Count>> = {
  "no-op": "unchanged",
  create: "create",
  read: "read",
  update: "update",
  delete: "destroy",
  "delete, create": "replace",
  "create, delete": "replace",
  forget: "forget",
  "create, forget": "replace",
  "forget, create": "replace",
};

export function othersOf(changes: readonly OtherChange[]): readonly OtherFacts[] {
  const types = new Map<string, Record<Count, number>>();
  for (const { type, kind } of changes) {
    const counts = types.get(type) ?? {
      create: 0,
      update: 0,
      replace: 0,
      destroy: 0,
      read: 0,
      forget: 0,
      unchanged: 0,
    };
    counts[COUNTED_AS[kind]]++;
    types.set(type, counts);
  }
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, counts]) => ({ type, counts }));
}
